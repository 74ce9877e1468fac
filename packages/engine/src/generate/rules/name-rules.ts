import type { ColumnModel } from "../../schema/schema-model.ts";
import { fragment, lowAt, type Rule, type RuleContext, tableScore } from "./rule-context.ts";

const FIRST_NAMES = ["first", "fname", "forename"];
const LAST_NAMES = ["last", "lname", "surname", "family"];

/** "first and last name", "full names" and "first name, last name" name two columns. */
export const fullNameRule: Rule = (context, at) => {
  const end = fullNameEnd(context, at);
  if (end === undefined) return [];
  return context.focus.flatMap((table) => {
    const named = (words: readonly string[]): ColumnModel | undefined =>
      table.columns.find((column) => column.type === "text" && column.words.some((word) => words.includes(word)));
    const [first, last] = [named(FIRST_NAMES), named(LAST_NAMES)];
    if (!first || !last) return [];
    const evidence = [first, last].map((column) => ({
      start: at,
      end,
      role: "column" as const,
      meaning: column.name,
      score: 1,
    }));
    return [
      fragment(context, {
        start: at,
        end,
        bonus: 0.3,
        rule: "full-name",
        pieces: [first, last].map((column) => ({ kind: "project", column })),
        evidence,
        quality: 0.9 + 0.2 * tableScore(context, table),
      }),
    ];
  });
};

/** Where the words for first and last name end, if both stand here. */
function fullNameEnd(context: RuleContext, at: number): number | undefined {
  const low = lowAt(context, at);
  if (low === "full" && /^names?$/.test(lowAt(context, at + 1))) return at + 2;
  const isOneWord = /^forenames?$/.test(low);
  if (!isOneWord && !/^(first|given)$/.test(low)) return undefined;
  let next = !isOneWord && /^names?$/.test(lowAt(context, at + 1)) ? at + 2 : at + 1;
  const link = next;
  while (["and", "&", ",", "the"].includes(lowAt(context, next))) next += 1;
  if (next === link) return undefined;
  if (/^surnames?$/.test(lowAt(context, next))) return next + 1;
  if (!/^(last|family)$/.test(lowAt(context, next))) return undefined;
  return /^names?$/.test(lowAt(context, next + 1)) ? next + 2 : undefined;
}
