import {
  type AggregateExpr,
  aggregate,
  allOf,
  anyOf,
  BriefMemory,
  compare,
  containsAggregate,
  countRows,
  type Expr,
  numberLiteral,
  type OrderItem,
  type Predicate,
  type Query,
  select,
} from "@parlance/sql";
import { type CombinedCondition, combineConditions } from "./conditions.ts";
import {
  type Frame,
  type Grouping,
  hasAggregate,
  isTimeExpr,
  measureExpr,
  type Selection,
  uniqueExprs,
} from "./frame.ts";
import type { Parts } from "./parts.ts";
import type { Measure } from "./piece.ts";
import { lowAt, type RuleContext } from "./rules/rule-context.ts";
import { scalarReadings } from "./scalar-conditions.ts";

/** What rows, and what groups, the answer keeps. */
export interface Condition extends CombinedCondition {
  readonly having?: Predicate;
}

export function conditions(frame: Frame): readonly Condition[] {
  const earlier = known.get(frame);
  if (earlier) return earlier;
  const found = findConditions(frame);
  known.set(frame, found);
  return found;
}

/** Every form of one frame asks for the same conditions. */
const known = new BriefMemory<Frame, readonly Condition[]>();

function findConditions({ parts, subject, context }: Frame): Condition[] {
  return scalarReadings(parts).flatMap((reading) =>
    combineConditions(reading.parts, subject, context).map((combined) => ({
      ...combined,
      predicate: allOf([combined.predicate, reading.where]),
      bonus: combined.bonus + reading.bonus,
      form: reading.form === "" ? combined.form : `${combined.form} ${reading.form}`,
      ...(reading.having ? { having: reading.having } : {}),
    })),
  );
}

interface Ingredients {
  readonly selection: Selection;
  readonly grouping: Grouping;
  readonly condition: Pick<Condition, "predicate" | "having">;
  readonly frame: Frame;
}

export function finish({ selection, grouping, condition, frame }: Ingredients): Query | undefined {
  const { parts } = frame;
  const items = uniqueExprs(grouping.items ?? selection.items);
  if (items.length === 0) return undefined;
  const isGrouped = grouping.by.length > 0;
  const { predicate: where } = condition;
  const having = allOf([havingOf(frame), condition.having]);
  if (having && !isGrouped) return undefined;
  if (isGrouped && items.some((item) => item.kind === "star")) return undefined;
  const isDistinct = parts.has("distinct") && !hasAggregate(items) && !isGrouped;
  const isExtreme = grouping.form.endsWith("extreme");
  const order = isExtreme ? [] : orderOf(frame, items, isGrouped, selection.form);
  const limit = isExtreme ? undefined : limitOf(parts, order, selection.form);
  const withTime =
    order.length === 0 && isGrouped && items[0] !== undefined && isTimeExpr(items[0])
      ? [{ expr: items[0], direction: "asc" as const }]
      : order;
  return {
    select: items.map((expr) => select(expr)),
    ...(isDistinct ? { isDistinct } : {}),
    ...(where ? { where } : {}),
    ...(isGrouped ? { groupBy: uniqueExprs(grouping.by) } : {}),
    ...(having ? { having } : {}),
    ...(withTime.length > 0 ? { order: withTime } : {}),
    ...(limit ? { limit } : {}),
  };
}

/** What groups must satisfy, as far as figures over them were said. */
export function havingOf({ parts, subject, context }: Frame): Predicate | undefined {
  const counts = parts.of("countWhere").map((piece) => {
    const table = piece.table ?? subject;
    return table && compare(countRows(table.name), piece.op, numberLiteral(piece.value));
  });
  const figures = parts.of("aggregateWhere");
  const others = figures.map((piece) =>
    compare(aggregate(piece.fn, piece.column.expr), piece.op, numberLiteral(piece.value)),
  );
  const [first, second] = figures;
  // "whose average price is above 50 or below 10"
  const isChoice = first && second && isAnyWord(context, first.start, second.end, "or");
  return allOf([...counts, ...(isChoice ? [anyOf(others)] : others)]);
}

function isAnyWord(context: RuleContext, from: number, to: number, word: string): boolean {
  for (let i = from; i < to; i += 1) if (lowAt(context, i) === word) return true;
  return false;
}

function orderOf(frame: Frame, items: readonly Expr[], isGrouped: boolean, form: string): OrderItem[] {
  const { parts, subject } = frame;
  const order: OrderItem[] = [];
  const add = (by: Measure, direction: "asc" | "desc"): void => {
    const expr = measureExpr(by, subject);
    if (expr) order.push({ expr: isGrouped ? grouped(expr, items) : expr, direction });
  };
  const direction = parts.of("direction")[0]?.direction;
  // "sorted by all scores they made, in descending order"
  const apart = parts.of("order").every((piece) => piece.direction === "asc") ? direction : undefined;
  for (const piece of parts.all) {
    if (piece.kind === "top" && form !== "extreme-value") add(piece.by, piece.direction);
    if (piece.kind === "order") add(piece.by, apart ?? piece.direction);
    if (piece.kind === "frequent") {
      const table = "columns" in piece.key ? (subject ?? piece.key) : piece.key.table;
      order.push({ expr: countRows(table.name), direction: piece.direction });
    }
  }
  const figure = isGrouped && ranksFigures(frame) ? items.find(containsAggregate) : undefined;
  if (figure && order.length === 0) {
    order.push({ expr: figure, direction: direction ?? "desc" });
    return order;
  }
  const first = items.find((item) => item.kind === "column") ?? items[0];
  if (direction && order.length === 0 && first && first.kind !== "star") order.push({ expr: first, direction });
  return order;
}

/** "orders per city, most first" and "..., top 5" rank the groups by their figure. */
function ranksFigures({ parts, context }: Frame): boolean {
  const direction = parts.of("direction")[0];
  if (direction) return lowAt(context, direction.end - 1) === "first";
  const limit = parts.of("limit")[0];
  return limit !== undefined && lowAt(context, limit.start) === "top";
}

/** Inside groups a measure must be aggregated: "top 5 cities by revenue" ranks by the sum. */
function grouped(expr: Expr, items: readonly Expr[]): Expr {
  if (expr.kind !== "column" || items.some((item) => item === expr)) return expr;
  return (
    items.find((item): item is AggregateExpr => item.kind === "aggregate" && item.arg === expr) ??
    aggregate("sum", expr)
  );
}

function limitOf(parts: Parts, order: readonly OrderItem[], form: string): Query["limit"] {
  const top = parts.of("top")[0] ?? parts.of("frequent")[0];
  const given = parts.of("limit")[0]?.count;
  if (top && form !== "extreme-value" && order.length > 0) {
    const offset = "offset" in top ? top.offset : 0;
    return { count: top.count === 1 && given !== undefined ? given : top.count, ...(offset > 0 ? { offset } : {}) };
  }
  return given === undefined ? undefined : { count: given };
}
