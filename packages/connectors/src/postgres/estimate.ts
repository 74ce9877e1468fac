import type { CostEstimate } from "@parlance/core";
import type { PostgresSession } from "./session.ts";

interface PlanNode {
  readonly "Plan Rows"?: unknown;
  readonly "Plan Width"?: unknown;
}

/** What the planner expects; nothing runs. */
export async function estimateStatement(session: PostgresSession, sql: string): Promise<CostEstimate> {
  const [row] = await session.texts(`EXPLAIN (FORMAT JSON) ${sql}`);
  const plan = row?.[0] ?? "";
  const root = rootOf(plan);
  const rows = Number(root?.["Plan Rows"]);
  const width = Number(root?.["Plan Width"]);
  return {
    ...(Number.isFinite(rows) ? { rows } : {}),
    ...(Number.isFinite(rows * width) ? { bytes: rows * width } : {}),
    ...(plan === "" ? {} : { plan }),
  };
}

function rootOf(plan: string): PlanNode | undefined {
  // EXPLAIN's own JSON; the figures are tested before use.
  const [first] = JSON.parse(plan) as readonly { readonly Plan?: PlanNode }[];
  return first?.Plan;
}
