import type { Expr } from "../../ast/expression.ts";
import type { Limit, OrderItem, Query } from "../../ast/query.ts";
import { columnOf, type Environment, type Json, notExpressible, type Stage } from "./environment.ts";
import { fieldOfPath } from "./grouping.ts";
import { printValue } from "./values.ts";

interface SortKey {
  readonly field: string;
  readonly direction: 1 | -1;
}

/** The stages that order, cut, and cut per group. Sort keys that must be computed are added as fields first. */
export function printOrdering(query: Query, env: Environment): readonly Stage[] {
  const added: Record<string, Json> = {};
  const keys = (query.order ?? []).flatMap((item, i) => sortKeys(item, i, env, added));
  const { limit } = query;
  const addFields: readonly Stage[] = Object.keys(added).length === 0 ? [] : [{ $addFields: added }];
  const sort: readonly Stage[] =
    keys.length === 0 ? [] : [{ $sort: Object.fromEntries(keys.map((key) => [key.field, key.direction])) }];
  if (limit === undefined) return [...addFields, ...sort];
  if (limit.per !== undefined) return [...addFields, ...sort, ...printPerGroup(limit, limit.per, env)];
  if (limit.withTies) return [...addFields, ...printFirstWithTies(limit, keys)];
  const skip: readonly Stage[] = limit.offset ? [{ $skip: limit.offset }] : [];
  return [...addFields, ...sort, ...skip, { $limit: limit.count }];
}

/** MongoDB sorts the unknown first when ascending; here it always comes last, as in every other dialect. */
function sortKeys(
  { expr, direction }: OrderItem,
  index: number,
  env: Environment,
  added: Record<string, Json>,
): SortKey[] {
  const value = printValue(expr, env);
  let field = fieldOfPath(value);
  if (field === undefined) {
    field = `o${index}`;
    added[field] = value;
  }
  if (direction === "desc") return [{ field, direction: -1 }];
  if (!canBeNull(expr, env)) return [{ field, direction: 1 }];
  const unknown = `n${index}`;
  added[unknown] = { $lte: [value, null] };
  return [
    { field: unknown, direction: 1 },
    { field, direction: 1 },
  ];
}

function canBeNull(expr: Expr, env: Environment): boolean {
  if (expr.kind === "aggregate") return expr.fn !== "count" && expr.fn !== "sum";
  if (expr.kind === "column") return columnOf(expr.table, expr.column, env.schema).nullable;
  return expr.kind !== "literal";
}

/** Documents keep their order inside `$push`, so the first ones of each group are its best. */
function printPerGroup(limit: Limit, per: readonly Expr[], env: Environment): readonly Stage[] {
  if (limit.withTies) throw notExpressible("ties per group");
  const id = Object.fromEntries(per.map((expr, i) => [`p${i}`, printValue(expr, env)]));
  return [
    { $group: { _id: id, rows: { $push: "$$ROOT" } } },
    { $project: { rows: { $slice: ["$rows", limit.offset ?? 0, limit.count] } } },
    { $sort: { _id: 1 } },
    { $unwind: "$rows" },
    { $replaceRoot: { newRoot: "$rows" } },
  ];
}

/** All documents that share the first place: grouped by what decides it. */
function printFirstWithTies(limit: Limit, keys: readonly SortKey[]): readonly Stage[] {
  if (limit.count !== 1 || limit.offset || keys.length === 0) throw notExpressible("ties");
  const id = Object.fromEntries(keys.map(({ field }, i) => [`t${i}`, `$${field}`]));
  return [
    { $group: { _id: id, rows: { $push: "$$ROOT" } } },
    { $sort: Object.fromEntries(keys.map(({ direction }, i) => [`_id.t${i}`, direction])) },
    { $limit: 1 },
    { $unwind: "$rows" },
    { $replaceRoot: { newRoot: "$rows" } },
  ];
}
