import type { AnalyzedQuestion } from "../generate/analyze.ts";
import { averageSpendRule, averageWorthRule } from "../generate/rules/joined-sum-rules.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import { columnOf, repeats } from "./columns.ts";
import { type Flaw, inSomeFragment } from "./flaw.ts";

const IN_TIME = /^(?:first|last)$/;
const BEFORE_NAME = /^(?:and|or|of|the|,|&|by|first|last|their|his|her|with)$/;

/** "Who was hired last" shows no last name: what closes the question behind a verb says when. */
const lastAsName: Flaw = {
  name: "last-as-name",
  cost: 3,
  isOfWords: true,
  asks: ({ question }) => IN_TIME.test(question.tokens.findLast(({ isContent }) => isContent)?.low ?? ""),
  isIn: inSomeFragment(
    ({ end, pieces, start }, { tokens }) =>
      end === start + 1 &&
      IN_TIME.test(tokens[start]?.low ?? "") &&
      !BEFORE_NAME.test(tokens[start - 1]?.low ?? "") &&
      !tokens.slice(end).some(({ isContent }) => isContent) &&
      pieces.some((piece) => piece.kind === "project" && piece.column.role === "name"),
  ),
};

const isHalfName = (column: ColumnModel): boolean => {
  const [first, second] = column.table.nameColumns;
  return (
    second !== undefined && first?.words.includes("first") === true && column === first && repeats(column) !== false
  );
};

/** "Which employee resolved the most tickets" is one of the staff: all who share a name are nobody. */
const groupedByNames: Flaw = {
  name: "grouped-by-names",
  cost: 1.5,
  asks: ({ text }) => !/ (?:first|last|given|forenames?|surnames?) /.test(text),
  isIn: ({ query, question }) => {
    const keys = (query.groupBy ?? []).map((expr) => columnOf(expr, question.schema));
    const [key] = keys;
    const [first, second] = key?.table.nameColumns ?? [];
    if (!first || !key?.table.keyColumn || !isHalfName(first)) return false;
    return keys.every((column) => column === first || column === second);
  },
};

/** "Who was hired last" is told by both names. */
const halfName: Flaw = {
  name: "half-a-name",
  cost: 2.5,
  asks: ({ text }) => !/ (?:name|names|first|last|given|forenames?|surnames?|family) /.test(text) || lastIsTime(text),
  isIn: ({ shown }) =>
    shown.some(({ table }) => {
      const [first, second] = table.nameColumns;
      if (!first || !second || !isHalfName(first)) return false;
      return shown.includes(first) !== shown.includes(second);
    }),
};

const lastIsTime = (text: string): boolean => / (?:first|last) $/.test(text) && !/ names? /.test(text);

/** "Sales by category" are no number of products, unless a table is called so. */
const salesAsThings: Flaw = {
  name: "sales-as-things",
  cost: 1.5,
  isOfWords: true,
  asks: ({ question, text }) => question.schema.tables.length > 1 && / sales /.test(text),
  isIn: inSomeFragment(
    ({ end, pieces, start }, { tokens }) =>
      end === start + 1 &&
      tokens[start]?.low === "sales" &&
      pieces.some((piece) => piece.kind === "entity" && !piece.table.words.some((word) => /^sales?$/.test(word))),
  ),
};

const SURE = 0.9;

/** "Which high schools" are no states of high schools: the words are all that the table is called. */
const columnForTable: Flaw = {
  name: "column-for-table",
  cost: 1.5,
  isOfWords: true,
  asks: ({ question }) => question.schema.tables.length > 1,
  isIn: inSomeFragment(({ end, pieces, start }, { mentions }) => {
    if (end < start + 2) return false;
    const [piece] = pieces;
    if (piece?.kind !== "project" || pieces.length > 1) return false;
    // "Ad spend" is what its rows are worth.
    if (piece.column.role === "name" || piece.column.role === "measure") return false;
    const isWhole = (mentions.columns[start] ?? []).some(
      ({ column, level }) => column === piece.column && level === "full",
    );
    if (isWhole || piece.column.isPrimary) return false;
    return (mentions.tables[start] ?? []).some(
      (mention) => mention.table === piece.column.table && mention.end === end && mention.score >= SURE,
    );
  }),
};

const SAYS_DATE = / (?:dates?|day|daily|when|times?|moments?|timestamps?) |(?<! (?:average|mean|in|of|many)) days /;

/** "Total billed by payer", "which employee resolved the most": a verb's date makes a group of each day. */
const groupedByMoment: Flaw = {
  name: "grouped-by-moment",
  cost: 2,
  asks: ({ text }) => !SAYS_DATE.test(text),
  isIn: ({ blocks, question }) =>
    blocks.some((block) =>
      (block.groupBy ?? []).some((expr) => {
        const column = columnOf(expr, question.schema);
        return (
          column?.type === "date" &&
          column.role !== "year" &&
          (isCalledDate(column) || !isNamedInFull(column, question))
        );
      }),
    ),
};

/** "By decision" names no decision date, though only the word for a date is left out. */
const isCalledDate = ({ words }: ColumnModel): boolean => /^(?:dt|date|at|on|day|ts)$/.test(words.at(-1) ?? "");

const isNamedInFull = (column: ColumnModel, { mentions }: AnalyzedQuestion): boolean =>
  mentions.columns.some((list) => list.some((mention) => mention.column === column && mention.level === "full"));

const worths = new WeakMap<AnalyzedQuestion, boolean>();

/** "Average order value", "average spend per customer": what stands in rows below is added up first. */
function asksForWorth(question: AnalyzedQuestion): boolean {
  const earlier = worths.get(question);
  if (earlier !== undefined) return earlier;
  const found = question.tokens.some(
    (_, at) => averageWorthRule(question, at).length > 0 || averageSpendRule(question, at).length > 0,
  );
  worths.set(question, found);
  return found;
}

/** The average line is no average order. */
const averagesParts: Flaw = {
  name: "averages-parts",
  cost: 3,
  isOfWords: true,
  asks: ({ question, text }) => / (?:average|mean|avg) /.test(text) && asksForWorth(question),
  isIn: ({ draft }) => !draft.path.fragments.some(({ rule }) => rule === "nested-worth"),
};

/** What nobody means who asks about things that are kept in several tables. */
export const JOINED_FLAWS: readonly Flaw[] = [
  lastAsName,
  groupedByNames,
  halfName,
  groupedByMoment,
  columnForTable,
  salesAsThings,
  averagesParts,
];
