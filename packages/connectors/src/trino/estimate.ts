import type { CostEstimate } from "@parlance/core";
import type { Ask } from "./introspect.ts";

/** What Trino's planner expects: the rows that come out, and the bytes read from every table. */
export async function readEstimate(ask: Ask, sql: string): Promise<CostEstimate> {
  const inputs = parsePlan((await ask(`EXPLAIN (TYPE IO, FORMAT JSON) ${sql}`))[0]?.[0]);
  const plan = (await ask(`EXPLAIN (TYPE DISTRIBUTED) ${sql}`))[0]?.[0];
  const bytes = sum(inputs.tables.map((estimate) => estimate.outputSizeInBytes));
  const rows = inputs.whole.outputRowCount;
  return {
    ...(typeof rows === "number" ? { rows: Math.round(rows) } : {}),
    ...(bytes === undefined ? {} : { bytes: Math.round(bytes) }),
    ...(typeof plan === "string" ? { plan } : {}),
  };
}

interface Estimate {
  /** "NaN" where the planner cannot tell. */
  readonly outputRowCount?: number | string;
  readonly outputSizeInBytes?: number | string;
}

function parsePlan(text: unknown): { readonly whole: Estimate; readonly tables: readonly Estimate[] } {
  // The shape that EXPLAIN (TYPE IO) prints; every part is read as optional.
  const plan = JSON.parse(String(text)) as {
    readonly inputTableColumnInfos?: readonly { readonly estimate?: Estimate }[];
    readonly estimate?: Estimate;
  };
  return {
    whole: plan.estimate ?? {},
    tables: (plan.inputTableColumnInfos ?? []).map(({ estimate }) => estimate ?? {}),
  };
}

/** Unknown as soon as one part is. */
function sum(parts: readonly (number | string | undefined)[]): number | undefined {
  const numbers = parts.filter((part) => typeof part === "number");
  return numbers.length === parts.length ? numbers.reduce((total, part) => total + part, 0) : undefined;
}
