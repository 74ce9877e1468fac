import type { Remedy } from "@parlance/core";
import { readStatementFacts } from "@parlance/sql";
import type { AskEvent } from "../events.ts";
import { summarizeRows } from "../present/summarize-result.ts";
import { diagnoseEmpty, isEmptyResult } from "../repair/diagnose-empty.ts";
import { explainFailure } from "../repair/explain-failure.ts";
import { remediesForEmpty } from "../repair/remedies-for-empty.ts";
import type { Ran, Repaired } from "../state.ts";
import type { Step, StepContext } from "../step.ts";
import { confirmUnlessFirst, firstAllowed } from "./check.ts";
import { runOnce } from "./run-statement.ts";

/**
 * One attempt to help where running did not: a failed statement gives way to the next reading, or becomes an error
 * that names what was meant; an empty result is looked into, filter by filter.
 */
export const repair: Step<Ran, Repaired> = {
  name: "repair",
  async run(state, context) {
    const settled = state.outcome?.kind === "failed" ? await tryNextReading(state, context) : withRows(state);
    const [diagnosis, remedies] = await Promise.all([diagnosisFor(settled, context), remediesFor(settled, context)]);
    return { ...settled, diagnosis, remedies };
  },
  events: (state) => rowEvents(state),
};

type Settled = Omit<Repaired, "diagnosis" | "remedies">;

const withRows = (state: Ran): Settled => ({
  ...state,
  outcome: state.outcome?.kind === "rows" ? state.outcome : null,
  isReplaced: false,
});

async function tryNextReading(state: Ran, context: StepContext): Promise<Settled> {
  if (state.outcome?.kind !== "failed") return withRows(state);
  const failure = explainFailure(state.outcome.error, context.needs.source.catalog);
  const tried = state.draft.readings.findIndex(({ sql }) => sql === state.statement?.reading.sql);
  const others = state.draft.isChosen ? [] : state.draft.readings.slice(tried + 1);
  if (others.length === 0) throw failure;
  const statement = await firstAllowed(state, others, context);
  if (statement === null) throw failure;
  const outcome = await runOnce(state, statement, context);
  if (outcome.kind === "failed") throw failure;
  return { ...state, draft: confirmUnlessFirst(state.draft, statement), statement, outcome, isReplaced: true };
}

async function diagnosisFor(state: Settled, context: StepContext): Promise<string | null> {
  const query = state.statement?.reading.query ?? null;
  if (state.outcome === null || query === null || !isEmptyResult(state.outcome.stored)) return null;
  return diagnoseEmpty(query, state.policy, context);
}

async function remediesFor({ statement, outcome, policy }: Settled, context: StepContext): Promise<readonly Remedy[]> {
  if (statement === null || outcome === null || !isEmptyResult(outcome.stored)) return [];
  const facts = readStatementFacts(statement.sql, context.needs.source.catalog.dialect);
  return facts === null ? [] : remediesForEmpty(statement.sql, facts, policy, context);
}

function rowEvents({ outcome, statement, isReplaced }: Repaired): readonly AskEvent[] {
  if (outcome === null || statement === null) return [];
  const { resultId, stored } = outcome;
  return [
    ...(isReplaced ? [{ event: "sql" as const, data: { sql: statement.sql } }] : []),
    { event: "columns", data: { resultId, columns: stored.columns } },
    { event: "rows", data: { rows: summarizeRows(stored) } },
  ];
}
