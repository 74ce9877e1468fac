import type { Catalog } from "@parlance/core";
import { type AggregateExpr, type Expr, printSql, type Query, type SelectItem } from "@parlance/sql";
import type { DraftReading } from "../state.ts";

const MAX_SHOWN_BESIDE = 2;

/**
 * "The five states with the most airports" asks for names, but a person wants to see by how much, and without the
 * figure there is nothing to draw: the measure that decides the order is shown beside the names.
 */
export function withOrderShown<Reading extends Pick<DraftReading, "sql" | "query">>(
  reading: Reading,
  catalog: Catalog,
): Reading {
  const measure = reading.query === null ? null : hiddenOrder(reading.query);
  const { dialect } = catalog;
  if (reading.query === null || measure === null) return reading;
  const query = { ...reading.query, select: [...reading.query.select, measure] };
  return { ...reading, query, sql: printSql(query, catalog, dialect) };
}

function hiddenOrder(query: Query): SelectItem | null {
  const [order, ...more] = query.order ?? [];
  const isPlain = query.isDistinct !== true && query.set === undefined && query.from === undefined;
  if (order === undefined || more.length > 0 || query.limit === undefined || !isPlain) return null;
  if (query.select.length > MAX_SHOWN_BESIDE || query.select.some(({ expr }) => expr.kind !== "column")) return null;
  if (query.select.some(({ expr }) => isSame(expr, order.expr))) return null;
  if (order.expr.kind === "aggregate")
    return query.groupBy === undefined ? null : { expr: order.expr, alias: aliasOf(order.expr) };
  return order.expr.kind === "column" && query.groupBy === undefined ? { expr: order.expr } : null;
}

const isSame = (one: Expr, other: Expr): boolean => JSON.stringify(one) === JSON.stringify(other);

const LEADS = { sum: "total", avg: "average", min: "minimum", max: "maximum", median: "median" } as const;

function aliasOf({ fn, arg }: AggregateExpr): string {
  const of = arg.kind === "column" ? arg.column : arg.kind === "star" ? arg.table : "value";
  const name = of.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "_");
  return fn === "count" ? `${name}_count` : `${LEADS[fn]}_${name}`;
}
