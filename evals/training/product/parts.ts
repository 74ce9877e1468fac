import {
  aggregate,
  arithmetic,
  column,
  countRows,
  type Expr,
  type OrderItem,
  type Predicate,
  type Query,
  select,
} from "@parlance/sql";
import type { EventTable } from "./tables.ts";

/** A question with the query that answers it. */
export interface AskedTable {
  readonly text: string;
  readonly query: Query;
}

/** Columns of one table and the ways to draw from them. */
export function partsOf(table: EventTable, random: () => number) {
  const of = (name: string): Expr => column(table.name, name);
  const oneOf = <T>(list: readonly T[]): T => {
    if (list.length === 0) throw new RangeError(`Nothing to draw for ${table.name}.`);
    return list[Math.floor(random() * list.length)] as T; // the place lies within the list
  };
  return { of, oneOf, rows: countRows(table.name), date: of(table.date.column) };
}

export type Parts = ReturnType<typeof partsOf>;

export interface Figure {
  readonly said: string;
  readonly expr: Expr;
  /** The column below the sum, or the product where no column holds it. */
  readonly of: Expr;
}

const REVENUE_WORDS = ["revenue", "revenue", "turnover", "income"];

/** Something that can be added up: a column, or revenue where it must be worked out. */
export function additive(table: EventTable, { of, oneOf }: Parts): Figure {
  const measures = table.measures.filter((measure) => measure.isAdditive);
  if (table.sold && (measures.length === 0 || oneOf([true, false]))) {
    const revenue = arithmetic(of(table.sold.quantity), "*", of(table.sold.price));
    return { said: oneOf(REVENUE_WORDS), expr: aggregate("sum", revenue), of: revenue };
  }
  const { column: name, said } = oneOf(measures);
  return { said, expr: aggregate("sum", of(name)), of: of(name) };
}

export const grouped = (keys: readonly Expr[], figure: Expr, more: Partial<Query> = {}): Query => ({
  select: [...keys, figure].map((expr) => select(expr)),
  groupBy: keys,
  ...more,
});

export const up = (expr: Expr): OrderItem => ({ expr, direction: "asc" });

export const down = (expr: Expr): OrderItem => ({ expr, direction: "desc" });

export interface Said {
  readonly said: string;
  readonly expr: Expr;
}

export function figureOrRows(table: EventTable, parts: Parts): Said {
  const [plural] = table.rows;
  return parts.oneOf([true, false]) ? { said: plural, expr: parts.rows } : additive(table, parts);
}

export type Template = (table: EventTable, parts: Parts) => AskedTable;

export const countedGroups = (key: Expr, having: Predicate): Query => ({
  select: [select(aggregate("count", { kind: "output", name: "item" }))],
  from: { select: [select(key, "item")], groupBy: [key], having },
});
