import type { Expr } from "../ast/expression.ts";
import type { LikePredicate } from "../ast/predicate.ts";
import type { DialectTraits } from "./dialect-traits.ts";
import { printText } from "./names.ts";
import { kindOf, printExpr } from "./print-expression.ts";
import type { Scope } from "./scope.ts";

/** A text match without case, which every dialect spells in its own way. */
export function printLike(predicate: LikePredicate, scope: Scope): string {
  const { traits } = scope.context;
  const left = asText(predicate.left, scope);
  const not = predicate.isNegated ? "NOT " : "";
  if (traits.likeWithoutCase === "ascii" && hasForeignCase(predicate.text)) {
    return `${left} ${not}GLOB ${printText(globPattern(predicate), traits)}`;
  }
  const pattern = likePattern(predicate, traits);
  const escapeClause = pattern.isEscaped && traits.likeEscape === "clause" ? " ESCAPE '!'" : "";
  if (traits.likeWithoutCase === "lower") {
    return `LOWER(${left}) ${not}LIKE ${printText(pattern.text.toLowerCase(), traits)}${escapeClause}`;
  }
  const operator = traits.likeWithoutCase === "ilike" ? "ILIKE" : "LIKE";
  return `${left} ${not}${operator} ${printText(pattern.text, traits)}${escapeClause}`;
}

function asText(expr: Expr, scope: Scope): string {
  const { traits } = scope.context;
  const kind = kindOf(expr, scope);
  const text = printExpr(expr, scope);
  // SQLite's LIKE reads any value as text by itself.
  const isText = kind === "text" || kind === "unknown" || traits.likeWithoutCase === "ascii";
  return isText ? text : `CAST(${text} AS ${traits.textType})`;
}

function likePattern(predicate: LikePredicate, traits: DialectTraits): { text: string; isEscaped: boolean } {
  if (predicate.match === "pattern") {
    const text = traits.hasBackslashPatterns ? predicate.text.replaceAll("\\", "\\\\") : predicate.text;
    return { text, isEscaped: false };
  }
  const isEscaped = /[!%_\\]/.test(predicate.text);
  const escaped =
    traits.likeEscape === "clause"
      ? predicate.text.replace(/[!%_]/g, (char) => `!${char}`)
      : predicate.text.replace(/[\\%_]/g, (char) => `\\${char}`);
  return { text: anchored(predicate, escaped, "%"), isEscaped };
}

const anchored = ({ match }: LikePredicate, text: string, any: string): string =>
  `${match === "starts" ? "" : any}${text}${match === "ends" ? "" : any}`;

/** Letters with a case beyond A-Z. */
const hasForeignCase = (text: string): boolean => [...text].some((char) => char > "\u007f" && casesOf(char).length > 1);

const casesOf = (char: string): string[] =>
  [...new Set([char, char.toLowerCase(), char.toUpperCase()])].filter((each) => [...each].length === 1);

/** GLOB tells case apart, so every letter is given in both. */
function globPattern(predicate: LikePredicate): string {
  const isPattern = predicate.match === "pattern";
  const text = [...predicate.text].map((char) => globChar(char, isPattern)).join("");
  return isPattern ? text : anchored(predicate, text, "*");
}

function globChar(char: string, isPattern: boolean): string {
  if (isPattern && char === "%") return "*";
  if (isPattern && char === "_") return "?";
  const cases = casesOf(char);
  return cases.length > 1 || "*?[".includes(char) ? `[${cases.join("")}]` : char;
}
