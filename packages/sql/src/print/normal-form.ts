import type { Expr } from "../ast/expression.ts";
import type { OrderItem, Query, SelectItem } from "../ast/query.ts";
import { containsAggregate } from "../ast/walk.ts";
import { headingOf } from "./column-heading.ts";
import { type PrintContext, tableOf } from "./scope.ts";

const sameAs =
  (expr: Expr) =>
  (item: SelectItem): boolean =>
    JSON.stringify(item.expr) === JSON.stringify(expr);

const isShown = (query: Query, { expr }: OrderItem): boolean => query.select.some(sameAs(expr));

/**
 * DISTINCT as GROUP BY where DISTINCT would not do: ordered by something that is not shown, which most dialects refuse,
 * or ranked by a window, which would number the rows before the duplicates are gone.
 */
export function groupedDistinct(query: Query): Query {
  const { isDistinct, ...rest } = query;
  const order = query.order ?? [];
  const isRanked = query.limit?.per !== undefined || query.limit?.withTies === true;
  if (!isDistinct || query.groupBy || query.set || (!isRanked && order.every((item) => isShown(query, item))))
    return query;
  if (query.select.some(({ expr }) => expr.kind === "star" || containsAggregate(expr))) return query;
  return {
    ...rest,
    groupBy: query.select.map(({ expr }) => expr),
    order: order.map((item) => (isShown(query, item) || containsAggregate(item.expr) ? item : extremeOf(item))),
  };
}

/** The value of a group that decides its place. */
const extremeOf = ({ expr, direction }: OrderItem): OrderItem => ({
  expr: { kind: "aggregate", fn: direction === "asc" ? "min" : "max", arg: expr },
  direction,
});

/** Stars as their columns, where the columns must be named one by one. */
export const withoutStars = (query: Query, context: PrintContext): Query => ({
  ...query,
  select: query.select.flatMap((item): SelectItem[] => {
    const { expr } = item;
    if (expr.kind !== "star") return [item];
    const columns = tableOf(context.schema, expr.table)?.columns ?? [];
    return columns.map(({ name }) => ({ expr: { ...expr, kind: "column", column: name } }));
  }),
});

/** Headings of a block's columns, no two alike. */
export function uniqueHeadings(items: readonly SelectItem[]): string[] {
  const taken = new Set<string>();
  return items.map((item, i) => {
    const base = headingOf(item) ?? (item.expr.kind === "column" ? item.expr.column : `column_${i + 1}`);
    const owner = item.expr.kind === "column" ? item.expr.table.replace(/\W+/g, "_") : "";
    let name = taken.has(base.toLowerCase()) && owner ? `${owner}_${base}` : base;
    for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${base}_${n}`;
    taken.add(name.toLowerCase());
    return name;
  });
}

export const withHeadings = (query: Query): Query => {
  const names = uniqueHeadings(query.select);
  return { ...query, select: query.select.map((item, i) => ({ ...item, alias: names[i] ?? `c${i}` })) };
};

/** An expression of a query as one that reads the query's result: the column that shows it. */
export function outputOf(expr: Expr, query: Query): Expr {
  const name = uniqueHeadings(query.select)[query.select.findIndex(sameAs(expr))];
  return name === undefined ? expr : { kind: "output", name };
}

/** A limited combination as a limited query over the combination, so that a window can number its rows. */
export function rankedCombination(query: Query): Query {
  const { order = [], limit, ...inner } = query;
  const named = withHeadings(inner);
  return {
    select: named.select.map(({ alias = "" }) => ({ expr: { kind: "output", name: alias }, alias })),
    from: named,
    order: order.map((item) => ({ ...item, expr: outputOf(item.expr, query) })),
    ...(limit === undefined
      ? {}
      : { limit: limit.per ? { ...limit, per: limit.per.map((expr) => outputOf(expr, query)) } : limit }),
  };
}
