import { findTable, type GuardPolicy, isAppError, type StoredResult } from "@parlance/core";
import { aggregate, blockTables, type Predicate, printSql, type Query, star } from "@parlance/sql";
import { numberText } from "../present/number-text.ts";
import { predicateWords } from "../present/predicate-words.ts";
import { joinWords } from "../present/words.ts";
import { type StepContext, stopIfCancelled } from "../step.ts";
import { dayOf } from "./move-window.ts";
import { nearValues, soughtValue } from "./near-values.ts";

/** No row, or one row in which every figure is missing or zero. */
export function isEmptyResult(stored: Pick<StoredResult, "rowCount" | "firstPage">): boolean {
  if (stored.rowCount === 0) return true;
  if (stored.rowCount > 1) return false;
  return stored.firstPage.data.every((column) => isNothing(column[0] ?? null));
}

const isNothing = (cell: unknown): boolean => cell === null || cell === 0 || cell === 0n;

const MAX_FILTERS = 6;
const DIAGNOSIS_TIMEOUT_MS = 3_000;

/** Counts the rows that would be there without each filter, and names the filter that removes them. */
export async function diagnoseEmpty(query: Query, policy: GuardPolicy, context: StepContext): Promise<string | null> {
  const filters = filtersOf(query);
  const [table] = blockTables(query);
  const { dialect } = context.needs.source.catalog;
  if (filters.length === 0 || filters.length > MAX_FILTERS || table === undefined) return null;
  const without: number[] = [];
  for (const filter of filters) {
    const rest = filters.filter((other) => other !== filter);
    const sql = printSql(countQuery(query, table.table, rest), context.needs.source.catalog, dialect);
    const count = await readCount(sql, policy, context);
    if (count === null) return null;
    without.push(count);
  }
  return describe(filters, without, context);
}

const filtersOf = (query: Query): readonly Predicate[] =>
  query.where === undefined ? [] : query.where.kind === "and" ? query.where.items : [query.where];

function describe(filters: readonly Predicate[], without: readonly number[], context: StepContext): string | null {
  const culprits = filters.filter((_filter, index) => (without[index] ?? 0) > 0);
  const [culprit] = culprits;
  if (culprit === undefined) return filters.length > 1 ? "More than one of the conditions matches nothing." : null;
  if (culprits.length > 1) {
    return `Each condition matches something, but no row meets all of them: ${joinWords(culprits.map(predicateWords))}.`;
  }
  const count = without[filters.indexOf(culprit)] ?? 0;
  return `The condition that ${predicateWords(culprit)} leaves nothing; without it there are ${numberText(count)} rows.${nearText(culprit, context)}${endText(culprit, context)}`;
}

/** Where the data ends, when that is before the dates that were asked for. */
function endText(filter: Predicate, { needs }: StepContext): string {
  if (filter.kind !== "dateRange" || filter.from === undefined || filter.left.kind !== "column") return "";
  const { table, column: name } = filter.left;
  const column = findTable(needs.source.catalog, table)?.columns.find((candidate) => candidate.name === name);
  const last = dayOf(column?.profile?.max ?? null);
  return last === null || last >= filter.from.slice(0, 10) ? "" : ` The data ends on ${last}.`;
}

function nearText(filter: Predicate, { needs }: StepContext): string {
  const sought = soughtValue(filter);
  const near = sought === null ? [] : nearValues(sought, needs.source.values);
  return near.length === 0 ? "" : ` The nearest values are ${joinWords(near.map((value) => `"${value}"`))}.`;
}

async function readCount(sql: string, policy: GuardPolicy, { needs, signal }: StepContext): Promise<number | null> {
  const limits = { ...needs.limits, maxRows: 1, timeoutMs: Math.min(needs.limits.timeoutMs, DIAGNOSIS_TIMEOUT_MS) };
  try {
    const { frames } = await needs.connection.stream({ sql, policy, limits }, signal);
    for await (const frame of frames) return Number(frame.data[0]?.[0] ?? 0);
    return 0;
  } catch (error) {
    stopIfCancelled(signal);
    // A diagnosis is a courtesy: the empty result itself is already a true answer.
    if (isAppError(error)) return null;
    throw error;
  }
}

function countQuery(query: Query, table: string, filters: readonly Predicate[]): Query {
  const anchors = blockTables(query).map((instance) => instance.table);
  const base: Query = { select: [{ expr: aggregate("count", star(table)) }], anchors };
  if (filters.length === 0) return base;
  return { ...base, where: filters.length === 1 && filters[0] ? filters[0] : { kind: "and", items: filters } };
}
