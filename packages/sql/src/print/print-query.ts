import type { Expr } from "../ast/expression.ts";
import type { Predicate } from "../ast/predicate.ts";
import type { Query, SelectItem } from "../ast/query.ts";
import { blockTables, walkPredicate } from "../ast/walk.ts";
import { headingOf } from "./column-heading.ts";
import { printName } from "./names.ts";
import { printExpr } from "./print-expression.ts";
import { planOrThrow, printJoins } from "./print-from.ts";
import { printPredicate } from "./print-predicate.ts";
import { makeScope, type PrintContext, printStar, type Scope } from "./scope.ts";

export function printQuery(query: Query, context: PrintContext, parent: Scope | undefined): string {
  if (query.limit?.per || query.limit?.withTies) return printRanked(query, context, parent);
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
    order: (order ?? []).map((item) => ({ ...item, expr: outputOf(item.expr, query.select) })),
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

function outputOf(expr: Expr, items: readonly SelectItem[]): Expr {
  const text = JSON.stringify(expr);
  const item = items.find((candidate) => JSON.stringify(candidate.expr) === text);
  const name = item && (headingOf(item) ?? (item.expr.kind === "column" ? item.expr.column : undefined));
  return name === undefined ? expr : { kind: "output", name };
}

/** Top n per group and "with ties" both need a window: number the rows inside, filter outside. */
function printRanked(query: Query, context: PrintContext, parent: Scope | undefined): string {
  const { limit, order = [], ...rest } = query;
  if (!limit) return printQuery(rest, context, parent);
  const names = uniqueHeadings(query.select);
  const inner: Query = {
    ...rest,
    select: query.select.map((item, i) => ({ ...item, alias: names[i] ?? `c${i}` })),
    // What only the order names must be joined inside, where the window is.
    anchors: [...(query.anchors ?? []), ...orderTables(query)],
  };
  const source = blockSource(inner, context, parent);
  const by = order.map((item) => `${printExpr(item.expr, source.scope)} ${item.direction.toUpperCase()}`).join(", ");
  const partition = (limit.per ?? []).map((expr) => printExpr(expr, source.scope)).join(", ");
  const window = `${limit.withTies ? "RANK" : "ROW_NUMBER"}() OVER (${partition ? `PARTITION BY ${partition} ` : ""}ORDER BY ${by || "1"})`;
  const ranked = printBlock(inner, context, parent, `, ${window} AS position_in_group`);
  const columns = names.map((name) => printName(name, context.traits)).join(", ");
  const first = (limit.offset ?? 0) + 1;
  const last = first + limit.count - 1;
  const condition = first === 1 ? `position_in_group <= ${last}` : `position_in_group BETWEEN ${first} AND ${last}`;
  const perNames = (limit.per ?? []).flatMap((expr) => {
    const i = query.select.findIndex((item) => JSON.stringify(item.expr) === JSON.stringify(expr));
    return names[i] === undefined ? [] : [printName(names[i], context.traits)];
  });
  return `SELECT ${columns} FROM (${ranked}) AS ranked WHERE ${condition} ORDER BY ${[...perNames, "position_in_group"].join(", ")}`;
}

const orderTables = (query: Query): string[] =>
  blockTables({ select: [], order: query.order ?? [] }).flatMap((instance) =>
    instance.via === undefined ? [instance.table] : [],
  );

function uniqueHeadings(items: readonly SelectItem[]): string[] {
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

interface BlockSource {
  readonly from: string;
  readonly scope: Scope;
}

function blockSource(query: Query, context: PrintContext, parent: Scope | undefined): BlockSource {
  if (query.from) {
    const scope = makeScope(context, [], { parent });
    return { from: ` FROM (${printQuery(withHeadings(query.from), context, parent)}) AS source`, scope };
  }
  const instances = blockTables(query);
  if (instances.length === 0) return { from: "", scope: makeScope(context, [], { parent }) };
  const plan = planOrThrow(instances, context, query.joinHints?.map((hint) => hint.key) ?? []);
  const sources = [plan.base, ...plan.steps.map((step) => step.instance)];
  const scope = makeScope(context, sources, { parent, isQualified: hasExists(query) });
  return { from: ` FROM ${printJoins(plan, scope)}`, scope };
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

const withHeadings = (query: Query): Query => {
  const names = uniqueHeadings(query.select);
  return { ...query, select: query.select.map((item, i) => ({ ...item, alias: names[i] ?? `c${i}` })) };
};

function printBlock(query: Query, context: PrintContext, parent: Scope | undefined, extraColumns = ""): string {
  const { from, scope } = blockSource(query, context, parent);
  const names = uniqueHeadings(query.select);
  const items = query.select.map((item, i) => printItem(item, names[i], scope)).join(", ") || "1";
  const where = query.where ? ` WHERE ${printPredicate(query.where, scope)}` : "";
  const keys = (query.groupBy ?? []).map((expr) => printExpr(expr, scope)).join(", ");
  const having = query.having ? ` HAVING ${printPredicate(query.having, scope)}` : "";
  const group = keys ? ` GROUP BY ${keys}` : "";
  return `SELECT ${query.isDistinct ? "DISTINCT " : ""}${items}${extraColumns}${from}${where}${group}${having}${printTail(query, scope)}`;
}

function printTail(query: Query, scope: Scope): string {
  const order = (query.order ?? []).map(
    (item) => printExpr(item.expr, scope) + (item.direction === "desc" ? ` DESC${descendingNulls(scope)}` : ""),
  );
  const by = order.length > 0 ? ` ORDER BY ${order.join(", ")}` : "";
  if (!query.limit) return by;
  const limit = ` LIMIT ${query.limit.count}`;
  const offset = query.limit.offset ? ` OFFSET ${query.limit.offset}` : "";
  return by + (scope.context.traits.offsetComesFirst ? offset + limit : limit + offset);
}

/** PostgreSQL puts NULL first when descending, so "the highest" would be an unknown one. */
const descendingNulls = (scope: Scope): string => (scope.context.traits.foldsToLower ? " NULLS LAST" : "");

/** Plain columns keep their bare name unless an earlier one already has it. */
function printItem(item: SelectItem, heading: string | undefined, scope: Scope): string {
  if (item.expr.kind === "star") return printStar(item.expr, scope);
  const text = printExpr(item.expr, scope);
  const isNamed = item.alias === undefined && item.expr.kind === "column" && item.expr.column === heading;
  return isNamed || heading === undefined ? text : `${text} AS ${printName(heading, scope.context.traits)}`;
}
