import type { GuardVerdict } from "@parlance/core";
import { refuse } from "../refusal.ts";
import { MAX_PIVOT_VALUES, planDynamicPivot } from "./dynamic-pivot.ts";

/** What the guard needs of the engine that will run the statement. */
export interface GuardedEngine {
  /** judgeDuckdb over the engine's own parse of exactly this text. */
  check(sql: string): Promise<GuardVerdict>;
  /** Runs a query the guard has allowed and gives its single text column; absent where nothing may run. */
  readTexts?(sql: string): Promise<readonly string[]>;
}

export interface GuardedStatement {
  readonly verdict: GuardVerdict;
  /** The statement to run in place of the one given: the same, or with the values of a PIVOT written in. */
  readonly sql: string;
}

/**
 * Judges a statement and, for a PIVOT without listed values, the statements it stands for: each query for values is
 * judged before it runs, and so is the final text. Without readTexts nothing runs and the verdict tells what would happen.
 */
export async function guardDuckdb(sql: string, engine: GuardedEngine): Promise<GuardedStatement> {
  const verdict = await engine.check(sql);
  const plan = verdict.isAllowed || verdict.refusal.rule !== "pivot-needs-values" ? null : planDynamicPivot(sql);
  if (plan === null) return { verdict, sql };
  const values: (readonly string[])[] = [];
  for (const query of plan.valueQueries) {
    const allowed = await engine.check(query);
    if (!allowed.isAllowed) return { verdict: withoutPosition(allowed), sql };
    values.push(engine.readTexts === undefined ? ["value"] : await engine.readTexts(query));
  }
  if (values.some((list) => list.length > MAX_PIVOT_VALUES)) return { verdict: tooWide(), sql };
  if (values.some((list) => list.length === 0)) return { verdict, sql };
  const written = plan.withValues(values);
  return { verdict: withoutPosition(await engine.check(written)), sql: written };
}

const tooWide = (): GuardVerdict =>
  refuse(
    "pivot-needs-values",
    `This PIVOT would make more than ${MAX_PIVOT_VALUES} columns; group by the column instead.`,
  );

/** Positions in a rewritten text would point at the wrong words of the person's own. */
function withoutPosition(verdict: GuardVerdict): GuardVerdict {
  if (verdict.isAllowed) return verdict;
  return { isAllowed: false, refusal: { rule: verdict.refusal.rule, message: verdict.refusal.message } };
}
