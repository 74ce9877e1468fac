import type { GuardPolicy, GuardVerdict, Verdict } from "@parlance/core";
import { guardDuckdb, refusalError } from "@parlance/sql";
import type { Checked, CheckedStatement, Draft, Drafted, DraftReading } from "../state.ts";
import type { Step, StepContext } from "../step.ts";

/**
 * Lets only statements through that the guard allows. A sure draft gives the statement to run; an unsure one keeps
 * the readings that could run, for the person to choose from.
 * Errors: SQL_REFUSED, SQL_SYNTAX or SQL_UNKNOWN_TABLE when none of the readings of a sure draft may run.
 */
export const check: Step<Drafted, Checked> = {
  name: "check",
  async run(state, context) {
    if (!isSure(state.draft.verdict))
      return { ...state, draft: await withAllowedOnly(state, context), statement: null };
    const { readings, isChosen } = state.draft;
    const statement = await firstAllowed(state, isChosen ? readings.slice(0, 1) : readings, context);
    return { ...state, draft: confirmUnlessFirst(state.draft, statement), statement };
  },
  events: ({ statement }) => (statement === null ? [] : [{ event: "sql", data: { sql: statement.sql } }]),
};

export const isSure = (verdict: Verdict): boolean => verdict === "answer" || verdict === "confirm";

/** The engine was sure of its first reading only. */
export const confirmUnlessFirst = (draft: Draft, statement: CheckedStatement | null): Draft =>
  statement === null || statement.reading === draft.readings[0] ? draft : { ...draft, verdict: "confirm" };

export async function firstAllowed(
  state: Drafted,
  readings: readonly DraftReading[],
  context: StepContext,
): Promise<CheckedStatement | null> {
  let refused: GuardVerdict | null = null;
  for (const reading of readings) {
    const { verdict, sql } = await guard(reading.sql, state, context);
    if (verdict.isAllowed) return { reading, sql, tables: verdict.tables };
    refused ??= verdict;
  }
  if (refused !== null && !refused.isAllowed) throw refusalError(refused.refusal);
  return null;
}

async function withAllowedOnly(state: Drafted, { needs, signal }: StepContext): Promise<Draft> {
  const verdicts = await Promise.all(
    state.draft.readings.map((reading) => needs.connection.check(reading.sql, state.policy, signal)),
  );
  return { ...state.draft, readings: state.draft.readings.filter((_reading, index) => verdicts[index]?.isAllowed) };
}

/** A statement's verdict and the text to run; a PIVOT gets its values only where something may run. */
export function guard(
  sql: string,
  state: Pick<Drafted, "policy" | "request">,
  context: StepContext,
): Promise<{ verdict: GuardVerdict; sql: string }> {
  const { needs, signal } = context;
  const checkSql = (text: string): Promise<GuardVerdict> => needs.connection.check(text, state.policy, signal);
  if (needs.source.catalog.dialect !== "duckdb") return checkSql(sql).then((verdict) => ({ verdict, sql }));
  if (state.request.mode !== "run") return guardDuckdb(sql, { check: checkSql });
  return guardDuckdb(sql, { check: checkSql, readTexts: (text) => readTexts(text, state.policy, context) });
}

/** The values a PIVOT without a list stands for; read under the same policy and limits as everything else. */
async function readTexts(sql: string, policy: GuardPolicy, { needs, signal }: StepContext): Promise<string[]> {
  const { frames } = await needs.connection.stream({ sql, policy, limits: needs.limits }, signal);
  const texts: string[] = [];
  for await (const frame of frames) texts.push(...(frame.data[0] ?? []).map(String));
  return texts;
}
