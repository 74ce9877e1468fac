import {
  type AggregateExpr,
  type ColumnExpr,
  conjunctsOf,
  type Expr,
  type Predicate,
  type Query,
  walkExpr,
  walkPredicate,
} from "@parlance/sql";
import type { ColumnModel, SchemaModel, TableModel } from "../schema/schema-model.ts";

export const sameExpr = (a: Expr, b: Expr): boolean => JSON.stringify(a) === JSON.stringify(b);

export const aggregatesOf = (query: Query): AggregateExpr[] =>
  query.select.flatMap(({ expr }) => (expr.kind === "aggregate" ? [expr] : []));

/** Columns a condition looks at. */
export function columnsIn(predicate: Predicate): ColumnExpr[] {
  const found: ColumnExpr[] = [];
  walkPredicate(
    predicate,
    (expr) => {
      if (expr.kind === "column") found.push(expr);
    },
    (inner) => {
      if (inner.kind === "exists" && inner.where) found.push(...columnsIn(inner.where));
    },
  );
  return found;
}

/** The columns a condition looks at, each as one word. */
export const keysOf = (predicate: Predicate): Set<string> =>
  new Set(columnsIn(predicate).map(({ table, column }) => `${table}.${column}`.toLowerCase()));

function columnOf(expr: Expr): ColumnExpr | undefined {
  let found: ColumnExpr | undefined;
  walkExpr(expr, (inner) => {
    if (inner.kind === "column") found ??= inner;
  });
  return found;
}

/** The table whose rows a query counts, measures or lists. */
export function mainTable(query: Query, schema: SchemaModel): TableModel | undefined {
  const exprs = query.select.map(({ expr }) => expr);
  const aggregate = exprs.find((expr) => expr.kind === "aggregate");
  const measured = aggregate?.kind === "aggregate" ? aggregate.arg : undefined;
  const name =
    measured?.kind === "star"
      ? measured.table
      : [measured, ...exprs].flatMap((expr) => (expr ? [columnOf(expr)?.table] : [])).find(Boolean);
  return schema.tables.find((table) => table.name === name);
}

const isTime = (column: ColumnModel): boolean => column.type === "date";

/** The date that a query is already about, or the first date of its main table. */
export function dateColumnOf(query: Query, schema: SchemaModel): ColumnModel | undefined {
  const used = [
    ...(query.groupBy ?? []).flatMap((expr) => columnOf(expr) ?? []),
    ...conjunctsOf(query.where).flatMap(columnsIn),
  ];
  for (const { table, column } of used) {
    const model = schema.columns.find((other) => other.table.name === table && other.name === column);
    if (model && isTime(model)) return model;
  }
  const main = mainTable(query, schema);
  if (!main) return undefined;
  const own = main.columns.find(isTime);
  if (own) return own;
  const linked = main.source.foreignKeys.map((key) => schema.tables.find((table) => table.name === key.refTable));
  return linked.flatMap((table) => table?.columns.filter(isTime) ?? [])[0];
}

/** Every occurrence of one expression replaced by another, in order and having as well. */
export function replaceExpr(query: Query, from: Expr, to: Expr): Query {
  const swap = (expr: Expr): Expr => (sameExpr(expr, from) ? to : expr);
  return {
    ...query,
    select: query.select.map((item) => (sameExpr(item.expr, from) ? { expr: to } : item)),
    ...(query.order ? { order: query.order.map((item) => ({ ...item, expr: swap(item.expr) })) } : {}),
  };
}
