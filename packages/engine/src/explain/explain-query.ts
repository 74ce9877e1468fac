import { conjunctsOf, containsAggregate, type Expr, type Predicate, type Query, walkExpr } from "@parlance/sql";
import { conditionWords, groupConditionWords } from "./conditions.ts";
import { expressionWords, groupWords, NOTHING_TOLD, type Told } from "./expressions.ts";
import {
  counted,
  countedRows,
  fullColumn,
  isCommonName,
  keyedThing,
  listed,
  many,
  rowOf,
  rowsOf,
  shortColumn,
} from "./names.ts";
import { extremeWords, sortWords } from "./orders.ts";
import { withoutInner } from "./without-inner.ts";

/** One sentence for a query, read off the query and nothing else. */
export function explainQuery(whole: Query): string {
  const text = phraseOf(whole);
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** The conditions of a query, one text each, for the receipt. */
export function explainFilters(query: Query): string[] {
  const told = toldBy(query);
  return conjunctsOf(query.where).map((item) => conditionWords(item, told));
}

/** The one table that a query shows something of; columns of others are told with their table where they say little. */
export function toldBy(query: Query): Told {
  const tables = shownTables(query);
  return tables.length === 1 ? new Set(tables) : NOTHING_TOLD;
}

export function tablesIn(exprs: readonly Expr[]): string[] {
  const found = new Set<string>();
  for (const expr of exprs) {
    walkExpr(expr, (part) => {
      if (part.kind === "column" || part.kind === "star") found.add(part.table);
    });
  }
  return [...found];
}

const shownTables = (query: Query): string[] => tablesIn(query.select.map((item) => item.expr));

/** The sentence without capital and stop. */
export function phraseOf(whole: Query): string {
  const { query, each } = withoutInner(whole);
  const told = toldBy(query);
  const main = query.groupBy || each.length > 0 ? groupedPhrase(query, each, told) : plainPhrase(query, told);
  return `${main}${query.isDistinct ? ", without repeats" : ""}${query.set ? setWords(query) : ""}`;
}

/** What rows are left: "that have orders where city is Oslo". */
function rowConditions(query: Query, told: Told): string {
  const items = conjunctsOf(query.where);
  const shown = shownTables(query);
  const anchors = (query.anchors ?? []).filter((table) => !shown.includes(table)).map(rowsOf);
  const owned = items.flatMap((item) => (item.kind === "exists" ? [existsWords(item)] : []));
  const rest = items.filter((item) => item.kind !== "exists");
  const having = [...new Set([...anchors, ...owned])];
  const conditions: Predicate | undefined = rest.length < 2 ? rest[0] : { kind: "and", items: rest };
  const whole = having.some((words) => words.includes(" where "))
    ? having.map((words) => ` that have ${words}`).join(" and")
    : ` that have ${listed(having)}`;
  const kept = having.length > 0 ? whole : "";
  // A second "where" right behind the first would be taken for a part of it.
  const also = kept.includes(" where ") ? ", where" : " where";
  return `${kept}${conditions ? `${also} ${conditionWords(conditions, told)}` : ""}`;
}

const existsWords = ({ table, where, isNegated }: Extract<Predicate, { kind: "exists" }>): string =>
  `${isNegated ? "no " : ""}${rowsOf(table)}${where ? ` where ${conditionWords(where, new Set([table]))}` : ""}`;

/** Columns by their tables: "name of reviewers and title of movies"; figures with the rows they are made of. */
function shownWords(exprs: readonly Expr[], told: Told, rows = rowsOf): string {
  const runs: { readonly table: string | null; readonly words: string[] }[] = [];
  for (const expr of exprs) {
    const table = expr.kind === "column" ? expr.table : null;
    const words = expr.kind === "column" ? shortColumn(expr) : expressionWords(expr, told);
    const last = runs.at(-1);
    if (last && last.table === table) last.words.push(words);
    else runs.push({ table, words: [words] });
  }
  return listed(
    runs.map(({ table, words }) => {
      const said = listed(words);
      // A column called as its table is what the table's rows go by.
      if (table === null) return said;
      return words.length === 1 && (words[0] === rowsOf(table) || words[0] === rowOf(table))
        ? rows(table)
        : `${said} of ${rows(table)}`;
    }),
  );
}

/** Rows that figures are made of, where the figures do not name them. */
function ownersOf(figures: readonly Expr[], words: string): string {
  const tables = tablesIn(figures);
  const isTold = (table: string): boolean =>
    [rowsOf(table), rowOf(table)].some((row) => ` ${words} `.includes(` ${row} `));
  return tables.some(isTold) || tables.length === 0 ? "" : ` of ${listed(tables.map(rowsOf))}`;
}

function plainPhrase(query: Query, told: Told): string {
  const exprs = query.select.map((item) => item.expr);
  const { order = [], limit } = query;
  const conditions = rowConditions(query, told);
  const first = order[0];
  if (limit?.per) return perPhrase(query, exprs, told);
  const isColumns = exprs.every((expr) => expr.kind === "column" || expr.kind === "star");
  if (limit && first && order.length === 1 && isColumns && told.size === 1) {
    const of = (table: string): string => countedRows(table, limit.count, limit.offset);
    const all = exprs.find((expr) => expr.kind === "star");
    const shown = all?.kind === "star" ? `all columns of ${of(all.table)}` : shownWords(exprs, told, of);
    return `${shown} with ${extremeWords(first, told)}${conditions === "" ? "" : `,${conditions}`}`;
  }
  const words = shownWords(exprs, told);
  const owners = ownersOf(
    exprs.filter((expr) => expr.kind !== "column"),
    words,
  );
  return `${words}${isColumns ? "" : owners}${conditions}${orderWords(query, told)}`;
}

/** The order of all rows, or what is kept of them where it has more to it than one superlative. */
function orderWords({ order = [], limit, groupBy = [] }: Query, told: Told): string {
  const isUsual = order.every(
    ({ expr, direction }) =>
      direction === "asc" &&
      (expr.kind === "bucket" || expr.kind === "datePart") &&
      groupBy.some((group) => JSON.stringify(group) === JSON.stringify(expr)),
  );
  const first = order[0];
  if (!limit) return first && !isUsual ? `, sorted by ${listed(order.map((item) => sortWords(item, told)))}` : "";
  const which = limit.offset
    ? `number ${limit.offset + 1}`
    : limit.count === 1
      ? "only the first"
      : `only the first ${limit.count}`;
  return first ? `, ${which} by ${listed(order.map((item) => sortWords(item, told)))}` : `, ${which}`;
}

function groupedPhrase(query: Query, each: readonly Expr[], told: Told): string {
  const groups = query.groupBy ?? [];
  const exprs = query.select.map((item) => item.expr);
  const figures = exprs.filter((expr) => containsAggregate(expr) && !isAmong(expr, groups));
  const { limit } = query;
  if (limit?.per) return perPhrase(query, exprs, told);
  const first = query.order?.length === 1 ? query.order[0] : undefined;
  const extreme = limit && first ? ` with ${extremeWords(first, told)}` : "";
  const having = query.having ? ` ${groupConditionWords(query.having, told)}` : "";
  const rest = rowConditions(query, told);
  const order = extreme ? "" : orderWords(query, told);
  if (each.length > 0 && groups.length === 0) return `${nestedFigures(exprs, each, told)}${having}${rest}${order}`;
  if (figures.length === 0)
    return `${groupsAsRows(query, exprs, told, extreme !== "")}${having}${extreme}${after(rest, having + extreme)}${order}`;
  const names = groupNames(groups, told);
  const per = each.length > 0 ? ` per ${listed(each.map((expr) => groupWords(expr, told)))}` : "";
  const words = listed(figures.map((figure) => expressionWords(figure, told)));
  const figure = `${words}${per}${ownersOf(figures, words)}`;
  if (!extreme || !limit || !first) return `${figure}${forEach(figures, names, rest)}${having}${order}`;
  const top = counted(limit.count, limit.offset, listed(names), listed(names.map(many)));
  const isFigure = figures.length === 1 && isAmong(first.expr, figures);
  if (!isFigure) return `${figure} for ${top}${having}${extreme}${after(rest, extreme)}`;
  const also = first.expr.kind === "aggregate" && first.expr.fn === "count" ? "how many" : "that figure";
  return `${top}${having}${extreme}, and ${also}${after(rest, extreme)}`;
}

/** A part of one whole is split, other figures are made anew for each group. */
function forEach(figures: readonly Expr[], names: readonly string[], conditions: string): string {
  let isShare = false;
  for (const figure of figures) walkExpr(figure, ({ kind }) => (isShare ||= kind === "total"));
  const which = isShare ? `split by ${listed(names)}` : `for each ${listed(names)}`;
  return `${conditions}${isShare || conditions !== "" ? "," : ""} ${which}`;
}

/** Conditions on rows after those on groups, set apart so that they are not taken for more of these. */
const after = (rest: string, before: string): string => (before !== "" && rest.startsWith(" ") ? `,${rest}` : rest);

const isAmong = (expr: Expr, others: readonly Expr[]): boolean =>
  others.some((other) => JSON.stringify(other) === JSON.stringify(expr));

/** "number of weeks of sold at" where groups are counted, "average number of orders per city" where they are summed up. */
function nestedFigures(exprs: readonly Expr[], each: readonly Expr[], told: Told): string {
  const words = listed(exprs.map((expr) => expressionWords(expr, told)));
  const isCount = exprs.every((expr) => expr.kind === "aggregate" && expr.fn === "count" && isAmong(expr.arg, each));
  return isCount ? words : `${words} per ${listed(each.map((expr) => groupWords(expr, told)))}`;
}

/** What groups are called; a key stands for its row, and what else is told of the row goes without saying. */
function groupNames(groups: readonly Expr[], told: Told): string[] {
  const keyed = new Set(groups.flatMap((expr) => (expr.kind === "column" && isOwnKey(expr) ? [expr.table] : [])));
  const named = groups.filter((expr) => expr.kind !== "column" || !keyed.has(expr.table) || isOwnKey(expr));
  return named.map((expr) => groupWords(expr, told));
}

const isOwnKey = (expr: Expr): boolean => expr.kind === "column" && keyedThing(expr) === rowOf(expr.table);

/** Groups that are shown without figures: rows of a table where a key makes them, else values. */
function groupsAsRows(query: Query, exprs: readonly Expr[], told: Told, isTop: boolean): string {
  const groups = query.groupBy ?? [];
  const { limit } = query;
  const key = groups.find(isOwnKey);
  const table = key?.kind === "column" ? key.table : undefined;
  const of = (name: string): string =>
    isTop && limit && name === table ? countedRows(name, limit.count, limit.offset) : rowsOf(name);
  if (table !== undefined && exprs.some((expr) => expr.kind === "column" && expr.table === table))
    return shownWords(exprs, told, of);
  const names = exprs.map((expr) =>
    expr.kind === "column" && isCommonName(expr) ? fullColumn(expr) : groupWords(expr, told),
  );
  if (isTop && limit) return counted(limit.count, limit.offset, listed(names), listed(names.map(many)));
  return `every ${listed(names)}`;
}

/** The first few of each: "for each store, the 3 products with the most sales". */
function perPhrase(query: Query, exprs: readonly Expr[], told: Told): string {
  const { limit, order = [], groupBy = [] } = query;
  const per = limit?.per ?? [];
  const count = limit?.count ?? 1;
  const figures = exprs.filter((expr) => containsAggregate(expr));
  const others = exprs.filter((expr) => !isAmong(expr, per) && !figures.includes(expr));
  const shown = others.length > 0 ? others : groupBy.filter((expr) => !isAmong(expr, per));
  const table = shown.every((expr) => expr.kind === "column") ? tablesIn(shown) : [];
  const names = shown.map((expr) => groupWords(expr, told));
  const all = shown.find((expr) => expr.kind === "star");
  const which =
    all?.kind === "star"
      ? `all columns of ${countedRows(all.table, count)}`
      : groupBy.length === 0 && table.length === 1
        ? shownWords(shown, told, (name) => countedRows(name, count))
        : counted(count, undefined, listed(names), listed(names.map(many)));
  const first = order[0];
  const extreme = first ? ` with ${extremeWords(first, told)}` : "";
  const having = query.having ? ` ${groupConditionWords(query.having, told)}` : "";
  const also = figures.length > 0 ? `, and the ${listed(figures.map((figure) => expressionWords(figure, told)))}` : "";
  const conditions = rowConditions(query, told);
  return `for each ${listed(per.map((expr) => groupWords(expr, told)))}, ${which}${having}${extreme}${also}${conditions === "" ? "" : `,${conditions}`}`;
}

/** Two queries as one: what the second shows is told only where it differs from what the first does. */
function setWords(query: Query): string {
  if (!query.set) return "";
  const { op, right } = query.set;
  const isSame = JSON.stringify(right.select) === JSON.stringify(query.select);
  const told = toldBy(right);
  const having = right.having ? ` ${groupConditionWords(right.having, told)}` : "";
  const which = `${having}${rowConditions(right, told)}`;
  const isBrief = isSame && which !== "" && !right.set && !right.limit;
  const other = isBrief ? `those${which}` : phraseOf(right);
  if (op === "except") return `, leaving out ${other}`;
  if (op === "intersect") return `, only those that are also among ${isBrief ? other : `the ${other}`}`;
  return `, together with ${other}`;
}
