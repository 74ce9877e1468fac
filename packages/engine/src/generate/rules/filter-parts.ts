import { compare, numberLiteral, type Predicate, textLiteral } from "@parlance/sql";
import { LIGHT_WORDS, NEGATIONS } from "../../lexicon/function-words.ts";
import type { ValueMention } from "../../mentions/find-mentions.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import type { Piece } from "../../values/listed-pieces.ts";
import { lowAt, type RuleContext } from "./rule-context.ts";

/** A stored value as the column's type needs it: codes such as 007 stay text, numbers stay numbers. */
export function literalFor(column: ColumnModel, value: string | number) {
  if (column.source.type.kind === "time" && isHour(value))
    return textLiteral(`${String(value).padStart(2, "0")}:00:00`);
  return column.type === "number" && /^-?\d+(\.\d+)?$/.test(String(value))
    ? numberLiteral(Number(value))
    : textLiteral(String(value));
}

/** "start over 13": of a column of times of day, the hour. */
const isHour = (value: string | number): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 24;

/** The condition that a value found in the question stands for. */
export function valuePredicate({ column, how, literal, piece }: ValueMention, isNegated: boolean): Predicate {
  if (piece) return holdsPiece(column, piece, isNegated);
  return how === "word"
    ? { kind: "like", left: column.expr, match: "contains", text: literal, ...(isNegated ? { isNegated } : {}) }
    : equals(column, literal, isNegated);
}

export const equals = (column: ColumnModel, value: string | number, isNegated: boolean): Predicate =>
  compare(column.expr, isNegated ? "!=" : "=", literalFor(column, value));

/** True of cells that hold this member of a list; where its text stands inside other words, only as one of the members. */
function holdsPiece(column: ColumnModel, { text, separator, isWithinOthers }: Piece, isNegated: boolean): Predicate {
  const left = column.expr;
  const negated = isNegated ? { isNegated } : {};
  if (!isWithinOthers) return { kind: "like", left, match: "contains", text, ...negated };
  const all: Predicate[] = [
    { kind: "like", left, match: "starts", text: `${text}${separator}`, ...negated },
    { kind: "like", left, match: "ends", text: `${separator}${text}`, ...negated },
    { kind: "like", left, match: "contains", text: `${separator}${text}${separator}`, ...negated },
    equals(column, text, isNegated),
  ];
  return { kind: isNegated ? "and" : "or", items: all };
}

const CODE = /^(?=.*\p{Lu})[\p{Lu}\d]{1,4}$/u;
const COMMON_VERBS = new Set(
  "lie lies lay stay stays pay pays paid run runs ran fly flies flew earn earns won win wins cost costs eat ate sit sits see saw say says said meet meets met led lead ask old new big low high best most last".split(
    " ",
  ),
);

/** "Based" is no station BAS and "go" no airport GO, unless they are written so. */
export function isChanceCode(context: RuleContext, { start, end, how, literal }: ValueMention): boolean {
  const word = context.tokens[start];
  if (!word || end !== start + 1 || word.kind !== "word" || word.text !== word.low || !CODE.test(literal)) return false;
  return word.low !== literal.toLowerCase() ? how === "stem" : LIGHT_WORDS.has(word.low) || COMMON_VERBS.has(word.low);
}

/** True when a negation word governs the phrase that starts here. */
export function negationBefore(context: RuleContext, at: number): boolean {
  for (let i = at - 1; i >= Math.max(0, at - 3); i -= 1) {
    const low = lowAt(context, i);
    if (NEGATIONS.has(low) || low.endsWith("n't")) return true;
    if (low === "than" && lowAt(context, i - 1) === "other") return true;
    if (context.tokens[i]?.isContent) return false;
  }
  return false;
}
