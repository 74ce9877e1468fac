import type { ComparePredicate, Expr, LiteralExpr, Predicate } from "@parlance/sql";
import { calendarPeriod } from "./calendar-period.ts";
import { expressionWords, literalWords, type Told } from "./expressions.ts";
import { listed, rowOf, rowsOf } from "./names.ts";

const COMPARE_WORDS = {
  "=": "is",
  "!=": "is not",
  "<": "is below",
  "<=": "is at most",
  ">": "is above",
  ">=": "is at least",
} as const;
const LIKE_WORDS = {
  contains: ["contains", "does not contain"],
  starts: ["starts with", "does not start with"],
  ends: ["ends with", "does not end with"],
  pattern: ["matches", "does not match"],
} as const;

export function conditionWords(predicate: Predicate, told: Told): string {
  const say = (expr: Expr): string => expressionWords(expr, told);
  const not = "isNegated" in predicate && predicate.isNegated === true;
  switch (predicate.kind) {
    case "compare":
      return compareWords(predicate, told);
    case "like":
      return `${say(predicate.left)} ${LIKE_WORDS[predicate.match][not ? 1 : 0]} "${predicate.text}"`;
    case "between":
      return `${say(predicate.left)} is ${not ? "not " : ""}between ${say(predicate.low)} and ${say(predicate.high)}`;
    case "dateRange":
      return `${say(predicate.left)} is ${not ? "not " : ""}${rangeWords(predicate.from, predicate.to)}`;
    case "in":
      return not
        ? `${say(predicate.left)} is none of ${listed(predicate.values.map(literalWords))}`
        : `${say(predicate.left)} is ${listed(predicate.values.map(literalWords), "or")}`;
    case "inQuery":
      return `${say(predicate.left)} is ${not ? "not " : ""}among ${innerWords(
        predicate.query.select.map(({ expr }) => say(expr)),
        predicate.query.where,
        told,
      )}`;
    case "null":
      return `${say(predicate.left)} is ${not ? "known" : "missing"}`;
    case "exists":
      return `there ${not ? "are no" : "are"} ${rowsOf(predicate.table)}${predicate.where ? ` where ${conditionWords(predicate.where, new Set([...told, predicate.table]))}` : ""}`;
    case "and":
      return predicate.items.map((item) => bracketed(item, told)).join(" and ");
    case "or":
      return alternativesWords(predicate.items, told);
    case "not":
      return `not (${conditionWords(predicate.item, told)})`;
  }
}

const innerWords = (items: readonly string[], where: Predicate | undefined, told: Told): string =>
  `the ${listed(items)}${where ? ` where ${conditionWords(where, told)}` : ""}`;

const bracketed = (item: Predicate, told: Told): string => {
  const words = conditionWords(item, told);
  return item.kind === "or" && !isOneOf(item.items) ? `(${words})` : words;
};

function compareWords({ left, op, right }: ComparePredicate, told: Told): string {
  const said = expressionWords(left, told);
  const other = right.kind === "scalar" ? right.query.select[0]?.expr : undefined;
  const isExtreme = other?.kind === "aggregate" && (other.fn === "max" || other.fn === "min");
  if (op === "=" && isExtreme && right.kind === "scalar" && !right.query.where && sameText(other.arg, left))
    return `${said} is the ${other.fn === "max" ? "highest" : "lowest"} of all`;
  return `${said} ${COMPARE_WORDS[op]} ${expressionWords(right, told)}`;
}

const sameText = (a: Expr, b: Expr): boolean => JSON.stringify(a) === JSON.stringify(b);

/** 'allergy is "Milk" or "Eggs"': one column and several values need the column once. */
function alternativesWords(items: readonly Predicate[], told: Told): string {
  const first = items[0];
  if (isOneOf(items) && first?.kind === "compare") {
    const values = items.flatMap((item) =>
      item.kind === "compare" && item.right.kind === "literal" ? [literalWords(item.right)] : [],
    );
    return `${expressionWords(first.left, told)} is ${listed(values, "or")}`;
  }
  return items.map((item) => conditionWords(item, told)).join(" or ");
}

const isOneOf = (items: readonly Predicate[]): boolean => {
  const first = items[0];
  return (
    first?.kind === "compare" &&
    items.every(
      (item) => item.kind === "compare" && item.op === "=" && isLiteral(item.right) && sameText(item.left, first.left),
    )
  );
};

const isLiteral = (expr: Expr): expr is LiteralExpr => expr.kind === "literal";

function rangeWords(from: string | undefined, to: string | undefined): string {
  if (from !== undefined && to !== undefined)
    return calendarPeriod(from, to) ?? `from ${from} up to, not including, ${to}`;
  return from === undefined ? `before ${to ?? ""}` : `on or after ${from}`;
}

const COUNT_WORDS = {
  "=": "exactly",
  "!=": "any number but",
  "<": "fewer than",
  "<=": "at most",
  ">": "more than",
  ">=": "at least",
} as const;

/** Conditions on groups: "with more than 1 order", "where total fare is above 100". */
export function groupConditionWords(having: Predicate, told: Told): string {
  const items = having.kind === "and" ? having.items : [having];
  const counted = items.flatMap((item) => {
    const words = countedWords(item);
    return words === null ? [] : [words];
  });
  if (counted.length < items.length) return `where ${conditionWords(having, told)}`;
  return `with ${listed(counted)}`;
}

function countedWords(predicate: Predicate): string | null {
  if (predicate.kind !== "compare" || predicate.right.kind !== "literal") return null;
  const { left, op, right } = predicate;
  if (left.kind !== "aggregate" || left.fn !== "count" || left.arg.kind !== "star" || left.where) return null;
  const { table } = left.arg;
  return `${COUNT_WORDS[op]} ${right.value} ${right.value === 1 ? rowOf(table) : rowsOf(table)}`;
}
