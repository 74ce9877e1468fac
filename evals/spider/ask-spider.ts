import { askEngine, type PreparedSource, prepareSource, suggestQuestions } from "@parlance/engine";
import type { SpiderFolder, SpiderQuestion } from "./dataset.ts";
import { readSource } from "./read-source.ts";

/** One line of predictions.jsonl. */
export interface Prediction {
  readonly index: number;
  readonly sql: string;
  readonly confidence: number;
  readonly verdict: string;
  readonly alternatives: readonly string[];
  readonly ms: number;
}

/** Fixed, so that a run tomorrow gives the same bytes. */
export const CLOCK = { now: Date.UTC(2024, 5, 15, 12), timeZone: "UTC" };
const MAX_ALTERNATIVES = 4;

/** As many as the product shows. */
const SUGGESTIONS = 12;

/**
 * Sources are prepared once, when the first question about them comes. As in the product, which shows suggestions on the
 * page where one asks about a source, they are made before anything is asked: weights are decoded and much code compiled.
 */
export function spiderSources(folder: SpiderFolder): (database: string) => PreparedSource | undefined {
  const known = new Map<string, PreparedSource>();
  return (database) => {
    const schema = folder.schemas.get(database);
    if (!known.has(database) && schema) {
      const facts = readSource(folder.databasePath(database), schema);
      const source = prepareSource(facts.catalog, facts.values);
      suggestQuestions(source, SUGGESTIONS);
      known.set(database, source);
    }
    return known.get(database);
  };
}

/** What is written for a question that could not be asked: its database is missing, or the engine failed on it. */
export const noPrediction = (index: number): Prediction => ({
  index,
  sql: "",
  confidence: 0,
  verdict: "handover",
  alternatives: [],
  ms: 0,
});

export function predict(question: SpiderQuestion, source: PreparedSource): Prediction {
  const start = performance.now();
  const result = askEngine({ question: question.text, source, ...CLOCK, dialect: "sqlite" });
  const ms = performance.now() - start;
  const [first, ...others] = result.readings;
  return {
    index: question.index,
    sql: first?.sql ?? "",
    confidence: result.confidence,
    verdict: result.verdict,
    alternatives: others.slice(0, MAX_ALTERNATIVES).map((reading) => reading.sql),
    ms: Math.round(ms * 1000) / 1000,
  };
}
