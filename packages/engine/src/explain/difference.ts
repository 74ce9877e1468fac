import { conjunctsOf, containsAggregate, type Expr, type OrderItem, type Predicate, type Query } from "@parlance/sql";
import { conditionWords, groupConditionWords } from "./conditions.ts";
import { phraseOf, tablesIn, toldBy } from "./explain-query.ts";
import { AGGREGATE_WORDS, expressionWords, groupWords, NOTHING_TOLD, type Told } from "./expressions.ts";
import { listed, nameWords, rowsOf } from "./names.ts";
import { extremeWords, sortWords } from "./orders.ts";
import { withoutInner } from "./without-inner.ts";

/** Where more sets them apart, the reading itself is told more clearly. */
const MAX_PARTS = 2;

/** What sets one reading apart from another, in a few words that stand alone: "average instead of total". */
export function describeDifference(whole: Query, otherWhole: Query): string {
  const { query } = withoutInner(whole);
  const { query: other } = withoutInner(otherWhole);
  const told = sharedTables(query, other);
  const parts = [
    shown(query, other, told),
    grouped(query, other, told),
    filtered(query, other, told),
    kept(query, other, told),
    ordered(query, other, told),
    query.isDistinct === other.isDistinct || query.groupBy ? "" : query.isDistinct ? "without repeats" : "with repeats",
    through(query, other),
  ].filter(Boolean);
  if (parts.length > MAX_PARTS || isOfAnotherKind(query, other, parts.length)) return phraseOf(whole);
  return parts.join(", ") || joined(query);
}

/** Single rows instead of groups, one set of rows instead of two, or one figure of other rows instead of rows. */
const isOfAnotherKind = (query: Query, other: Query, parts: number): boolean =>
  (query.groupBy === undefined) !== (other.groupBy === undefined) ||
  JSON.stringify(query.set) !== JSON.stringify(other.set) ||
  (parts > 1 && isFigure(query) !== isFigure(other));

const isFigure = (query: Query): boolean => !query.groupBy && query.select.every(({ expr }) => containsAggregate(expr));

/** Tables that need no telling since both readings are about them. */
function sharedTables(query: Query, other: Query): Told {
  const mine = toldBy(query);
  const theirs = toldBy(other);
  return [...mine].every((table) => theirs.has(table)) ? mine : NOTHING_TOLD;
}

interface Change<T> {
  readonly added: readonly T[];
  readonly missing: readonly T[];
}

function changeOf<T>(mine: readonly T[], theirs: readonly T[]): Change<T> {
  const texts = (items: readonly T[]): Set<string> => new Set(items.map((item) => JSON.stringify(item)));
  const [own, others] = [texts(mine), texts(theirs)];
  return {
    added: mine.filter((item) => !others.has(JSON.stringify(item))),
    missing: theirs.filter((item) => !own.has(JSON.stringify(item))),
  };
}

function shown(query: Query, other: Query, told: Told): string {
  const groups = [...(query.groupBy ?? []), ...(other.groupBy ?? [])].map((expr) => JSON.stringify(expr));
  // What groups are made by is told with the groups, what rows are chosen by with the order.
  const figures = ({ select, limit, order = [] }: Query): Expr[] => {
    const chosen = limit && other.limit && query.groupBy ? order.map(({ expr }) => JSON.stringify(expr)) : [];
    const elsewhere = new Set([...groups, ...chosen]);
    return select.map((item) => item.expr).filter((expr) => !elsewhere.has(JSON.stringify(expr)));
  };
  const change = changeOf(figures(query), figures(other));
  const say = (exprs: readonly Expr[]): string => listed(exprs.map((expr) => expressionWords(expr, told)));
  const [added, missing] = [say(change.added), say(change.missing)];
  if (added === "") return missing === "" ? "" : `without ${missing}`;
  if (change.added.some((expr) => expr.kind === "star")) return added;
  if (missing === "") return `also ${added}`;
  if (added === missing) return `from ${listed(tablesIn(change.added).map(rowsOf))}`;
  if (change.added.every(containsAggregate) && !change.missing.some(containsAggregate)) return `${added} instead`;
  return otherFigure(change) ?? `${added} instead of ${missing}`;
}

/** One figure of the same values instead of another: "average instead of total". */
function otherFigure({ added, missing }: Change<Expr>): string | null {
  const [mine, theirs] = [added[0], missing[0]];
  if (added.length > 1 || missing.length > 1 || mine?.kind !== "aggregate" || theirs?.kind !== "aggregate") return null;
  if (mine.fn === theirs.fn || mine.fn === "count" || theirs.fn === "count") return null;
  const isSame = JSON.stringify([mine.arg, mine.where]) === JSON.stringify([theirs.arg, theirs.where]);
  return isSame ? `${AGGREGATE_WORDS[mine.fn]} instead of ${AGGREGATE_WORDS[theirs.fn]}` : null;
}

function grouped(query: Query, other: Query, told: Told): string {
  const { added, missing } = changeOf(query.groupBy ?? [], other.groupBy ?? []);
  const say = (exprs: readonly Expr[]): string => listed(exprs.map((expr) => groupWords(expr, told)));
  if (say(added) === say(missing)) return "";
  if (added.length > 0) return `for each ${say(added)}${missing.length > 0 ? ` instead of each ${say(missing)}` : ""}`;
  return `not for each ${say(missing)}`;
}

function filtered(query: Query, other: Query, told: Told): string {
  const change = changeOf(conjunctsOf(query.where), conjunctsOf(other.where));
  const say = (items: readonly Predicate[]): string => items.map((item) => conditionWords(item, told)).join(" and ");
  const [added, missing] = [say(change.added), say(change.missing)];
  if (added === missing) return "";
  if (added !== "") return missing === "" ? `only where ${added}` : `where ${added} instead of ${missing}`;
  return `whether or not ${missing}`;
}

function kept(query: Query, other: Query, told: Told): string {
  const say = (having: Predicate | undefined): string =>
    having === undefined ? "" : groupConditionWords(having, told).replace(/^(?:with|where) /, "");
  const [mine, theirs] = [say(query.having), say(other.having)];
  if (mine === theirs) return "";
  if (mine !== "") return theirs === "" ? `only with ${mine}` : `${mine} instead of ${theirs}`;
  return `not only with ${theirs}`;
}

function ordered(query: Query, other: Query, told: Told): string {
  const say = ({ order = [], limit }: Query): string => {
    const words = (item: OrderItem): string => (limit ? extremeWords(item, told) : sortWords(item, told));
    return listed(order.map(words));
  };
  const [mine, theirs] = [say(query), say(other)];
  if (mine !== theirs && mine !== "") {
    if (!query.limit) return other.limit ? "all of them" : `sorted by ${mine}`;
    return theirs === "" || !other.limit ? `only those with ${mine}` : `${mine} instead of ${theirs}`;
  }
  if (query.limit?.count === other.limit?.count && isPer(query) === isPer(other))
    return mine === theirs ? "" : "in no order";
  if (!query.limit) return "all of them";
  return isPer(query) ? `the first ${query.limit.count} of each` : `the first ${query.limit.count} in all`;
}

const isPer = ({ limit }: Query): boolean => limit?.per !== undefined;

function through(query: Query, other: Query): string {
  const { added, missing } = changeOf(query.anchors ?? [], other.anchors ?? []);
  if (added.length > 0) return `only those that have ${listed(added.map(rowsOf))}`;
  return missing.length > 0 ? `also those without ${listed(missing.map(rowsOf))}` : "";
}

/** Nothing but the key that ties the tables is another. */
function joined({ joinHints = [] }: Query): string {
  const keys = joinHints.map(({ key }) => nameWords(key.slice(key.indexOf(".") + 1)));
  return keys.length > 0 ? `linked by ${listed(keys)}` : "linked in another way";
}
