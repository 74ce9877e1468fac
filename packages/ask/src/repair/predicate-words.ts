import type { Expr, Predicate } from "@parlance/sql";
import { cellText } from "../present/number-text.ts";
import { columnWords } from "../present/words.ts";

const OPERATORS = {
  "=": "is",
  "!=": "is not",
  "<": "is less than",
  "<=": "is at most",
  ">": "is more than",
  ">=": "is at least",
} as const;

const MATCHES = { contains: "contains", starts: "starts with", ends: "ends with", pattern: "is like" } as const;

/** A condition in words, such as `status is "paid"`. */
export function predicateWords(predicate: Predicate): string {
  switch (predicate.kind) {
    case "compare":
      return `${exprWords(predicate.left)} ${OPERATORS[predicate.op]} ${exprWords(predicate.right)}`;
    case "like":
      return `${exprWords(predicate.left)} ${not(predicate)}${MATCHES[predicate.match]} "${predicate.text}"`;
    case "between":
      return `${exprWords(predicate.left)} is ${not(predicate)}between ${exprWords(predicate.low)} and ${exprWords(predicate.high)}`;
    case "dateRange":
      return `${exprWords(predicate.left)} is ${not(predicate)}${rangeWords(predicate.from, predicate.to)}`;
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

const not = (predicate: { readonly isNegated?: boolean }): string => (predicate.isNegated ? "not " : "");

const rangeWords = (from: string | undefined, to: string | undefined): string =>
  from === undefined ? `before ${to}` : to === undefined ? `${from} or later` : `from ${from} to before ${to}`;

function exprWords(expr: Expr): string {
  switch (expr.kind) {
    case "column":
      return columnWords(expr.column);
    case "literal":
      return expr.type === "text" ? `"${expr.value}"` : cellText(expr.value, { isNumeric: expr.type === "number" });
    case "bucket":
    case "datePart":
      return `${expr.kind === "bucket" ? expr.unit : expr.part} of ${exprWords(expr.of)}`;
    case "aggregate":
      return `${expr.fn} of ${exprWords(expr.arg)}`;
    case "star":
      return columnWords(expr.table);
    case "output":
      return columnWords(expr.name);
    default:
      return "the value asked for";
  }
}
