import {
  AppError,
  type FrameColumn,
  isNumeric,
  type ResultFilter,
  type ResultSort,
  type ResultView,
} from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import type { KeptResult } from "./result-store.ts";

/** SQL over a kept result. Names are checked and quoted, values are bound, numbers are ours. */
export interface BoundQuery {
  readonly sql: string;
  readonly values: string[];
}

export function pageQuery(kept: KeptResult, view: ResultView, offset: number, limit: number): BoundQuery {
  const isPlain = !view.sort?.length && !view.filters?.length;
  // Row numbers of a kept table have no holes, so a plain page touches only its own rows, wherever it lies.
  if (isPlain) {
    const range = `rowid >= ${whole(offset)} AND rowid < ${whole(offset) + whole(limit)}`;
    return { sql: `SELECT * FROM ${kept.table} WHERE ${range} ORDER BY rowid`, values: [] };
  }
  const base = viewQuery(kept, view);
  return { sql: `${base.sql} LIMIT ${whole(limit)} OFFSET ${whole(offset)}`, values: base.values };
}

/** All rows of the view, in its order. */
export function viewQuery(kept: KeptResult, view: ResultView): BoundQuery {
  const { condition, values } = where(kept, view.filters ?? []);
  return { sql: `SELECT * FROM ${kept.table}${condition} ORDER BY ${orderBy(kept, view.sort ?? [])}`, values };
}

export function countQuery(kept: KeptResult, filters: readonly ResultFilter[]): BoundQuery {
  const { condition, values } = where(kept, filters);
  return { sql: `SELECT count(*) FROM ${kept.table}${condition}`, values };
}

const whole = (value: number): number => Math.max(0, Math.trunc(value));

/** Ties keep the statement's own order, so that pages never repeat or lose a row. */
function orderBy(kept: KeptResult, sort: readonly ResultSort[]): string {
  const keys = sort.map(({ column, direction }) => {
    const { name } = columnOf(kept, column);
    return `${quoteName(name)} ${direction === "desc" ? "DESC" : "ASC"} NULLS LAST`;
  });
  return [...keys, "rowid"].join(", ");
}

function where(kept: KeptResult, filters: readonly ResultFilter[]): { condition: string; values: string[] } {
  const values: string[] = [];
  const conditions = filters.map((filter) => conditionOf(columnOf(kept, filter.column), filter, values));
  return { condition: conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`, values };
}

function columnOf(kept: KeptResult, name: string): FrameColumn {
  const column = kept.columns.find((candidate) => candidate.name === name);
  if (column) return column;
  throw new AppError("SQL_UNKNOWN_COLUMN", {
    message: "The result has no such column.",
    details: { name, candidates: kept.columns.map((candidate) => candidate.name) },
  });
}

const COMPARISONS = { eq: "=", ne: "IS DISTINCT FROM", lt: "<", lte: "<=", gt: ">", gte: ">=" } as const;

function conditionOf(column: FrameColumn, filter: ResultFilter, values: string[]): string {
  const name = quoteName(column.name);
  switch (filter.operator) {
    case "isNull":
      return `${name} IS NULL`;
    case "isNotNull":
      return `${name} IS NOT NULL`;
    case "contains":
      values.push(filter.value ?? "");
      return `contains(lower(CAST(${name} AS VARCHAR)), lower($${values.length}))`;
    default:
      values.push(filter.value ?? "");
      return `${name} ${COMPARISONS[filter.operator]} ${boundValue(column, filter.value ?? "", values.length)}`;
  }
}

const WHOLE_NUMBER = /^[+-]?\d{1,38}$/;
const EXACT_NUMBER = /^[+-]?\d{0,30}\.(\d{1,8})$/;

/** Numbers keep their own precision: 1.5 must not become 2 because the column holds whole numbers. */
function boundValue(column: FrameColumn, value: string, position: number): string {
  if (isNumeric(column.type)) {
    if (column.type.kind === "double") return `CAST($${position} AS DOUBLE)`;
    if (WHOLE_NUMBER.test(value)) return `CAST($${position} AS HUGEINT)`;
    const fraction = EXACT_NUMBER.exec(value)?.[1];
    return fraction ? `CAST($${position} AS DECIMAL(38, ${fraction.length}))` : `CAST($${position} AS DOUBLE)`;
  }
  if (column.type.kind === "text" || column.type.kind === "unknown") return `$${position}`;
  return `CAST($${position} AS ${column.type.native})`;
}
