import { compare, numberLiteral, type Predicate, textLiteral } from "@parlance/sql";
import { NEGATIONS } from "../../lexicon/function-words.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { lowAt, type RuleContext } from "./rule-context.ts";

/** A stored value as the column's type needs it: codes such as 007 stay text, numbers stay numbers. */
export function literalFor(column: ColumnModel, value: string | number) {
  return column.type === "number" && /^-?\d+(\.\d+)?$/.test(String(value))
    ? numberLiteral(Number(value))
    : textLiteral(String(value));
}

export const equals = (column: ColumnModel, value: string | number, isNegated: boolean): Predicate =>
  compare(column.expr, isNegated ? "!=" : "=", literalFor(column, value));

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
