import {
  AppError,
  cellToJson,
  frameRows,
  isAppError,
  type JsonCell,
  type KnowledgeBody,
  type Metric,
  type RunLimits,
} from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { type Fault, findFaults } from "@parlance/knowledge";
import { refusalError } from "@parlance/sql";
import type { OpenSource } from "../resources/sources/source-access.ts";

/** The statement that computes a figure. */
export type PrintMetric = (
  metric: Metric,
  prepared: PreparedSource,
) => Promise<{ readonly sql: string; readonly isExpressible: boolean }>;

export interface CheckNeeds {
  readonly limits: RunLimits;
  readonly printMetric: PrintMetric;
}

/** What was found by trying an entry out. */
export interface CheckedEntry {
  readonly faults: readonly Fault[];
  /** What a figure comes to over everything. */
  readonly value?: JsonCell;
  /** False for a figure that only a model can make use of. */
  readonly isExpressible?: boolean;
}

/** Holds an entry against its source: every name is there, SQL may run and does, a figure gives one value. */
export async function checkEntry(
  body: KnowledgeBody,
  source: OpenSource,
  needs: CheckNeeds,
  signal: AbortSignal,
): Promise<CheckedEntry> {
  const faults = findFaults(body, source.catalog);
  if (faults.length > 0) return { faults };
  switch (body.kind) {
    case "verified":
      return faultOf("sql", async () => {
        await firstRow(body.sql, source, needs.limits, signal);
        return { faults: [] };
      });
    case "metric":
      return faultOf(body.definition.kind === "expression" ? "definition.sql" : "definition", () =>
        checkMetric(body.definition, source, needs, signal),
      );
    default:
      return { faults: [] };
  }
}

/** What is known of a statement: its fault, or that it has none. */
export interface CheckedSql {
  readonly fault: string | null;
}

/**
 * What is wrong with a statement that was right before its source changed; null where that cannot be told now. Nothing
 * is run where the source can tell without running it.
 */
export async function checkAgain(
  sql: string,
  source: OpenSource,
  { limits }: Pick<CheckNeeds, "limits">,
  signal: AbortSignal,
): Promise<CheckedSql | null> {
  const { connection, policy } = source;
  try {
    const verdict = await connection.check(sql, policy, signal);
    if (!verdict.isAllowed) return { fault: verdict.refusal.message };
    if (connection.estimate === undefined) await firstRow(sql, source, limits, signal);
    else await connection.estimate(sql, policy, signal);
    return { fault: null };
  } catch (error) {
    // A source that is slow or away says nothing about the statement.
    if (isAppError(error)) return error.code.startsWith("SQL_") ? { fault: error.message } : null;
    throw error;
  }
}

async function checkMetric(
  metric: Metric,
  source: OpenSource,
  { limits, printMetric }: CheckNeeds,
  signal: AbortSignal,
): Promise<CheckedEntry> {
  const { sql, isExpressible } = await printMetric(metric, source.prepared);
  const { row, isSingle } = await firstRow(sql, source, limits, signal);
  if (!isSingle || row === undefined)
    return { faults: [{ field: "definition.sql", message: "A figure gives one value; this gives more, or none." }] };
  return { faults: [], value: row[0] ?? null, isExpressible };
}

async function firstRow(
  sql: string,
  { connection, policy }: OpenSource,
  limits: RunLimits,
  signal: AbortSignal,
): Promise<{ readonly row: readonly JsonCell[] | undefined; readonly isSingle: boolean }> {
  const verdict = await connection.check(sql, policy, signal);
  if (!verdict.isAllowed) throw refusalError(verdict.refusal);
  const stream = await connection.stream({ sql, policy, limits: { ...limits, maxRows: 2 } }, signal);
  const rows: JsonCell[][] = [];
  for await (const frame of stream.frames) rows.push(...frameRows(frame).map((row) => row.map(cellToJson)));
  return { row: rows[0], isSingle: rows.length === 1 && stream.columns.length === 1 };
}

const NO_ANSWER: ReadonlySet<string> = new Set(["QUERY_TIMEOUT", "QUERY_NOT_EXPRESSIBLE"]);

/** What the source says against a statement is said of the entry; anything else is no fault of it. */
async function faultOf(field: string, work: () => Promise<CheckedEntry>): Promise<CheckedEntry> {
  try {
    return await work();
  } catch (error) {
    if (isAppError(error) && (/^SQL_/.test(error.code) || NO_ANSWER.has(error.code)))
      return { faults: [{ field, message: error.message }] };
    throw error;
  }
}

/** The first fault as the message, all of them as details. */
export function assertSound({ faults }: CheckedEntry): void {
  const [first] = faults;
  if (first === undefined) return;
  throw new AppError("KNOWLEDGE_INVALID", { message: first.message, details: { fields: faults } });
}
