import type { Predicate } from "../ast/predicate.ts";
import type { Limit, OrderItem, Query, SelectItem } from "../ast/query.ts";
import { blockTables, walkPredicate } from "../ast/walk.ts";
import { groupKeys } from "./group-keys.ts";
import type { JoinPlan } from "./join-plan.ts";
import { printName } from "./names.ts";
import {
  groupedDistinct,
  outputOf,
  rankedCombination,
  uniqueHeadings,
  withHeadings,
  withoutStars,
} from "./normal-form.ts";
import { printExpr } from "./print-expression.ts";
import { planOrThrow, printJoins } from "./print-from.ts";
import { needsMeasuredRows, printMeasuredRows } from "./print-median.ts";
import { printOrder } from "./print-order.ts";
import { printPredicate } from "./print-predicate.ts";
import { makeScope, type PrintContext, printStar, type Scope } from "./scope.ts";

export function printQuery(given: Query, context: PrintContext, parent: Scope | undefined): string {
  const query = groupedDistinct(given);
  const isRanked = query.limit?.per !== undefined || query.limit?.withTies === true;
  if (isRanked) return printRanked(query.set ? rankedCombination(query) : query, context, parent);
  if (!query.set) return printBlock(query, context, parent);
  return printSet(query, query.set, context, parent);
}

function printSet(
  query: Query,
  set: NonNullable<Query["set"]>,
  context: PrintContext,
  parent: Scope | undefined,
): string {
  const { set: _, order, limit, ...left } = query;
  const operator = set.op === "unionAll" ? "UNION ALL" : context.traits.setNames[set.op];
  const combined = `${printQuery(left, context, parent)} ${operator} ${printOperand(set.right, context, parent)}`;
  if (!order && !limit) return combined;
  const outer: Query = {
    select: [],
    order: (order ?? []).map((item) => ({ ...item, expr: outputOf(item.expr, query) })),
    ...(limit === undefined ? {} : { limit }),
  };
  const scope = makeScope(context, [], { parent });
  return `SELECT * FROM (${combined}) AS combined${printTail(outer, scope)}`;
}

/** Operands that carry their own order or limit must be wrapped; SQLite knows no parentheses here. */
const printOperand = (query: Query, context: PrintContext, parent: Scope | undefined): string =>
  query.order || query.limit || query.set
    ? `SELECT * FROM (${printQuery(query, context, parent)}) AS operand`
    : printQuery(query, context, parent);

/** Top n per group and "with ties" both need a window: number the rows inside, filter outside. */
function printRanked(query: Query, context: PrintContext, parent: Scope | undefined): string {
  const { limit, order = [], ...rest } = withHeadings(withoutStars(query, context));
  if (!limit) return printQuery(rest, context, parent);
  // What only the order names must be joined inside, where the window is.
  const inner: Query = { ...rest, anchors: [...(query.anchors ?? []), ...orderTables(query)] };
  const ranked = printBlock(
    inner,
    context,
    parent,
    (scope) => `, ${printWindow(limit, order, scope)} AS position_in_group`,
  );
  const columns = inner.select.map(({ alias = "" }) => printName(alias, context.traits)).join(", ");
  const first = (limit.offset ?? 0) + 1;
  const last = first + limit.count - 1;
  const condition = first === 1 ? `position_in_group <= ${last}` : `position_in_group BETWEEN ${first} AND ${last}`;
  const groups = printOrder(groupOrder(limit, inner), makeScope(context, [], { parent }));
  const by = groups === "" ? "position_in_group" : `${groups}, position_in_group`;
  return `SELECT ${columns} FROM (${ranked}) AS ranked WHERE ${condition} ORDER BY ${by}`;
}

function printWindow(limit: Limit, order: readonly OrderItem[], scope: Scope): string {
  const partition = (limit.per ?? []).map((expr) => printExpr(expr, scope)).join(", ");
  const parts = [partition && `PARTITION BY ${partition}`, order.length > 0 && `ORDER BY ${printOrder(order, scope)}`];
  return `${limit.withTies ? "RANK" : "ROW_NUMBER"}() OVER (${parts.filter(Boolean).join(" ")})`;
}

/** Groups in the order of their names, where they are shown. */
const groupOrder = (limit: Limit, query: Query): OrderItem[] =>
  (limit.per ?? [])
    .map((expr) => outputOf(expr, query))
    .flatMap((expr) => (expr.kind === "output" ? [{ expr, direction: "asc" as const }] : []));

const orderTables = (query: Query): string[] =>
  blockTables({ select: [], order: query.order ?? [] }).flatMap((instance) =>
    instance.via === undefined ? [instance.table] : [],
  );

interface BlockSource {
  readonly from: string;
  readonly scope: Scope;
  readonly plan?: JoinPlan;
}

function blockSource(query: Query, context: PrintContext, parent: Scope | undefined): BlockSource {
  if (query.from) {
    const scope = makeScope(context, [], { parent });
    return {
      from: ` FROM (${printQuery(withHeadings(withoutStars(query.from, context)), context, parent)}) AS source`,
      scope,
    };
  }
  const instances = blockTables(query);
  if (instances.length === 0) return { from: "", scope: makeScope(context, [], { parent }) };
  const plan = planOrThrow(instances, context, query.joinHints?.map((hint) => hint.key) ?? []);
  const sources = [plan.base, ...plan.steps.map((step) => step.instance)];
  const scope = makeScope(context, sources, { parent, isQualified: hasExists(query) });
  return { from: ` FROM ${printJoins(plan, scope)}`, scope, plan };
}

/** A correlated condition inside must be able to name this block's columns. */
function hasExists(query: Query): boolean {
  let isFound = false;
  const look = (predicate: Predicate): void => {
    if (predicate.kind === "exists") isFound = true;
  };
  if (query.where) walkPredicate(query.where, () => undefined, look);
  return isFound;
}

function printBlock(
  query: Query,
  context: PrintContext,
  parent: Scope | undefined,
  printExtra: (scope: Scope) => string = () => "",
): string {
  const rows = blockSource(query, context, parent);
  const isMeasured = needsMeasuredRows(query, rows.scope);
  const { from, scope } = isMeasured ? printMeasuredRows(query, rows.from, rows.scope) : rows;
  const names = uniqueHeadings(query.select);
  const items = query.select.map((item, i) => printItem(item, names[i], scope)).join(", ") || "1";
  const where = query.where && !isMeasured ? ` WHERE ${printPredicate(query.where, scope)}` : "";
  const keys = groupKeys(query.groupBy ?? [], rows.plan, context)
    .map((expr) => printExpr(expr, scope))
    .join(", ");
  const having = query.having ? ` HAVING ${printPredicate(query.having, scope)}` : "";
  const group = keys ? ` GROUP BY ${keys}` : "";
  return `SELECT ${query.isDistinct ? "DISTINCT " : ""}${items}${printExtra(scope)}${from}${where}${group}${having}${printTail(query, scope)}`;
}

function printTail(query: Query, scope: Scope): string {
  const by = query.order?.length ? ` ORDER BY ${printOrder(query.order, scope)}` : "";
  if (!query.limit) return by;
  const limit = ` LIMIT ${query.limit.count}`;
  const offset = query.limit.offset ? ` OFFSET ${query.limit.offset}` : "";
  return by + (scope.context.traits.offsetComesFirst ? offset + limit : limit + offset);
}

/** Plain columns keep their bare name unless an earlier one already has it. */
function printItem(item: SelectItem, heading: string | undefined, scope: Scope): string {
  if (item.expr.kind === "star") return printStar(item.expr, scope);
  const text = printExpr(item.expr, scope);
  const isNamed =
    item.alias === undefined && item.expr.kind === "column" && item.expr.column === heading && !scope.measured;
  return isNamed || heading === undefined ? text : `${text} AS ${printName(heading, scope.context.traits)}`;
}
