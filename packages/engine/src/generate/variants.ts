import { aggregate, allOf, compare, countDistinct, type Query, scalar, select } from "@parlance/sql";
import { type Frame, hasAggregate, isTimeExpr, uniqueExprs, withWhere } from "./frame.ts";
import { repeatsRows } from "./join-check.ts";
import { lowAt } from "./rules/rule-context.ts";
import { shownFigure } from "./shown-figure.ts";

/** Other ways to say nearly the same, which the ranker weighs. */
export function variants(query: Query, frame: Frame): { query: Query; bonus: number; form: string }[] {
  const found: { query: Query; bonus: number; form: string }[] = [];
  const top = frame.parts.of("top")[0];
  if (
    top?.by.kind === "column" &&
    query.limit &&
    query.order &&
    !query.groupBy &&
    top.count === 1 &&
    top.offset === 0
  ) {
    const { limit: _, order: __, ...rest } = query;
    const fn = top.direction === "desc" ? "max" : "min";
    const best = compare(top.by.column.expr, "=", scalar({ select: [select(aggregate(fn, top.by.column.expr))] }));
    found.push({ query: { ...rest, ...withWhere(allOf([query.where, best])) }, bonus: -0.25, form: "ties" });
  }
  found.push(...summedConditions(query, frame), ...summedPeriods(query, frame));
  found.push(...shownFigure(query, frame), ...orderedByFigure(query, frame));
  if (query.groupBy && query.having && hasOnlyCount(query)) {
    const key = query.groupBy[0];
    if (key) {
      const inner: Query = { ...query, select: [select(key, "item")] };
      const { limit: _, order: __, ...plain } = inner;
      found.push({
        query: { select: [select(aggregate("count", { kind: "output", name: "item" }))], from: plain },
        bonus: 0.1,
        form: "count-groups",
      });
    }
  }
  return found;
}

/** "platforms with more than 100,000 clicks": a bound on a measure may be meant of each group's sum. */
function summedConditions(query: Query, frame: Frame): { query: Query; bonus: number; form: string }[] {
  const { parts, subject } = frame;
  const bound = parts
    .of("where")
    .find(
      (piece) => piece.column.role === "measure" && piece.predicate.kind === "compare" && piece.predicate.op !== "=",
    );
  const items = query.select.map((item) => item.expr);
  if (
    bound?.predicate.kind !== "compare" ||
    query.groupBy ||
    query.set ||
    hasAggregate(items) ||
    items.some((item) => item.kind !== "column")
  )
    return [];
  const rest = parts.of("where").filter((piece) => piece !== bound);
  const isElsewhere = bound.column.table !== subject;
  const isCategory = items.every((item) =>
    subject?.columns.some((column) => column.expr === item && ["category", "geo"].includes(column.role)),
  );
  if (!isElsewhere && !isCategory) return [];
  const { where: _, ...plain } = query;
  const key = isElsewhere ? subject?.keyColumn?.expr : undefined;
  const having = compare(aggregate("sum", bound.column.expr), bound.predicate.op, bound.predicate.right);
  const grouped = {
    ...plain,
    ...withWhere(allOf(rest.map((piece) => piece.predicate))),
    groupBy: uniqueExprs(key ? [key, ...items] : items),
    having,
  };
  return [{ query: grouped, bonus: isElsewhere ? -0.05 : 0.1, form: "having-sum" }];
}

/** "the project and the number of its staff, in ascending order": what was said last may be what is ordered by. */
function orderedByFigure(query: Query, { parts, context }: Frame): { query: Query; bonus: number; form: string }[] {
  const direction = parts.of("direction")[0];
  const figure = query.select.findLast(({ expr }) => expr.kind === "aggregate")?.expr;
  if (!direction || !figure || !query.groupBy || query.limit || parts.has("order") || parts.has("top")) return [];
  if (query.order?.length !== 1 || query.order[0]?.expr === figure) return [];
  for (let i = direction.start; i < direction.end; i += 1)
    if (/^(?:alphabet|lexico|chrono)/.test(lowAt(context, i))) return [];
  return [
    {
      query: { ...query, order: [{ expr: figure, direction: direction.direction }] },
      bonus: 0.1,
      form: "figure-order",
    },
  ];
}

/** "months with revenue above 1.5 million": the bound is meant of each month's sum. */
function summedPeriods(query: Query, { parts }: Frame): { query: Query; bonus: number; form: string }[] {
  const [key] = query.groupBy ?? [];
  const bound = parts
    .of("where")
    .find(
      (piece) => piece.column.role === "measure" && piece.predicate.kind === "compare" && piece.predicate.op !== "=",
    );
  if (!key || !isTimeExpr(key) || bound?.predicate.kind !== "compare") return [];
  const rest = parts.of("where").filter((piece) => piece !== bound);
  const { where: _, ...plain } = query;
  const sum = aggregate("sum", bound.column.expr);
  const having = compare(sum, bound.predicate.op, bound.predicate.right);
  const figures = query.select.map((item) =>
    item.expr.kind === "aggregate" && item.expr.fn === "count" ? select(sum) : item,
  );
  const where = withWhere(allOf(rest.map((piece) => piece.predicate)));
  return [{ query: { ...plain, ...where, select: figures, having }, bonus: 0.3, form: "having-sum" }];
}

/** Joins to a finer table repeat rows; "customers who bought tents" lists and counts each customer once. */
export function withoutRepeats(
  query: Query,
  { subject, context }: Frame,
): { query: Query; bonus: number; form: string }[] {
  const plain = { query, bonus: 0, form: "" };
  if (query.groupBy || query.set || query.from || query.isDistinct) return [plain];
  const first = query.select[0]?.expr;
  const catalog = context.schema.catalog;
  if (
    first?.kind === "column" &&
    query.select.every(({ expr }) => expr.kind === "column" && expr.table === first.table)
  ) {
    if (query.order || !repeatsRows(query, first.table, catalog)) return [plain];
    return [
      { query: { ...query, isDistinct: true }, bonus: 0.05, form: "distinct" },
      { ...plain, bonus: -0.1, form: "plain-repeats" },
    ];
  }
  const key = subject?.keyColumn;
  if (
    key &&
    first?.kind === "aggregate" &&
    first.arg.kind === "star" &&
    first.arg.table === subject?.name &&
    query.select.length === 1 &&
    !first.where
  ) {
    if (!repeatsRows(query, first.arg.table, catalog)) return [plain];
    return [
      { query: { ...query, select: [select(countDistinct(key.expr))] }, bonus: 0.15, form: "count-distinct" },
      { ...plain, bonus: -0.05 },
    ];
  }
  return [plain];
}

const hasOnlyCount = (query: Query): boolean => query.select.length === 1 && query.select[0]?.expr.kind === "aggregate";
