import { BriefMemory } from "./brief-memory.ts";
import type { Expr } from "./expression.ts";
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
  for (const expr of partsOfBlock(query).exprs) visit(expr);
}

/** What one block holds, nested queries not entered. */
export interface BlockParts {
  /** Every expression, those inside others too. */
  readonly exprs: readonly Expr[];
  /** Every predicate of WHERE and HAVING, those inside others too. */
  readonly predicates: readonly Predicate[];
  /** Those of WHERE alone. */
  readonly conditions: readonly Predicate[];
  /** The row sources the block needs, in order of first mention, anchors last. */
  readonly tables: readonly TableInstance[];
  /** Queries nested directly in this one: scalar, IN, set operand, source. */
  readonly nested: readonly Query[];
}

/** Queries do not change, and are asked for their parts again and again while readings are weighed. */
const known = new BriefMemory<Query, BlockParts>();

export function partsOfBlock(query: Query): BlockParts {
  const earlier = known.get(query);
  if (earlier) return earlier;
  const exprs: Expr[] = [];
  const predicates: Predicate[] = [];
  const addExpr = (expr: Expr): void => {
    exprs.push(expr);
  };
  const addInner = (expr: Expr): void => {
    // Nearly all are columns and stars, which hold nothing more.
    if (expr.kind === "column" || expr.kind === "star") exprs.push(expr);
    else walkExpr(expr, addExpr);
  };
  const addPredicate = (predicate: Predicate): void => {
    predicates.push(predicate);
  };
  for (const item of query.select) addInner(item.expr);
  if (query.where) walkPredicate(query.where, addExpr, addPredicate);
  const conditions = query.having ? predicates.slice() : predicates;
  if (query.groupBy) for (const expr of query.groupBy) addInner(expr);
  if (query.having) walkPredicate(query.having, addExpr, addPredicate);
  if (query.order) for (const item of query.order) addInner(item.expr);
  if (query.limit?.per) for (const expr of query.limit.per) walkExpr(expr, addExpr);
  const tables = findTables(query, exprs, conditions);
  const parts = { exprs, predicates, conditions, tables, nested: findNested(query, exprs, predicates) };
  known.set(query, parts);
  return parts;
}

/** The row sources one block needs, in order of first mention, anchors last. */
export const blockTables = (query: Query): readonly TableInstance[] => partsOfBlock(query).tables;

/** Queries nested directly in this one: scalar, IN, set operand, source. */
export const nestedQueries = (query: Query): readonly Query[] => partsOfBlock(query).nested;

/** A handful at most, so looking through them is quicker than keys made of their names. */
function addInstance(found: TableInstance[], table: string, via?: string): void {
  if (found.some((instance) => instance.table === table && instance.via === via)) return;
  found.push(via === undefined ? { table } : { table, via });
}

function findTables(query: Query, exprs: readonly Expr[], predicates: readonly Predicate[]): TableInstance[] {
  const found: TableInstance[] = [];
  for (const expr of exprs)
    if (expr.kind === "column" || expr.kind === "star") addInstance(found, expr.table, expr.via);
  for (const predicate of predicates) if (predicate.kind === "exists") addInstance(found, predicate.of);
  if (query.anchors) for (const table of query.anchors) addInstance(found, table);
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

function findNested(query: Query, exprs: readonly Expr[], predicates: readonly Predicate[]): Query[] {
  const found: Query[] = [];
  for (const expr of exprs) if (expr.kind === "scalar") found.push(expr.query);
  for (const predicate of predicates) addNested(predicate, found);
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
  const tables: string[] = [];
  walkQuery(query, (inner) => {
    for (const { table } of blockTables(inner)) if (!tables.includes(table)) tables.push(table);
  });
  return tables;
}

export function containsAggregate(expr: Expr): boolean {
  if (expr.kind === "aggregate") return true;
  if (expr.kind === "column" || expr.kind === "star" || expr.kind === "literal") return false;
  let isFound = false;
  walkExpr(expr, (inner) => {
    if (inner.kind === "aggregate") isFound = true;
  });
  return isFound;
}
