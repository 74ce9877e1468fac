import type { ColumnExpr, Expr, StarExpr } from "./expression.ts";
import type { Predicate } from "./predicate.ts";
import type { Query } from "./query.ts";

/** A row source inside one block: a table, or a table in one of the roles it plays. */
export interface TableInstance {
  readonly table: string;
  readonly via?: string;
}

export const instanceKey = (instance: TableInstance): string =>
  instance.via === undefined ? instance.table : `${instance.table}@${instance.via}`;

/** Calls `visit` for an expression and everything in it that belongs to the same block. Nested queries are not entered. */
export function walkExpr(expr: Expr, visit: (expr: Expr) => void): void {
  visit(expr);
  switch (expr.kind) {
    case "aggregate":
      walkExpr(expr.arg, visit);
      if (expr.where) walkPredicate(expr.where, visit);
      return;
    case "arithmetic":
      walkExpr(expr.left, visit);
      walkExpr(expr.right, visit);
      return;
    case "bucket":
    case "datePart":
    case "total":
      walkExpr(expr.of, visit);
      return;
    case "previous":
    case "running":
      walkExpr(expr.of, visit);
      walkExpr(expr.orderBy, visit);
      return;
    default:
      return;
  }
}

export function walkPredicate(
  predicate: Predicate,
  visit: (expr: Expr) => void,
  visitPredicate?: (predicate: Predicate) => void,
): void {
  visitPredicate?.(predicate);
  switch (predicate.kind) {
    case "and":
    case "or":
      for (const item of predicate.items) walkPredicate(item, visit, visitPredicate);
      return;
    case "not":
      walkPredicate(predicate.item, visit, visitPredicate);
      return;
    case "exists":
      return;
    case "compare":
      walkExpr(predicate.left, visit);
      walkExpr(predicate.right, visit);
      return;
    default:
      walkExpr(predicate.left, visit);
  }
}

/** Every expression at the top of one block: select, where, group, having, order. */
export function blockExprs(query: Query, visit: (expr: Expr) => void): void {
  for (const item of query.select) walkExpr(item.expr, visit);
  if (query.where) walkPredicate(query.where, visit);
  for (const expr of query.groupBy ?? []) walkExpr(expr, visit);
  if (query.having) walkPredicate(query.having, visit);
  for (const item of query.order ?? []) walkExpr(item.expr, visit);
  for (const expr of query.limit?.per ?? []) walkExpr(expr, visit);
}

const isTableBound = (expr: Expr): expr is ColumnExpr | StarExpr => expr.kind === "column" || expr.kind === "star";

/** The row sources one block needs, in order of first mention, anchors last. */
export function blockTables(query: Query): readonly TableInstance[] {
  const known = tablesOfBlock.get(query);
  if (known) return known;
  const tables = findBlockTables(query);
  tablesOfBlock.set(query, tables);
  return tables;
}

/** Queries do not change, and are asked for their tables again and again while readings are weighed. */
const tablesOfBlock = new WeakMap<Query, readonly TableInstance[]>();
const nestedOf = new WeakMap<Query, readonly Query[]>();

function addInstance(found: Map<string, TableInstance>, table: string, via?: string): void {
  const instance = via === undefined ? { table } : { table, via };
  const key = instanceKey(instance);
  if (!found.has(key)) found.set(key, instance);
}

function findBlockTables(query: Query): TableInstance[] {
  const found = new Map<string, TableInstance>();
  blockExprs(query, (expr) => {
    if (isTableBound(expr)) addInstance(found, expr.table, expr.via);
  });
  if (query.where) {
    walkPredicate(
      query.where,
      () => undefined,
      (predicate) => {
        if (predicate.kind === "exists") addInstance(found, predicate.of);
      },
    );
  }
  for (const table of query.anchors ?? []) addInstance(found, table);
  return [...found.values()];
}

/** Queries nested directly in this one: scalar, IN, set operand, source. */
export function nestedQueries(query: Query): readonly Query[] {
  const known = nestedOf.get(query);
  if (known) return known;
  const found = findNested(query);
  nestedOf.set(query, found);
  return found;
}

function addNested(predicate: Predicate, found: Query[]): void {
  if (predicate.kind === "inQuery") found.push(predicate.query);
  if (predicate.kind === "exists") {
    found.push({
      select: [],
      anchors: [predicate.table],
      ...(predicate.where === undefined ? {} : { where: predicate.where }),
    });
  }
  if (predicate.kind === "between") {
    for (const end of [predicate.low, predicate.high]) if (end.kind === "scalar") found.push(end.query);
  }
}

function findNested(query: Query): Query[] {
  const found: Query[] = [];
  blockExprs(query, (expr) => {
    if (expr.kind === "scalar") found.push(expr.query);
  });
  for (const predicate of [query.where, query.having]) {
    if (predicate)
      walkPredicate(
        predicate,
        () => undefined,
        (inner) => addNested(inner, found),
      );
  }
  if (query.set) found.push(query.set.right);
  if (query.from) found.push(query.from);
  return found;
}

/** Calls `visit` for a query and every query inside it. */
export function walkQuery(query: Query, visit: (query: Query) => void): void {
  visit(query);
  for (const inner of nestedQueries(query)) walkQuery(inner, visit);
}

/** Names of all tables a query reads, nested ones included. Bridges that only joins need are not among them. */
export function queryTables(query: Query): string[] {
  const tables = new Set<string>();
  walkQuery(query, (inner) => {
    for (const instance of blockTables(inner)) tables.add(instance.table);
  });
  return [...tables];
}

export const containsAggregate = (expr: Expr): boolean => {
  let isFound = false;
  walkExpr(expr, (inner) => {
    if (inner.kind === "aggregate") isFound = true;
  });
  return isFound;
};
