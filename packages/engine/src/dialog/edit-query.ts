import {
  type AggregateFn,
  aggregate,
  allOf,
  blockTables,
  bucket,
  conjunctsOf,
  countRows,
  datePart,
  type Expr,
  type Predicate,
  type Query,
} from "@parlance/sql";
import { repeatsRows } from "../generate/join-check.ts";
import type { GroupKey } from "../generate/piece.ts";
import type { ColumnModel, SchemaModel } from "../schema/schema-model.ts";
import type { SortCue } from "./follow-up-cues.ts";
import { aggregatesOf, columnsIn, dateColumnOf, keysOf, mainTable, replaceExpr, sameExpr } from "./query-parts.ts";

/** A condition on a column that is already filtered takes the old one's place; others are added. */
export function addCondition(query: Query, condition: Predicate, isReplacing: boolean): Query {
  const keys = keysOf(condition);
  const kept = conjunctsOf(query.where).filter((old) => !isReplacing || ![...keysOf(old)].some((key) => keys.has(key)));
  const where = allOf([...kept, condition]);
  return where === undefined ? query : { ...query, where };
}

/**
 * What is asked of another table's rows must not repeat those that are counted, added up or listed: "without shoes" of
 * customers means that none of theirs were shoes, not a row for each other thing they bought.
 */
export function withoutRepeating(
  query: Query,
  condition: Predicate,
  isExcluding: boolean,
  schema: SchemaModel,
): Predicate {
  const main = mainTable(query, schema);
  const asked = isExcluding ? negate(condition) : condition;
  const tables = new Set(columnsIn(condition).map(({ table }) => table));
  const [table] = tables;
  if (!main || table === undefined || tables.size !== 1 || isJoined(query, table)) return asked;
  const where = allOf([...conjunctsOf(query.where), condition]);
  if (where === undefined || !repeatsRows({ ...query, where }, main.name, schema.catalog)) return asked;
  return { kind: "exists", of: main.name, table, where: condition, ...(isExcluding ? { isNegated: true } : {}) };
}

const isJoined = (query: Query, table: string): boolean =>
  blockTables(query).some((instance) => instance.table === table);

/** The same condition on another column: "last month" is about the date the conversation is about. */
export function moveCondition(predicate: Predicate, from: ColumnModel, to: ColumnModel): Predicate {
  // Conditions are plain JSON; only column expressions that name the old column change.
  return JSON.parse(JSON.stringify(predicate), (_key, value: unknown) =>
    isColumn(value, from) ? to.expr : value,
  ) as Predicate;
}

const isColumn = (value: unknown, column: ColumnModel): boolean =>
  typeof value === "object" &&
  value !== null &&
  Reflect.get(value, "kind") === "column" &&
  Reflect.get(value, "column") === column.name &&
  Reflect.get(value, "table") === column.table.name;

export function groupExprs(key: GroupKey, query: Query, schema: SchemaModel): Expr[] {
  if (key.kind === "column") return [key.column.expr];
  if (key.kind === "table") return key.table.nameColumns.slice(0, 1).map((column) => column.expr);
  const column = dateColumnOf(query, schema) ?? key.column;
  if (!column) return [];
  return [key.kind === "bucket" ? bucket(column.expr, key.unit) : datePart(column.expr, key.part)];
}

const isTimeKey = (expr: Expr): boolean => expr.kind === "bucket" || expr.kind === "datePart";

/** Groups by new keys: in place of the old ones of the same sort, or beside them. */
export function regroup(query: Query, added: readonly Expr[], isAdding: boolean, schema: SchemaModel): Query {
  const old = query.groupBy ?? [];
  const isTime = added.every(isTimeKey);
  const hasBoth = old.some(isTimeKey) && !old.every(isTimeKey);
  const kept = isAdding ? old : hasBoth ? old.filter((expr) => isTimeKey(expr) !== isTime) : [];
  const groupBy = [...kept, ...added.filter((expr) => !kept.some((other) => sameExpr(expr, other)))];
  const aggregates = aggregatesOf(query);
  const main = mainTable(query, schema);
  const measures: Expr[] = aggregates.length > 0 ? aggregates : main ? [countRows(main.name)] : [];
  const { order: _order, limit: _limit, isDistinct: _distinct, where: _where, ...rest } = query;
  const where = allOf(conjunctsOf(query.where).filter((condition) => !fixes(condition, added)));
  const time = groupBy.find(isTimeKey);
  const order = time
    ? [{ expr: time, direction: "asc" as const }]
    : (query.order ?? []).filter((item) => item.expr.kind === "aggregate");
  return {
    ...rest,
    select: [...groupBy, ...measures].map((expr) => ({ expr })),
    ...(where === undefined ? {} : { where }),
    groupBy,
    ...(order.length > 0 ? { order } : {}),
  };
}

/** By what was fixed to one value there would be one group: "rock tracks ... by genre instead". */
const fixes = (condition: Predicate, keys: readonly Expr[]): boolean =>
  condition.kind === "compare" && condition.op === "=" && keys.some((key) => sameExpr(key, condition.left));

/** Without some columns: neither shown nor grouped by nor looked at by a condition. */
export function withoutColumns(query: Query, columns: readonly ColumnModel[]): Query | undefined {
  const isGone = (expr: Expr): boolean => columns.some((column) => sameExpr(column.expr, expr));
  const { groupBy = [], where: _where, order: _order, ...rest } = query;
  const select = query.select.filter(({ expr }) => !isGone(expr));
  const kept = groupBy.filter((expr) => !isGone(expr));
  const where = allOf(
    conjunctsOf(query.where).filter((condition) => !columns.some((column) => keysOf(condition).has(columnKey(column)))),
  );
  const order = (query.order ?? []).filter(({ expr }) => !isGone(expr));
  return select.length === 0
    ? undefined
    : {
        ...rest,
        select,
        ...(kept.length > 0 ? { groupBy: kept } : {}),
        ...(where === undefined ? {} : { where }),
        ...(order.length > 0 ? { order } : {}),
      };
}

const columnKey = ({ table, name }: ColumnModel): string => `${table.name}.${name}`.toLowerCase();

/** Measures something else, or the same in another way. */
export function changeMeasure(
  query: Query,
  column: ColumnModel | undefined,
  fn: AggregateFn | undefined,
): Query | undefined {
  const old = aggregatesOf(query)[0];
  if (!old) return undefined;
  const arg = column?.expr ?? old.arg;
  const how = fn ?? (old.fn === "count" ? "sum" : old.fn);
  if (arg.kind === "star" && how !== "count") return undefined;
  return replaceExpr(query, old, aggregate(how, arg));
}

/** One figure over the rows of the query before, without its groups. */
export function measureAll(query: Query, measure: Expr): Query {
  const { groupBy: _group, having: _having, order: _order, limit: _limit, isDistinct: _distinct, ...rest } = query;
  return { ...rest, select: [{ expr: measure }] };
}

export function countAll(query: Query, schema: SchemaModel): Query | undefined {
  const main = mainTable(query, schema);
  return main ? measureAll(query, countRows(main.name)) : undefined;
}

/** Lists columns of the rows that the query before counted or measured. */
export const listColumns = (query: Query, columns: readonly ColumnModel[]): Query => {
  const { groupBy: _group, having: _having, order: _order, limit: _limit, ...rest } = query;
  return { ...rest, select: columns.map(({ expr }) => ({ expr })) };
};

export function sortBy(query: Query, expr: Expr | undefined, sort: SortCue): Query | undefined {
  const key =
    (expr && shownAs(query, expr)) ?? aggregatesOf(query)[0] ?? query.order?.[0]?.expr ?? query.select.at(-1)?.expr;
  if (!key) return undefined;
  return {
    ...query,
    order: [{ expr: key, direction: sort.direction ?? "desc" }],
    ...(sort.count === undefined ? {} : { limit: { count: sort.count } }),
  };
}

/** Groups have no single value of a column that is measured: they are sorted by what is shown of it. */
function shownAs(query: Query, expr: Expr): Expr {
  const keys = query.groupBy ?? [];
  if (keys.length === 0 || keys.some((key) => sameExpr(key, expr))) return expr;
  return aggregatesOf(query).find(({ arg }) => sameExpr(arg, expr)) ?? expr;
}

export const negate = (predicate: Predicate): Predicate =>
  predicate.kind === "compare" && predicate.op === "="
    ? { ...predicate, op: "!=" }
    : predicate.kind === "in"
      ? { ...predicate, isNegated: predicate.isNegated !== true }
      : { kind: "not", item: predicate };

/** From the other end: sorted the other way, or a ranking that had no order from its lowest. */
export function reverseOrder(query: Query): Query | undefined {
  const { order = [] } = query;
  if (order.length > 0)
    return {
      ...query,
      order: order.map((item) => ({ ...item, direction: item.direction === "desc" ? "asc" : "desc" })),
    };
  return aggregatesOf(query).length > 0 && (query.groupBy ?? []).length > 0
    ? sortBy(query, undefined, { direction: "asc", count: undefined })
    : undefined;
}

export const cutTo = (query: Query, count: number): Query => ({ ...query, limit: { ...query.limit, count } });
