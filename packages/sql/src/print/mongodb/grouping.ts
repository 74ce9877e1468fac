import type { AggregateExpr, Expr } from "../../ast/expression.ts";
import type { Query } from "../../ast/query.ts";
import { blockExprs } from "../../ast/walk.ts";
import { printTest } from "./conditions.ts";
import { columnOf, type Environment, isPath, type Json, notExpressible, type Stage, sameExpr } from "./environment.ts";
import { printValue } from "./values.ts";

/** The `$group` of a query, and where its keys and aggregates are afterwards. */
export interface Grouping {
  readonly stages: readonly Stage[];
  readonly env: Environment;
}

/** Null for a query that shows single documents. */
export function groupQuery(query: Query, env: Environment): Grouping | null {
  const aggregates = aggregatesOf(query);
  const keys = query.groupBy ?? (query.isDistinct ? query.select.map(({ expr }) => expr) : []);
  if (aggregates.length === 0 && keys.length === 0) return null;
  const id = Object.fromEntries(keys.map((key, i) => [`g${i}`, orNull(printValue(key, env), key, env)]));
  const measures = aggregates.map((aggregate, i) => [`m${i}`, printAccumulator(aggregate, env)] as const);
  const group: Stage = { $group: { _id: keys.length === 0 ? null : id, ...Object.fromEntries(measures) } };
  const computed = (expr: Expr): Json | undefined => {
    const key = keys.findIndex((other) => sameExpr(other, expr));
    if (key >= 0) return `$_id.g${key}`;
    if (expr.kind !== "aggregate") return undefined;
    const measure = aggregates.findIndex((other) => sameExpr(other, expr));
    return measure < 0 ? undefined : `$m${measure}`;
  };
  return { stages: [group, ...countDistinct(aggregates)], env: { schema: env.schema, computed } };
}

/** A missing field and a null are one group. */
const orNull = (value: Json, key: Expr, env: Environment): Json =>
  key.kind === "column" && !columnOf(key.table, key.column, env.schema).nullable ? value : { $ifNull: [value, null] };

/** Looks beyond its own group. */
const isOverGroups = (expr: Expr): boolean =>
  expr.kind === "total" || expr.kind === "previous" || expr.kind === "running";

function aggregatesOf(query: Query): readonly AggregateExpr[] {
  const found: AggregateExpr[] = [];
  blockExprs(query, (expr) => {
    if (expr.kind === "aggregate" && !found.some((other) => sameExpr(other, expr))) found.push(expr);
    if (isOverGroups(expr) || expr.kind === "scalar") throw notExpressible(expr.kind);
  });
  return found;
}

function printAccumulator(aggregate: AggregateExpr, env: Environment): Json {
  const { fn, arg, where, isDistinct } = aggregate;
  const test = where === undefined ? undefined : printTest(where, env);
  if (arg.kind === "star") {
    if (fn !== "count") throw notExpressible(fn);
    return { $sum: test === undefined ? 1 : { $cond: [test, 1, 0] } };
  }
  const value = printValue(arg, env);
  const kept: Json = test === undefined ? value : { $cond: [test, value, null] };
  if (fn === "count" && isDistinct) return { $addToSet: kept };
  if (fn === "count") return { $sum: { $cond: [{ $gt: [kept, null] }, 1, 0] } };
  if (fn === "median" || isDistinct) throw notExpressible(isDistinct ? "distinct" : fn);
  return { [`$${fn}`]: kept };
}

/** Sets of distinct values become their sizes; the unknown is no value. */
function countDistinct(aggregates: readonly AggregateExpr[]): readonly Stage[] {
  const sizes = aggregates.flatMap((aggregate, i) =>
    aggregate.fn === "count" && aggregate.isDistinct && aggregate.arg.kind !== "star"
      ? [[`m${i}`, { $size: { $setDifference: [`$m${i}`, [null]] } }] as const]
      : [],
  );
  return sizes.length === 0 ? [] : [{ $addFields: Object.fromEntries(sizes) }];
}

/** The field a path leads to; undefined for computed values. */
export const fieldOfPath = (value: Json): string | undefined => (isPath(value) ? value.slice(1) : undefined);
