import type { Pipeline } from "../asking/asking.ts";
import type { PrintMetric } from "../knowing/check-entry.ts";
import type { Teach } from "../knowing/knowing.ts";
import type { OpenSource, Prepare } from "../resources/sources/source-access.ts";

/** The question-answering packages, loaded on first use: their dictionaries would double the time to start. */
export const loadPipeline = (): Promise<Pipeline> => import("@parlance/ask");

export const prepare: Prepare = async (catalog, values) => {
  const { prepareSource } = await import("@parlance/engine");
  return prepareSource(catalog, values);
};

export const teach: Teach = async (prepared, knowledge) => {
  const { withKnowledge } = await import("@parlance/engine");
  return withKnowledge(prepared, knowledge);
};

export const printMetric: PrintMetric = async (metric, prepared) => {
  const { metricStatement } = await import("@parlance/engine");
  return metricStatement(metric, prepared);
};

/** Questions the engine can answer about any source, each tried before it is offered. */
export async function suggestQuestions(source: OpenSource, limit: number): Promise<readonly string[]> {
  const engine = await import("@parlance/engine");
  return engine.suggestQuestions(source.prepared, limit).map((suggestion) => suggestion.question);
}
