import { calendarPeriod } from "@parlance/engine";
import type { ComparePredicate, Expr, Predicate } from "@parlance/sql";
import { cellText } from "./number-text.ts";
import { columnWords } from "./words.ts";

const OPERATORS = {
  "=": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
} as const;

const AGGREGATES = {
  count: "number of",
  sum: "total",
  avg: "average",
  min: "lowest",
  max: "highest",
  median: "median",
} as const;

const MATCHES = { contains: "contains", starts: "starts with", ends: "ends with", pattern: "is like" } as const;

/** A condition in words, such as `status is "paid"`. */
export function predicateWords(predicate: Predicate): string {
  switch (predicate.kind) {
    case "compare":
      return (
        flagWords(predicate) ?? `${exprWords(predicate.left)} ${OPERATORS[predicate.op]} ${exprWords(predicate.right)}`
      );
    case "like":
      return `${exprWords(predicate.left)} ${not(predicate)}${MATCHES[predicate.match]} "${predicate.text}"`;
    case "between":
      return `${exprWords(predicate.left)} is ${not(predicate)}between ${exprWords(predicate.low)} and ${exprWords(predicate.high)}`;
    case "dateRange":
      return `${momentWords(predicate.left)} ${not(predicate)}${rangeWords(predicate.from, predicate.to)}`;
    case "in":
      return `${exprWords(predicate.left)} is ${not(predicate)}one of ${predicate.values.map(exprWords).join(", ")}`;
    case "null":
      return `${exprWords(predicate.left)} is ${predicate.isNegated ? "known" : "empty"}`;
    case "exists":
      return `there are ${predicate.isNegated ? "no " : ""}${columnWords(predicate.table)}`;
    case "inQuery":
      return `${exprWords(predicate.left)} is ${not(predicate)}among those asked for`;
    case "not":
      return `not (${predicateWords(predicate.item)})`;
    case "and":
    case "or":
      return predicate.items.map(predicateWords).join(` ${predicate.kind} `);
  }
}

/** "it is late" for a yes-or-no column called is_late. */
function flagWords(predicate: ComparePredicate): string | null {
  const { left, op, right } = predicate;
  const isFlag = right.kind === "literal" && typeof right.value === "boolean" && (op === "=" || op === "!=");
  const state = left.kind === "column" ? /^is (.+)$/.exec(columnWords(left.column))?.[1] : undefined;
  if (!isFlag || state === undefined) return null;
  return `it is ${right.value === (op === "=") ? "" : "not "}${state}`;
}

/** "shipped" for shipped_at, "order date is" for order_date: both read well before "in 2025". */
function momentWords(expr: Expr): string {
  const words = exprWords(expr);
  return / (at|on)$/.test(words) ? words.slice(0, -3) : `${words} is`;
}

const not = (predicate: { readonly isNegated?: boolean }): string => (predicate.isNegated ? "not " : "");

function rangeWords(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return `before ${to}`;
  if (to === undefined) return `${from} or later`;
  return calendarPeriod(from, to) ?? `from ${from} to before ${to}`;
}

export function exprWords(expr: Expr): string {
  switch (expr.kind) {
    case "column":
      return columnWords(expr.column);
    case "literal":
      return expr.type === "text" ? `"${expr.value}"` : cellText(expr.value, { isNumeric: expr.type === "number" });
    case "arithmetic":
      return `${exprWords(expr.left)} ${expr.op} ${exprWords(expr.right)}`;
    case "bucket":
    case "datePart":
      return `${expr.kind === "bucket" ? expr.unit : expr.part} of ${exprWords(expr.of)}`;
    case "aggregate":
      return `${AGGREGATES[expr.fn]} ${exprWords(expr.arg)}`;
    case "star":
      return columnWords(expr.table);
    case "output":
      return columnWords(expr.name);
    default:
      return "the value asked for";
  }
}
