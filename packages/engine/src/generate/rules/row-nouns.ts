import { isCueWord } from "../../lexicon/cue-words.ts";
import { LIGHT_WORDS } from "../../lexicon/function-words.ts";
import type { TableModel } from "../../schema/schema-model.ts";
import { columnsAt, lowAt, type RuleContext, tablesAt } from "./rule-context.ts";

/** A word of content that names nothing in the data. */
export const isUnlinked = (context: RuleContext, at: number): boolean => {
  const token = context.tokens[at];
  return (
    token?.kind === "word" &&
    token.isContent &&
    !LIGHT_WORDS.has(token.low) &&
    !isCueWord(token.low) &&
    columnsAt(context, at).length === 0 &&
    tablesAt(context, at).length === 0 &&
    (context.mentions.values[at] ?? []).length === 0
  );
};

export interface RowNoun {
  readonly table: TableModel;
  readonly end: number;
  readonly score: number;
}

const NAMED = 0.75;

/**
 * What the rows of a file's only table are called: "album" over a discography, where the word names nothing in the
 * data, or "flight" where it heads the column that names the rows.
 */
export function rowNounAt(context: RuleContext, at: number): RowNoun | undefined {
  const [table, ...more] = context.schema.tables;
  if (!table || more.length > 0 || lowAt(context, at) === "") return undefined;
  if (isUnlinked(context, at)) return { table, end: at + 1, score: 0.7 };
  const [name] = table.nameColumns;
  const named = columnsAt(context, at).find(({ column, score }) => column === name && score >= NAMED);
  return named && { table, end: named.end, score: named.score };
}
