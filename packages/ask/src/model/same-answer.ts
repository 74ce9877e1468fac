import { type Cell, type Frame, frameRows, isAppError, isNumeric } from "@parlance/core";
import type { Drafted, DraftReading } from "../state.ts";
import { type StepContext, stopIfCancelled } from "../step.ts";
import type { StandingDraft } from "./try-draft.ts";

const COMPARED_ROWS = 1_000;
const COMPARED_READINGS = 3;
const TIMEOUT_MS = 3_000;

/**
 * The first of the engine's readings that gives the same answer as the model's statement: the same text, or the same
 * rows. Two ways to read a question that know nothing of each other and agree are the best check there is.
 */
export async function agreeingReading(
  standing: StandingDraft,
  isEmpty: boolean,
  state: Drafted,
  context: StepContext,
): Promise<DraftReading | null> {
  const own = statementKey(standing.sql);
  const same = state.draft.readings.find((reading) => statementKey(reading.sql) === own);
  if (same !== undefined) return same;
  const stored = standing.tried?.outcome.stored;
  if (stored === undefined || isEmpty || stored.rowCount > COMPARED_ROWS) return null;
  const wanted = rowsKey(stored.firstPage);
  // Where every statement costs somebody something, one second opinion has to do.
  const isLocal = context.needs.source.catalog.dialect === "duckdb";
  for (const reading of state.draft.readings.slice(0, isLocal ? COMPARED_READINGS : 1)) {
    const key = await readRowsKey(reading.sql, stored.rowCount, state, context);
    if (key === wanted) return reading;
  }
  return null;
}

/** What cannot change the answer: blanks, letter case outside quotes, quotes around plain names. */
export const statementKey = (sql: string): string =>
  sql
    .replace(/;\s*$/, "")
    .split(/('(?:[^']|'')*')/)
    .map((part, i) =>
      i % 2 === 1
        ? part
        : part
            .replace(/"(\w+)"/g, "$1")
            .replace(/\s+/g, " ")
            .replace(/ ?([(),=<>]) ?/g, "$1")
            .toLowerCase(),
    )
    .join("")
    .trim();

async function readRowsKey(
  sql: string,
  rowCount: number,
  { policy }: Drafted,
  { needs, signal }: StepContext,
): Promise<string | null> {
  const limits = { ...needs.limits, maxRows: rowCount + 1, timeoutMs: Math.min(needs.limits.timeoutMs, TIMEOUT_MS) };
  try {
    const { frames } = await needs.connection.stream({ sql, policy, limits }, signal);
    const keys: string[] = [];
    let rows = 0;
    for await (const frame of frames) {
      rows += frame.rowCount;
      if (rows > rowCount) return null;
      keys.push(...rowKeys(frame));
    }
    return rows === rowCount ? keys.sort().join("\n") : null;
  } catch (error) {
    stopIfCancelled(signal);
    // A reading that does not run agrees with nothing.
    if (isAppError(error)) return null;
    throw error;
  }
}

export const rowsKey = (frame: Frame): string => rowKeys(frame).sort().join("\n");

/** Rows as text, whatever the order of their columns. */
const rowKeys = (frame: Frame): string[] => {
  const numeric = frame.columns.map(({ type }) => isNumeric(type));
  return frameRows(frame).map((row) => JSON.stringify(row.map((cell, i) => cellKey(cell, numeric[i] === true)).sort()));
};

const cellKey = (cell: Cell, isNumber: boolean): string => {
  if (cell === null) return "null";
  if (isNumber && typeof cell !== "object") return `n${Number(Number(cell).toPrecision(12))}`;
  return JSON.stringify(cell, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
};
