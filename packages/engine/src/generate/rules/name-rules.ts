import type { ColumnModel } from "../../schema/schema-model.ts";
import { fragment, lowAt, type Rule, type RuleContext, tableScore } from "./rule-context.ts";

const FIRST_NAMES = ["first", "fname", "forename"];
const LAST_NAMES = ["last", "lname", "surname", "family"];

/** "first and last name", "last and first names", "full names" and "first name, last name" name two columns. */
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
  return bothNamesEnd(context, at, FIRST_WORDS, LAST_WORDS) ?? bothNamesEnd(context, at, LAST_WORDS, FIRST_WORDS);
}

interface NameWords {
  readonly whole: RegExp;
  readonly before: RegExp;
}

const FIRST_WORDS: NameWords = { whole: /^forenames?$/, before: /^(?:first|given)$/ };
const LAST_WORDS: NameWords = { whole: /^surnames?$/, before: /^(?:last|family)$/ };

function bothNamesEnd(context: RuleContext, at: number, one: NameWords, other: NameWords): number | undefined {
  const low = lowAt(context, at);
  const isOneWord = one.whole.test(low);
  if (!isOneWord && !one.before.test(low)) return undefined;
  let next = !isOneWord && /^names?$/.test(lowAt(context, at + 1)) ? at + 2 : at + 1;
  const link = next;
  while (["and", "&", ",", "the"].includes(lowAt(context, next))) next += 1;
  if (next === link) return undefined;
  if (other.whole.test(lowAt(context, next))) return next + 1;
  if (!other.before.test(lowAt(context, next))) return undefined;
  return /^names?$/.test(lowAt(context, next + 1)) ? next + 2 : undefined;
}
