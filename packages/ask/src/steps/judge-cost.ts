import { AppError, type CostEstimate, type GuardPolicy, isAppError } from "@parlance/core";
import { numberText } from "../present/number-text.ts";
import { type StepContext, stopIfCancelled } from "../step.ts";

/** What a statement may be expected to cost without the person being asked. */
export interface CostBudget {
  readonly maxRows: number;
  readonly maxBytes: number;
}

export const isOverBudget = ({ rows = 0, bytes = 0 }: CostEstimate, budget: CostBudget): boolean =>
  rows > budget.maxRows || bytes > budget.maxBytes;

/** Asks the source what the statement would cost, where it can tell. Errors: QUERY_OVER_BUDGET, before anything ran. */
export async function judgeCost(sql: string, policy: GuardPolicy, context: StepContext): Promise<void> {
  const { budget } = context.needs;
  if (budget === null) return;
  const estimate = await estimateOf(sql, policy, context);
  if (estimate === null || !isOverBudget(estimate, budget)) return;
  const { rows, bytes } = estimate;
  const parts = [
    ...(rows === undefined ? [] : [`about ${numberText(rows)} rows`]),
    ...(bytes === undefined ? [] : [`about ${bytesText(bytes)}`]),
  ];
  throw new AppError("QUERY_OVER_BUDGET", {
    message: `The source expects this query to read ${parts.join(" and ")}, more than is run without asking.`,
    details: {
      ...(rows === undefined ? {} : { rows }),
      ...(bytes === undefined ? {} : { bytes }),
      maxRows: budget.maxRows,
      maxBytes: budget.maxBytes,
    },
  });
}

/** Null where the source cannot tell. */
export async function estimateOf(
  sql: string,
  policy: GuardPolicy,
  { needs, signal }: StepContext,
): Promise<CostEstimate | null> {
  try {
    const estimate = (await needs.connection.estimate?.(sql, policy, signal)) ?? null;
    return estimate === null || policy.restrictions === undefined ? estimate : withoutPlan(estimate);
  } catch (error) {
    stopIfCancelled(signal);
    // Whatever is wrong with the statement, running it says so better.
    if (isAppError(error)) return null;
    throw error;
  }
}

/** The plan is of what runs in place of the statement, and would tell the rules that are written into it. */
const withoutPlan = ({ plan: _plan, ...estimate }: CostEstimate): CostEstimate => estimate;

const UNITS = ["bytes", "kB", "MB", "GB", "TB", "PB"];

function bytesText(bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)));
  return `${numberText(Number((bytes / 1000 ** step).toPrecision(3)))} ${UNITS[step]}`;
}
