import { isPersonWord, peopleColumns } from "../../schema/people.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { repeats } from "../../sense/columns.ts";
import { isOfDay } from "./clock-rules.ts";
import { fragment, guessEvidence, lowAt, type Rule, type RuleContext } from "./rule-context.ts";

export const PLACE_WORDS = new Set(
  "location address city place venue street headquarters headquarter country state destination stadium ground site town county region district".split(
    " ",
  ),
);

/** "where is the depot", "when was it opened", "who holds it": the word asks for a place, a time or a person that no other word names */
export const placeOrTimeRule: Rule = (context, at) => {
  const isClock = lowAt(context, at) === "time" && lowAt(context, at - 1) === "what";
  const low = isClock ? "when" : lowAt(context, at);
  if (at > 1 || (low !== "where" && low !== "when" && low !== "who")) return [];
  if (low === "who" && context.schema.tables.length > 1) return [];
  const isAsked = (column: ColumnModel): boolean =>
    low === "when"
      ? column.type === "date" || column.role === "year" || isOfDay(column)
      : low === "who"
        ? isPerson(context, column)
        : column.type === "text" && column.words.some((word) => PLACE_WORDS.has(word));
  return context.focus.slice(0, 2).flatMap((table, i) =>
    table.columns
      .filter(isAsked)
      .slice(0, 3)
      .map((column, rank) =>
        fragment(context, {
          start: at,
          end: at + 1,
          pieces: isOfRepeated(context, column)
            ? [{ kind: "project", column }, { kind: "distinct" }]
            : [{ kind: "project", column }],
          evidence: [guessEvidence(at, column, "column")],
          quality: 0.3 - 0.1 * i - 0.03 * rank,
          rule: "project",
        }),
      ),
  );
};

const isPerson = ({ schema }: RuleContext, column: ColumnModel): boolean =>
  column.type === "text" &&
  (column.words.some((word) => word === "name" || isPersonWord(word)) ||
    (column.table.nameColumns.length === 0 && peopleColumns(schema).get(column.table)?.includes(column) === true));

/** "when was Sophie born" where Sophie and her birthday stand in several rows: one answer. */
const isOfRepeated = (context: RuleContext, column: ColumnModel): boolean =>
  context.schema.tables.length === 1 &&
  repeats(column) === true &&
  context.mentions.values.some((list) =>
    list.some(({ column: sought, how }) => how === "exact" && sought.type === "text" && repeats(sought) === true),
  );
