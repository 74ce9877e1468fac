import { aggregate, countRows, type Expr, type Predicate, type Query } from "@parlance/sql";
import type { TableModel } from "../schema/schema-model.ts";
import type { Parts } from "./parts.ts";
import type { Measure } from "./piece.ts";
import type { RuleContext } from "./rules/rule-context.ts";

export interface Frame {
  readonly context: RuleContext;
  readonly parts: Parts;
  readonly subject: TableModel | undefined;
}

/** A list of select items with the tables whose rows are then told apart. */
export interface Selection {
  readonly items: readonly Expr[];
  readonly bonus: number;
  readonly form: string;
  readonly assumptions?: readonly string[];
}

/** A query with how natural its form is for the pieces it was made from. */
export interface Shaped {
  readonly query: Query;
  readonly bonus: number;
  readonly form: string;
  readonly assumptions?: readonly string[];
}

export const measureExpr = (by: Measure, fallback: TableModel | undefined): Expr | undefined => {
  if (by.kind === "column") return by.column.expr;
  if (by.kind === "aggregate") return aggregate(by.fn, by.column.expr);
  const table = by.table ?? fallback;
  return table && countRows(table.name);
};

export interface Grouping {
  readonly by: readonly Expr[];
  /** Select items that the grouping adds in front. */
  readonly shown: readonly Expr[];
  readonly bonus: number;
  readonly form: string;
  readonly assumptions: readonly string[];
  /** Select items this grouping replaces the selection with. */
  readonly items?: readonly Expr[];
}

export const NO_GROUP: Grouping = { by: [], shown: [], bonus: 0, form: "", assumptions: [] };

export const hasAggregate = (items: readonly Expr[]): boolean => items.some((item) => item.kind === "aggregate");

export const isTimeExpr = (expr: Expr): boolean => expr.kind === "bucket" || expr.kind === "datePart";

/** A handful at most, so that comparing them is quicker than writing each out. Of equal ones the last is kept. */
export function uniqueExprs(exprs: readonly Expr[]): Expr[] {
  const found: Expr[] = [];
  for (const expr of exprs) {
    const at = found.findIndex((other) => isSame(other, expr));
    if (at < 0) found.push(expr);
    else found[at] = expr;
  }
  return found;
}

function isSame(a: Expr, b: Expr): boolean {
  if (a === b) return true;
  if (a.kind !== b.kind) return false;
  if (a.kind === "column" && b.kind === "column")
    return a.column === b.column && a.table === b.table && a.via === b.via;
  return JSON.stringify(a) === JSON.stringify(b);
}

export const withWhere = (where: Predicate | undefined): { where?: Predicate } => (where ? { where } : {});
