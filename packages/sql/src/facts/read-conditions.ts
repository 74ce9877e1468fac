import { isKeyword, placeOf, splitAt } from "./clauses.ts";
import type { FactToken } from "./fact-tokens.ts";
import { columnsIn, readColumn } from "./read-column.ts";
import type { FactColumn, FactCondition, FactLiteral, FactOperator, SoughtText } from "./statement-facts.ts";

/** The conditions that WHERE joins by AND; a WHERE with OR at its top is one condition. */
export function readConditions(tokens: readonly FactToken[]): FactCondition[] {
  const base = tokens[0]?.depth ?? 0;
  if (tokens.some((token) => token.depth === base && isKeyword(token, "OR"))) return [plainCondition(tokens)];
  let isBetween = false;
  const parts = splitAt(tokens, (token) => {
    if (token.depth !== base) return false;
    if (isKeyword(token, "BETWEEN")) isBetween = true;
    if (!isKeyword(token, "AND")) return false;
    if (!isBetween) return true;
    isBetween = false;
    return false;
  });
  return parts.map(readCondition);
}

const plainCondition = (tokens: readonly FactToken[]): FactCondition => ({
  ...placeOf(tokens),
  column: null,
  operator: null,
  isNegated: false,
  literals: [],
});

const OPERATORS: Readonly<Record<string, FactOperator>> = {
  "=": "=",
  "!=": "!=",
  "<>": "!=",
  "<": "<",
  "<=": "<=",
  ">": ">",
  ">=": ">=",
  IN: "in",
  LIKE: "like",
  ILIKE: "like",
  BETWEEN: "between",
  IS: "null",
};

function readCondition(tokens: readonly FactToken[]): FactCondition {
  const plain = plainCondition(tokens);
  const base = tokens[0]?.depth ?? 0;
  const isNegatedBefore = isKeyword(tokens[0], "NOT");
  const body = isNegatedBefore ? tokens.slice(1) : tokens;
  const at = body.findIndex((token) => token.depth === base && isOperator(token));
  const sign = body[at];
  if (sign === undefined || body.some((token) => isKeyword(token, "SELECT"))) return plain;
  const left = columnsIn(body.slice(0, at));
  const right = body.slice(at + 1);
  const [column] = left;
  const literals = readLiterals(right);
  const operator = OPERATORS[sign.value] ?? null;
  const isTold = operator === "null" ? right.some((token) => isKeyword(token, "NULL")) : literals !== null;
  if (column === undefined || left.length > 1 || !isTold) return plain;
  const isNegated =
    isNegatedBefore || isKeyword(body[at - 1], "NOT") || isKeyword(right[0], "NOT") || operator === "!=";
  return { ...plain, column, operator, isNegated, literals: literals ?? [] };
}

const isOperator = (token: FactToken): boolean =>
  (token.kind === "mark" || token.kind === "word") && OPERATORS[token.value] !== undefined;

const DATE = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?$/;
/** Words around literals that change nothing about them. */
const AROUND = new Set(["DATE", "TIMESTAMP", "TIMESTAMPTZ", "CAST", "AS", "AND", "NOT", "ESCAPE", "LOWER", "UPPER"]);

/** The literals on the right of a condition; null where anything else stands there. */
function readLiterals(tokens: readonly FactToken[]): FactLiteral[] | null {
  const literals: FactLiteral[] = [];
  for (const token of tokens) {
    const { start, end, value } = token;
    if (token.kind === "text") literals.push({ kind: DATE.test(value) ? "date" : "text", value, start, end });
    else if (token.kind === "number") literals.push({ kind: "number", value, start, end });
    else if (token.kind === "word" ? !AROUND.has(value) : !"(),-".includes(value)) return null;
  }
  return literals.length > 0 ? literals : null;
}

/** Texts that columns are asked to equal, wherever in the statement that is. */
export function readSought(tokens: readonly FactToken[]): SoughtText[] {
  const found: SoughtText[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const isInside = tokens[at - 1]?.value === ".";
    const read = isInside ? null : readColumn(tokens, at);
    if (read === null) continue;
    for (const text of soughtAt(tokens, read.next)) found.push({ column: read.column, text });
    at = read.next - 1;
  }
  return found;
}

/** After `= 'x'` or `IN ('x', 'y')`; not after NOT, whose values need not be there. */
function soughtAt(tokens: readonly FactToken[], at: number): string[] {
  const sign = tokens[at];
  const value = tokens[at + 1];
  if (sign?.value === "=" && value?.kind === "text") return [value.value];
  if (!isKeyword(sign, "IN") || value?.value !== "(") return [];
  const texts: string[] = [];
  for (let i = at + 2; tokens[i] !== undefined && tokens[i]?.value !== ")"; i += 1) {
    const token = tokens[i];
    if (token?.kind === "text") texts.push(token.value);
    else if (token?.value !== ",") return [];
  }
  return texts;
}

export const sameColumn = (one: FactColumn, other: FactColumn): boolean =>
  one.name.toLowerCase() === other.name.toLowerCase() &&
  (one.qualifier ?? "").toLowerCase() === (other.qualifier ?? "").toLowerCase();
