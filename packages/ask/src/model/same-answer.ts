import { type Cell, type Frame, frameRows, isAppError, isNumeric } from "@parlance/core";
import { matchRows } from "../evaluate/match-rows.ts";
import { valueKey } from "../evaluate/value-key.ts";
import type { Drafted, DraftReading } from "../state.ts";
import { type StepContext, stopIfCancelled } from "../step.ts";
import type { StandingDraft } from "./try-draft.ts";

const COMPARED_ROWS = 1_000;
const COMPARED_READINGS = 3;
const TIMEOUT_MS = 3_000;

/** The engine often shows by what it ranked; that much more is still the same answer. */
const EXTRA_COLUMNS = 2;

/**
 * The first of the engine's readings that gives the same answer as the model's statement: the same text, or the same
 * rows. The engine reads without the model; the model has seen what the engine read, so this says less than two blind
 * readings would, and more than anything the model says of itself.
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
  const wanted = plainRows(stored.firstPage);
  // Where every statement costs somebody something, one second opinion has to do.
  const isLocal = context.needs.source.catalog.dialect === "duckdb";
  for (const reading of state.draft.readings.slice(0, isLocal ? COMPARED_READINGS : 1)) {
    const given = await readRows(reading.sql, stored.rowCount, state, context);
    if (given !== null && isSameAnswer(wanted, given)) return reading;
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

type Rows = readonly (readonly Cell[])[];

export function isSameAnswer(wanted: Rows, given: Rows): boolean {
  const more = (given[0]?.length ?? 0) - (wanted[0]?.length ?? 0);
  return more <= EXTRA_COLUMNS && matchRows(wanted, given, { isOrdered: false, allowExtraColumns: true });
}

/** Null when there are not as many rows as wanted, or the statement does not run. */
async function readRows(
  sql: string,
  rowCount: number,
  { policy }: Drafted,
  { needs, signal }: StepContext,
): Promise<Rows | null> {
  const limits = { ...needs.limits, maxRows: rowCount + 1, timeoutMs: Math.min(needs.limits.timeoutMs, TIMEOUT_MS) };
  try {
    const { frames } = await needs.connection.stream({ sql, policy, limits }, signal);
    const rows: Cell[][] = [];
    for await (const frame of frames) {
      rows.push(...plainRows(frame));
      if (rows.length > rowCount) return null;
    }
    return rows.length === rowCount ? rows : null;
  } catch (error) {
    stopIfCancelled(signal);
    // A reading that does not run agrees with nothing.
    if (isAppError(error)) return null;
    throw error;
  }
}

/** Rows in which 12.50 is 12.5, whatever the type of the column. */
export function plainRows(frame: Frame): Cell[][] {
  const numeric = frame.columns.map(({ type }) => isNumeric(type));
  return frameRows(frame).map((row) =>
    row.map((cell, i) => (cell !== null && numeric[i] === true ? Number(cell) : cell)),
  );
}

/** The whole result as one text, for telling which of many are the same. */
export const rowsKey = (frame: Frame): string =>
  plainRows(frame)
    .map((row) => JSON.stringify(row.map(valueKey).sort()))
    .sort()
    .join("\n");
