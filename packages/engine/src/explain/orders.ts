import { containsAggregate, type Expr, type OrderItem } from "@parlance/sql";
import { expressionWords, groupWords, isTimeName, type Told } from "./expressions.ts";
import { many, rowsOf } from "./names.ts";

const isOfText = (words: string): boolean => /\b(?:name|title|city|country|state|region|email|address)$/.test(words);

/** What comes first in an order, as a superlative: "the most orders", "the lowest price", "the latest order date". */
export function extremeWords({ expr, direction }: OrderItem, told: Told): string {
  const isHigh = direction === "desc";
  if (expr.kind === "aggregate" && expr.fn === "count" && !expr.where) {
    const of =
      expr.arg.kind === "star"
        ? rowsOf(expr.arg.table)
        : `${expr.isDistinct ? "different " : ""}${many(groupWords(expr.arg, told))}`;
    return `the ${isHigh ? "most" : "fewest"} ${of}`;
  }
  const words = expressionWords(inner(expr), told);
  if (isTimed(expr, words)) return `the ${isHigh ? "latest" : "earliest"} ${words}`;
  if (isOfText(words)) return `the ${isHigh ? "last" : "first"} ${words} by alphabet`;
  return `the ${isHigh ? "highest" : "lowest"} ${words}`;
}

/** The highest of the highest figures is the highest figure. */
const inner = (expr: Expr): Expr =>
  expr.kind === "aggregate" && (expr.fn === "min" || expr.fn === "max") && !expr.where ? expr.arg : expr;

const isTimed = (expr: Expr, words: string): boolean =>
  expr.kind === "bucket" || (!containsAggregate(expr) && isTimeName(words));

/** "sorted by name", "sorted by price from high to low". */
export function sortWords({ expr, direction }: OrderItem, told: Told): string {
  const words = expressionWords(expr, told);
  if (isTimed(expr, words)) return `${words}, ${direction === "asc" ? "earliest" : "latest"} first`;
  if (isOfText(words)) return direction === "asc" ? words : `${words} from Z to A`;
  return `${words} from ${direction === "asc" ? "low to high" : "high to low"}`;
}
