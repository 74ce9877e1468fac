import type { AggregateExpr, Expr } from "../ast/expression.ts";
import type { Query } from "../ast/query.ts";
import { blockExprs } from "../ast/walk.ts";
import { printAggregated, printExpr } from "./print-expression.ts";
import { printSortKey } from "./print-order.ts";
import { printPredicate } from "./print-predicate.ts";
import type { MeasuredRows, Scope } from "./scope.ts";

const isMedian = (expr: Expr): expr is AggregateExpr => expr.kind === "aggregate" && expr.fn === "median";

/** Every median of a block, once. */
function mediansOf(query: Query): AggregateExpr[] {
  const found = new Map<string, AggregateExpr>();
  blockExprs(query, (expr) => {
    if (isMedian(expr)) found.set(JSON.stringify(expr), expr);
  });
  return [...found.values()];
}

/** True where the dialect has no median of its own and the block needs one. */
export const needsMeasuredRows = (query: Query, scope: Scope): boolean =>
  scope.context.traits.median === undefined && mediansOf(query).length > 0;

/** The dialect's own median, or the average of the middle rows that a measured subquery has numbered. */
export function printMedian(expr: AggregateExpr, scope: Scope): string {
  if (expr.at !== undefined) return printQuantile(expr, expr.at, scope);
  const { traits } = scope.context;
  if (traits.median) return traits.median(printAggregated(expr, scope));
  const n = scope.measured?.medians.get(JSON.stringify(expr)) ?? 1;
  // With c values the middle ones are at places p where 2p is between c and c + 2: one for odd c, two for even.
  const middle = `CASE WHEN median_place_${n} * 2 BETWEEN median_count_${n} AND median_count_${n} + 2 THEN median_value_${n} END`;
  return `AVG(${traits.averagesExactly ? middle : `CAST(${middle} AS ${traits.doubleType})`})`;
}

/** The dialect's own, or the two rows around the place, each by how near it lies. */
function printQuantile(expr: AggregateExpr, at: number, scope: Scope): string {
  const { traits } = scope.context;
  if (traits.quantile) return traits.quantile(printAggregated(expr, scope), at);
  const n = scope.measured?.medians.get(JSON.stringify(expr)) ?? 1;
  const away = `ABS(median_place_${n} - 1 - (median_count_${n} - 1) * ${at})`;
  const value = `CAST(median_value_${n} AS ${traits.doubleType})`;
  return `SUM(CASE WHEN ${away} < 1 THEN ${value} * (1 - ${away}) END)`;
}

/**
 * The rows of a block with each median's value, its place among the values of the group, and their number. The block
 * around reads from it instead of the tables; conditions on rows are already applied inside.
 */
export function printMeasuredRows(query: Query, from: string, scope: Scope): { from: string; scope: Scope } {
  const { traits } = scope.context;
  const { where, ...outside } = query;
  const keys = (query.groupBy ?? []).map((expr) => printExpr(expr, scope)).join(", ");
  const partition = keys === "" ? "" : `PARTITION BY ${keys}`;
  const columns = columnsOf(outside, scope);
  const medians = mediansOf(query);
  const measures = medians.map((median, i) => {
    const value = printAggregated(median, scope);
    const place = `ROW_NUMBER() OVER (${[partition, `ORDER BY ${printSortKey(value, "asc", true, traits)}`].filter(Boolean).join(" ")})`;
    return `${value} AS median_value_${i + 1}, ${place} AS median_place_${i + 1}, COUNT(${value}) OVER (${partition}) AS median_count_${i + 1}`;
  });
  const items = [...[...columns].map(([text, name]) => `${text} AS ${name}`), ...measures].join(", ");
  const condition = where ? ` WHERE ${printPredicate(where, scope)}` : "";
  const measured: MeasuredRows = {
    columns,
    medians: new Map(medians.map((median, i) => [JSON.stringify(median), i + 1])),
  };
  return { from: ` FROM (SELECT ${items}${from}${condition}) AS measured`, scope: { ...scope, measured } };
}

/** Columns that the block around needs: as they are spelled inside, and their name outside. */
function columnsOf(query: Query, scope: Scope): Map<string, string> {
  const columns = new Map<string, string>();
  blockExprs(query, (expr) => {
    if (expr.kind !== "column" && expr.kind !== "output") return;
    const text = printExpr(expr, scope);
    if (!columns.has(text)) columns.set(text, `value_${columns.size + 1}`);
  });
  return columns;
}
