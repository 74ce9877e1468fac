import { AppError, type ErrorCode, isAppError } from "@parlance/core";
import type { CacheKey } from "../cache/result-cache.ts";
import type { AskNeeds } from "../needs.ts";
import type { Checked, CheckedStatement, Outcome, Ran } from "../state.ts";
import type { Step, StepContext } from "../step.ts";
import { judgeCost } from "./judge-cost.ts";

/** Runs the checked statement under the limits, or finds its rows in the cache. Unsure questions are not run. */
export const runStatement: Step<Checked, Ran> = {
  name: "run",
  run: async (state, context) => ({ ...state, outcome: await outcomeOf(state, context) }),
};

function outcomeOf(state: Checked, context: StepContext): Promise<Outcome | null> {
  const isWanted =
    state.request.mode === "run" && (state.draft.verdict === "answer" || state.draft.verdict === "confirm");
  if (state.statement === null || !isWanted) return Promise.resolve(null);
  if (state.tried?.sql === state.statement.sql) return Promise.resolve(state.tried.outcome);
  return runOnce(state, state.statement, context);
}

/** The first page travels with the answer; the rest is paged from the worker. */
export const PAGE_ROWS = 1_000;

export async function runOnce(
  state: Pick<Checked, "policy">,
  statement: Pick<CheckedStatement, "sql">,
  context: StepContext,
): Promise<Outcome> {
  const { needs, signal } = context;
  const key = cacheKey(statement.sql, needs);
  const cached = await needs.cache.get(key);
  if (cached !== undefined) return { kind: "rows", ...cached, isFromCache: true };
  await judgeCost(statement.sql, state.policy, context);
  const resultId = needs.newResultId();
  try {
    const request = { sql: statement.sql, policy: state.policy, limits: needs.limits, resultId, pageRows: PAGE_ROWS };
    const stored = await needs.connection.run(request, signal);
    await needs.cache.set(key, { resultId, stored });
    return { kind: "rows", resultId, stored, isFromCache: false };
  } catch (error) {
    if (isAppError(error) && ABOUT_THE_STATEMENT.has(error.code)) return { kind: "failed", error };
    throw error instanceof AppError || !signal?.aborted ? error : new AppError("QUERY_CANCELLED", { cause: error });
  }
}

const cacheKey = (sql: string, needs: AskNeeds): CacheKey => ({
  workspaceId: needs.workspaceId,
  sourceId: needs.source.id,
  sourceVersion: needs.source.catalog.version,
  principal: needs.principal,
  limits: needs.limits,
  sql,
});

/** The statement itself is at fault; another reading or a changed name may do better. */
const ABOUT_THE_STATEMENT: ReadonlySet<ErrorCode> = new Set([
  "SQL_SYNTAX",
  "SQL_UNKNOWN_TABLE",
  "SQL_UNKNOWN_COLUMN",
  "SQL_TYPE_MISMATCH",
  "SQL_FAILED",
]);
