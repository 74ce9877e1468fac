import {
  type AggregateExpr,
  aggregate,
  allOf,
  compare,
  countRows,
  type Expr,
  type Query,
  scalar,
  select,
} from "@parlance/sql";
import { conditions } from "./finish-query.ts";
import type { Frame, Shaped } from "./frame.ts";
import { measureExpr } from "./frame.ts";
import { aggregates } from "./selections.ts";

/** What is most frequent, or has most of something: the one value that the rows shown must have. */
interface Most {
  readonly key: Expr;
  readonly query: Query;
  /** "the dorm with the most amenities": the thing stands right before its superlative, so that is no superlative of the rows shown. */
  readonly isBeside?: boolean;
}

const MAX_WORDS_BETWEEN = 4;

function mostOf(frame: Frame): Most[] {
  const { parts, subject } = frame;
  const frequent = parts.of("frequent")[0];
  if (frequent && !("columns" in frequent.key)) {
    const key = frequent.key.expr;
    const by = countRows(frequent.key.table.name);
    return [{ key, query: oneOf(key, by, frequent.direction) }];
  }
  const top = parts.of("top")[0];
  if (!top || top.by.kind === "column" || top.count !== 1 || top.offset !== 0) return [];
  const by = measureExpr(top.by, subject);
  if (!by) return [];
  const counted = top.by.kind === "count" ? top.by.table : undefined;
  return parts.of("entity").flatMap(({ table, end }): Most[] => {
    if (table === counted) return [];
    const isBeside = table !== subject && end <= top.start && top.start - end <= MAX_WORDS_BETWEEN;
    const key = table.keyColumn;
    const pointing = frame.context.schema.columns.filter((column) => column.refTable === table.name);
    const keys = key ? [key, ...pointing.filter((column) => column.table === subject)] : [];
    return keys.map((column) => ({ key: column.expr, query: oneOf(column.expr, by, top.direction), isBeside }));
  });
}

const oneOf = (key: Expr, by: Expr, direction: "asc" | "desc"): Query => ({
  select: [select(key)],
  groupBy: [key],
  order: [{ expr: by, direction }],
  limit: { count: 1 },
});

/** "phone numbers of customers with the most common policy type": all rows that have what most rows have. */
export function mostFilterQueries(frame: Frame): Shaped[] {
  const { parts } = frame;
  if (!parts.has("frequent") && !parts.of("top").some((top) => top.by.kind !== "column")) return [];
  const aggregated = aggregates(frame);
  const projected = parts.of("project").map((piece) => piece.column.expr);
  return mostOf(frame).flatMap(({ key, query, isBeside = false }) => {
    const items = [...projected.filter((expr) => expr !== key), ...aggregated];
    const isListing = parts.has("frequent") || aggregated.length > 0 || isBeside;
    if (items.length === 0 || !isListing || (projected.length > 0 && aggregated.length > 0)) return [];
    return conditions(frame)
      .slice(0, 1)
      .map((where) => {
        const predicate = allOf([where.predicate, compare(key, "=", scalar(query))]);
        return {
          query: { select: items.map((expr) => select(expr)), ...(predicate ? { where: predicate } : {}) },
          bonus: -0.15 + where.bonus,
          form: "most-filter",
        };
      });
  });
}

/** "average price and rating", "highest price, lowest rank and rating": a figure may be meant of each measure behind it. */
export function spreadAggregate(query: Query, isMeasure: (expr: Expr) => boolean): Query | undefined {
  const items = query.select.map(({ expr }) => expr);
  const figures = items.filter(isFigure);
  const spread = items.filter((expr) => expr.kind === "column" && isMeasure(expr));
  if (figures.length === 0 || spread.length === 0) return undefined;
  const groupBy = query.groupBy?.filter((expr) => !spread.some((other) => same(other, expr)));
  const { groupBy: _, ...rest } = query;
  return {
    ...rest,
    select: query.select.map((item, at) => {
      const figure = items.slice(0, at).findLast(isFigure) ?? figures[0];
      return spread.includes(item.expr) && figure ? select(aggregate(figure.fn, item.expr)) : item;
    }),
    ...(groupBy && groupBy.length > 0 ? { groupBy } : {}),
  };
}

const isFigure = (expr: Expr): expr is AggregateExpr =>
  expr.kind === "aggregate" && expr.fn !== "count" && expr.arg.kind === "column";

const same = (a: Expr, b: Expr): boolean => JSON.stringify(a) === JSON.stringify(b);
