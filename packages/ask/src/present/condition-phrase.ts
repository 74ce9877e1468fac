import { calendarPeriod } from "@parlance/engine";
import type { ComparePredicate, DateRangePredicate, Expr, InPredicate, Predicate } from "@parlance/sql";
import { exprWords, predicateWords } from "./predicate-words.ts";
import { columnWords, singular, unitOf } from "./words.ts";

/** Where in a phrase a condition stands: "orders that are late, with status "paid", without returns, in Berlin, in 2025". */
type Place = "that" | "with" | "without" | "in" | "done" | "when" | "where";

interface Said {
  readonly place: Place;
  readonly words: string;
}

const PLACES: readonly Place[] = ["that", "with", "without", "in", "done", "when", "where"];
const LEADS: Readonly<Record<Place, string>> = {
  that: "that are ",
  with: "with ",
  without: "without ",
  in: "in ",
  done: "",
  when: "",
  where: "where ",
};

const MAX_CONDITIONS = 4;
const MAX_LENGTH = 160;

/** The conditions of a query as a person adds them to a noun; null when there are none or too many for one sentence. */
export function conditionPhrase(where: Predicate | undefined): string | null {
  if (where === undefined) return null;
  const items = where.kind === "and" ? where.items : [where];
  const said = items.map(sayCondition);
  const phrase = PLACES.flatMap((place) => {
    const words = said.filter((one) => one.place === place).map((one) => one.words);
    return words.length === 0 ? [] : [{ place, words: `${LEADS[place]}${words.join(" and ")}` }];
  }).reduce(
    (phrase, { place, words }) => (phrase === "" ? words : `${phrase}${place === "done" ? "," : ""} ${words}`),
    "",
  );
  return items.length > MAX_CONDITIONS || phrase.length > MAX_LENGTH ? null : phrase;
}

function sayCondition(condition: Predicate): Said {
  return sayPlainly(condition) ?? { place: "where", words: predicateWords(condition) };
}

function sayPlainly(condition: Predicate): Said | null {
  switch (condition.kind) {
    case "compare":
      return sayCompared(condition);
    case "in":
      return sayOneOf(condition);
    case "dateRange":
      return sayWhen(condition);
    case "like": {
      if (condition.isNegated || condition.match === "pattern") return null;
      const how = { contains: "containing", starts: "starting with", ends: "ending with" }[condition.match];
      return { place: "with", words: `${exprWords(condition.left)} ${how} "${condition.text}"` };
    }
    case "between":
      if (condition.isNegated || condition.left.kind !== "column") return null;
      return {
        place: "with",
        words: `${exprWords(condition.left)} between ${exprWords(condition.low)} and ${exprWords(condition.high)}`,
      };
    case "null":
      return condition.isNegated
        ? { place: "with", words: `a known ${exprWords(condition.left)}` }
        : { place: "with", words: `no ${exprWords(condition.left)}` };
    case "exists":
      return condition.where
        ? null
        : { place: condition.isNegated ? "without" : "with", words: columnWords(condition.table) };
    default:
      return null;
  }
}

const COMPARED = {
  "=": "",
  "!=": "other than ",
  "<": "below ",
  "<=": "of at most ",
  ">": "above ",
  ">=": "of at least ",
};

function sayCompared({ left, op, right }: ComparePredicate): Said | null {
  if (right.kind !== "literal") return null;
  if (isYear(left) && op === "=") return { place: "when", words: `in ${right.value}` };
  if (left.kind !== "column") return null;
  if (typeof right.value === "boolean") {
    const state = /^is (.+)$/.exec(columnWords(left.column))?.[1];
    const isSo = right.value === (op === "=");
    return state === undefined ? null : { place: "that", words: isSo ? state : `not ${state}` };
  }
  if (op === "=" && right.type === "text" && isPlace(left)) return { place: "in", words: String(right.value) };
  const unit = unitOf(left.column);
  return unit === null || op === "="
    ? { place: "with", words: `${exprWords(left)} ${COMPARED[op]}${exprWords(right)}` }
    : { place: "with", words: `${unit.rest} ${COMPARED[op]}${exprWords(right)} ${unit.unit}` };
}

function sayOneOf({ left, values, isNegated }: InPredicate): Said | null {
  if (left.kind !== "column") return null;
  const isText = values.every((value) => value.type === "text");
  if (!isNegated && isText && isPlace(left))
    return { place: "in", words: either(values.map(({ value }) => String(value))) };
  return {
    place: "with",
    words: `${exprWords(left)} ${isNegated ? "other than " : ""}${either(values.map(exprWords))}`,
  };
}

const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;

const PLACE = /(^| )(country|city|region|state|town|province|county|continent)$/;
const isPlace = (expr: Expr): boolean => expr.kind === "column" && PLACE.test(columnWords(expr.column));

const isYear = (expr: Expr): boolean =>
  (expr.kind === "datePart" && expr.part === "year") || (expr.kind === "column" && columnWords(expr.column) === "year");

function sayWhen({ left, from, to, isNegated }: DateRangePredicate): Said | null {
  if (left.kind !== "column" || isNegated) return null;
  const range = rangeWords(from, to);
  if (range === null) return null;
  const words = columnWords(left.column);
  const [, what = "", kind = ""] = /^(?:(.*) )?(date|day|time|month|year|week|at|on)$/.exec(words) ?? [];
  const ofItself = columnWords(left.table).split(" ").map(singular);
  if (kind !== "" && what.split(" ").every((word) => word === "" || ofItself.includes(singular(word))))
    return { place: "when", words: range };
  return kind === "at" || kind === "on"
    ? { place: "done", words: `${what} ${range}` }
    : { place: "with", words: `${words} ${range}` };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function rangeWords(from: string | undefined, to: string | undefined): string | null {
  if (from === undefined) return to === undefined ? null : `before ${to}`;
  if (to === undefined) return `since ${from}`;
  const period = calendarPeriod(from, to);
  if (period !== null) return period;
  return DAY.test(from) && DAY.test(to) ? `from ${from} to ${dayBefore(to)}` : `from ${from} to before ${to}`;
}

/** Ranges end before the day they name; people name the last day. */
const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
