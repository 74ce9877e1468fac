import type { AggregateExpr, Expr, LiteralExpr, Predicate, Query } from "@parlance/sql";
import { DAYS_A_YEAR } from "../derived/ages.ts";
import { plural } from "../text/plural.ts";
import { spokenWords } from "../text/spoken-words.ts";
import { calendarPeriod } from "./calendar-period.ts";
import { withoutInner } from "./without-inner.ts";

/** One sentence for a query, read off the query and nothing else. */
export function explainQuery(whole: Query): string {
  const { query, each } = withoutInner(whole);
  const parts = [
    explainSelect(query),
    each.length > 0 ? `each made for one ${list(each.map(explainExpr))}` : "",
    query.where ? `only where ${explainPredicate(query.where)}` : "",
    query.groupBy ? `for each ${list(query.groupBy.map(explainExpr))}` : "",
    query.having ? `keeping groups where ${explainPredicate(query.having)}` : "",
    explainOrder(query),
    query.set ? explainSet(query) : "",
  ].filter(Boolean);
  const text = parts.join(", ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

const SET_WORDS = {
  union: "together with",
  unionAll: "together with",
  intersect: "kept only if also in",
  except: "without",
} as const;

const explainSet = (query: Query): string =>
  query.set ? `${SET_WORDS[query.set.op]}: ${explainQuery(query.set.right).replace(/\.$/, "")}` : "";

const list = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;

const words = (name: string): string => spokenWords(name).join(" ");

/** A table is told as what its rows are: "number of singers" over the table singer. */
function rows(table: string): string {
  const said = spokenWords(table);
  return [...said.slice(0, -1), plural(said.at(-1) ?? "")].join(" ");
}

function explainSelect(query: Query): string {
  const groups = (query.groupBy ?? []).map(explainExpr);
  const said = query.select.map((item) => explainExpr(item.expr));
  // "for each city" tells of the city; a figure that is shown without its group is told as such.
  const figures = said.filter((item) => !groups.includes(item));
  const isBare = groups.length > 0 && !groups.every((group) => said.includes(group));
  const items = list(figures.length > 0 ? figures : said) + (isBare && figures.length > 0 ? " alone" : "");
  const tables = [
    ...new Set(query.select.flatMap((item) => (item.expr.kind === "column" ? [rows(item.expr.table)] : []))),
  ].filter((table) => !` ${items} `.includes(` ${table} `));
  const anchors = (query.anchors ?? []).map(rows);
  const of = tables.length > 0 ? ` of ${list(tables)}` : "";
  const having = anchors.length > 0 ? ` that have ${list(anchors)}` : "";
  return `${query.isDistinct ? "distinct " : ""}${items}${of}${having}`;
}

const AGGREGATE_WORDS = {
  count: "number of",
  sum: "total",
  avg: "average",
  min: "lowest",
  max: "highest",
  median: "median",
} as const;

/** Used where a column's own name begins with the usual word. */
const SPELLED_OUT = {
  count: "count of",
  sum: "sum of",
  avg: "mean of",
  min: "smallest",
  max: "largest",
  median: "middle",
} as const;

function explainAggregate(expr: AggregateExpr): string {
  const of = expr.arg.kind === "star" ? rows(expr.arg.table) : explainExpr(expr.arg);
  const where = expr.where ? ` where ${explainPredicate(expr.where)}` : "";
  const lead = AGGREGATE_WORDS[expr.fn];
  // "total total amount" reads like a slip; "sum of total amount" does not.
  if (of.startsWith(`${lead} `) || of === lead) return `${SPELLED_OUT[expr.fn]} ${of}${where}`;
  return `${lead} ${expr.isDistinct ? "different " : ""}${of}${where}`;
}

export function explainExpr(expr: Expr): string {
  switch (expr.kind) {
    case "column":
      return words(expr.column);
    case "star":
      return `all columns of ${rows(expr.table)}`;
    case "literal":
      return explainLiteral(expr);
    case "aggregate":
      return explainAggregate(expr);
    case "arithmetic":
      return explainArithmetic(expr.op, expr.left, expr.right);
    case "bucket":
      return `${expr.unit} of ${explainExpr(expr.of)}`;
    case "datePart":
      return `${expr.part} of ${explainExpr(expr.of)}`;
    case "scalar":
      return `the ${list(expr.query.select.map((item) => explainExpr(item.expr)))}${expr.query.where ? ` where ${explainPredicate(expr.query.where)}` : ""}`;
    case "total":
      return `the total over all groups of ${explainExpr(expr.of)}`;
    case "previous":
      return `${explainExpr(expr.of)} of the period before`;
    case "running":
      return `the running total of ${explainExpr(expr.of)}`;
    case "output":
      return words(expr.name);
  }
}

function explainArithmetic(op: string, left: Expr, right: Expr): string {
  if (
    op === "/" &&
    left.kind === "arithmetic" &&
    left.op === "*" &&
    left.left.kind === "literal" &&
    left.left.value === 100
  ) {
    return `${explainExpr(left.right)} as a percentage of ${explainExpr(right)}`;
  }
  if (op === "/" && right.kind === "literal" && right.value === DAYS_A_YEAR && left.kind === "arithmetic")
    return `age by ${explainExpr(left.right)}`;
  const sign = { "+": "plus", "-": "minus", "*": "times", "/": "divided by" }[op] ?? op;
  return `${explainExpr(left)} ${sign} ${explainExpr(right)}`;
}

const explainLiteral = (expr: LiteralExpr): string => (expr.type === "text" ? `"${expr.value}"` : String(expr.value));

const COMPARE_WORDS = {
  "=": "is",
  "!=": "is not",
  "<": "is below",
  "<=": "is at most",
  ">": "is above",
  ">=": "is at least",
} as const;
const LIKE_WORDS = { contains: "contains", starts: "starts with", ends: "ends with", pattern: "matches" } as const;

export function explainPredicate(predicate: Predicate): string {
  const not = "isNegated" in predicate && predicate.isNegated;
  switch (predicate.kind) {
    case "compare":
      return `${explainExpr(predicate.left)} ${COMPARE_WORDS[predicate.op]} ${explainExpr(predicate.right)}`;
    case "like":
      return `${explainExpr(predicate.left)} ${not ? "not " : ""}${LIKE_WORDS[predicate.match]} "${predicate.text}"`;
    case "between":
      return `${explainExpr(predicate.left)} is ${not ? "not " : ""}between ${explainExpr(predicate.low)} and ${explainExpr(predicate.high)}`;
    case "dateRange":
      return `${explainExpr(predicate.left)} is ${not ? "not " : ""}${explainRange(predicate.from, predicate.to)}`;
    case "in":
      return `${explainExpr(predicate.left)} is ${not ? "none" : "one"} of ${list(predicate.values.map(explainLiteral))}`;
    case "inQuery":
      return `${explainExpr(predicate.left)} is ${not ? "not " : ""}among ${explainQuery(predicate.query).replace(/\.$/, "").toLowerCase()}`;
    case "null":
      return `${explainExpr(predicate.left)} is ${not ? "known" : "missing"}`;
    case "exists":
      return `there ${not ? "are no" : "are"} ${rows(predicate.table)}${predicate.where ? ` where ${explainPredicate(predicate.where)}` : ""}`;
    case "and":
    case "or":
      return predicate.items.map(explainPredicate).join(` ${predicate.kind} `);
    case "not":
      return `not (${explainPredicate(predicate.item)})`;
  }
}

function explainRange(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && to !== undefined)
    return calendarPeriod(from, to) ?? `from ${from} up to, not including, ${to}`;
  return from === undefined ? `before ${to ?? ""}` : `on or after ${from}`;
}

function explainOrder(query: Query): string {
  const { order = [], limit } = query;
  if (order.length === 0) return limit ? `the first ${limit.count}` : "";
  const by = list(
    order.map(
      (item) => `${explainExpr(item.expr)} ${item.direction === "desc" ? "from high to low" : "from low to high"}`,
    ),
  );
  if (!limit) return `sorted by ${by}`;
  const per = limit.per ? ` for each ${list(limit.per.map(explainExpr))}` : "";
  const skip = limit.offset
    ? `number ${limit.offset + 1}`
    : limit.count === 1
      ? "the first one"
      : `the first ${limit.count}`;
  return `${skip}${per} by ${by}`;
}

/** The conditions of a query, one text each, for the receipt. */
export function explainFilters(query: Query): string[] {
  const where = query.where;
  if (!where) return [];
  return where.kind === "and" ? where.items.map(explainPredicate) : [explainPredicate(where)];
}
