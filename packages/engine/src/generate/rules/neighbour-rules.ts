import { rowOrders } from "../../schema/row-order.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { repeats } from "../../sense/columns.ts";
import { matchCue } from "../../text/tokens.ts";
import { rowNounAt } from "./row-nouns.ts";
import { columnsAt, cueEvidence, fragment, lowAt, type Rule, type RuleContext, skipFillers } from "./rule-context.ts";

const words = (text: string, isNext: boolean): (readonly [string, boolean])[] =>
  text.split(" | ").map((phrase) => [phrase, isNext] as const);

/** True for the row behind, false for the row before. */
const NEIGHBOURS: ReadonlyMap<string, boolean> = new Map([
  ...words("after | right after | just after | directly after | immediately after | next after | straight after", true),
  ...words("following | just below | right below | directly below | succeeded | just behind | right behind", true),
  ...words("before | right before | just before | directly before | immediately before | preceding", false),
  ...words(
    "prior to | just above | right above | directly above | preceded | previous to | ahead of | just ahead of",
    false,
  ),
]);

/** "who was mayor after Harriet Cole", "the stop right before Mill Halt": the next row in the table's own order. */
export const neighbourRule: Rule = (context, at) => {
  const cue = matchCue(NEIGHBOURS, context.tokens, at);
  if (!cue || /^how (?:many|much)$/.test(`${lowAt(context, 0)} ${lowAt(context, 1)}`)) return [];
  const named = namedRowAt(context, skipFillers(context, cue.end, 2)) ?? namedRowAt(context, cue.end);
  if (!named) return [];
  const orders = rowOrders(named.table);
  const own = named.type === "text" && orders.length === 0 && isPeriod(named.profile?.min) ? [named] : orders;
  // "launched right after Corsair" goes by the launches.
  const said = columnsAt(context, at - 1).map(({ column }) => column);
  const verbs = named.table.columns.filter((column) => said.includes(column) && isMoment(column));
  const start = verbs.length > 0 ? at - 1 : leadOf(context, at, cue.value);
  return [...verbs, ...own.filter((column) => !verbs.includes(column))].slice(0, 2).map((column, rank) =>
    fragment(context, {
      start: rank > 0 && verbs.length > 0 ? at : start,
      end: cue.end,
      pieces: [
        { kind: "versusOther", column, op: cue.value ? ">" : "<" },
        { kind: "top", by: { kind: "column", column }, direction: cue.value ? "asc" : "desc", count: 1, offset: 0 },
        { kind: "entity", table: named.table },
      ],
      evidence: [cueEvidence(at, cue.end, "order", `${cue.value ? "next" : "previous"} by ${column.name}`)],
      quality: 1.1 - rank * 0.15,
      bonus: 0.9,
      rule: "neighbour",
      assumptions: [`"${cue.value ? "after" : "before"}" goes by ${column.name}`],
    }),
  );
};

const isMoment = ({ type, role }: ColumnModel): boolean => type === "date" || role === "year";

/** Where the part begins: "the last album before Nine Lamps" and "the next stop after Mill Halt" say the same twice. */
function leadOf(context: RuleContext, at: number, isNext: boolean): number {
  const lead = isNext ? /^(?:next|first|following)$/ : /^(?:last|previous|preceding)$/;
  return lead.test(lowAt(context, at - 2)) && rowNounAt(context, at - 2 + 1) ? at - 2 : at;
}

/** The column of a value that stands here and names one row. */
function namedRowAt(context: RuleContext, at: number) {
  const mention = (context.mentions.values[at] ?? []).find(
    ({ column, how, score }) => how !== "word" && score > 0.5 && repeats(column) === false && column.type === "text",
  );
  return mention?.column;
}

/** "2012–13" and "1999/2000" sort as they follow one another. */
const isPeriod = (value: string | undefined): boolean => /^\d{4}\s*[-–/]\s*\d{2,4}$/.test(value ?? "");
