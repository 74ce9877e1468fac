import type { ColumnModel } from "../../schema/schema-model.ts";
import { cueEvidence, fragment, lowAt, type Rule } from "./rule-context.ts";

export const CURRENT: ReadonlySet<string> = new Set(["current", "currently", "incumbent", "now", "today", "still"]);

/** What is still so: "still open", "still in office". */
const STATES = new Set("open running active standing alive operating serving reigning married employed".split(" "));

const END_WORDS = new Set("end ended left until to departed finish finished closed term resigned retired".split(" "));

/** Says until when something lasted, and is empty where it lasts. */
const isOpenEnd = ({ words, profile, type }: ColumnModel): boolean =>
  words.some((word) => END_WORDS.has(word)) && (profile?.nulls ?? 0) > 0 && (type === "number" || type === "date");

/** "the current mayor": the one without an end */
export const currentRule: Rule = (context, at) => {
  if (!CURRENT.has(lowAt(context, at))) return [];
  return context.focus.slice(0, 2).flatMap((table) =>
    table.columns.filter(isOpenEnd).map((column) =>
      fragment(context, {
        start: at,
        end: STATES.has(lowAt(context, at + 1)) ? at + 2 : at + 1,
        pieces: [{ kind: "where", column, predicate: { kind: "null", left: column.expr }, isNegated: false }],
        evidence: [cueEvidence(at, at + 1, "value", `no ${column.name}`)],
        quality: 1,
        bonus: 0.5,
        rule: "current",
        assumptions: [`"${lowAt(context, at)}" is taken as having no ${column.name}`],
      }),
    ),
  );
};
