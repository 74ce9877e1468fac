import { type CompareOp, compare, textLiteral } from "@parlance/sql";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import { cueEvidence, fragment, lowAt, type Rule, type RuleContext } from "./rule-context.ts";

const OPERATORS: ReadonlyMap<string, CompareOp> = new Map([
  ["before", "<"],
  ["earlier than", "<"],
  ["until", "<="],
  ["after", ">"],
  ["later than", ">"],
  ["from", ">="],
  ["at", "="],
]);

const NAMED: ReadonlyMap<string, string> = new Map([
  ["noon", "12:00:00"],
  ["midday", "12:00:00"],
  ["midnight", "00:00:00"],
]);

/** "leave before 8 am", "start at 13:30": a time of day, in the columns that hold such times. */
export const clockRule: Rule = (context, at) => {
  const cue = matchCue(OPERATORS, context.tokens, at);
  const clock = cue && clockAt(context, cue.end);
  if (!cue || !clock) return [];
  return context.focus
    .slice(0, 2)
    .flatMap((table) => table.columns.filter(isOfDay))
    .slice(0, 3)
    .map((column, rank) =>
      fragment(context, {
        start: at,
        end: clock.end,
        pieces: [
          {
            kind: "where",
            column,
            predicate: compare(column.expr, cue.value, textLiteral(clock.text)),
            isNegated: false,
          },
        ],
        evidence: [cueEvidence(at, clock.end, "number", `${column.name} ${cue.value} ${clock.text.slice(0, 5)}`)],
        quality: 1 - 0.1 * rank,
        bonus: 1,
        rule: "column-comparison",
        assumptions: [`the time is taken of ${column.name}`],
      }),
    );
};

export const isOfDay = (column: ColumnModel): boolean => column.source.type.kind === "time";

/** "13:30", "8 am", "noon"; a bare 8 is none. */
function clockAt(context: RuleContext, at: number): { readonly text: string; readonly end: number } | undefined {
  const named = NAMED.get(lowAt(context, at));
  if (named !== undefined) return { text: named, end: at + 1 };
  const token = context.tokens[at];
  const hour = token?.number;
  if (hour === undefined || !Number.isInteger(hour) || hour > 23) return undefined;
  const minute = lowAt(context, at + 1) === ":" ? context.tokens[at + 2]?.number : undefined;
  const end = minute === undefined ? at + 1 : at + 3;
  const half = lowAt(context, end).replaceAll(".", "");
  const isHalf = half === "am" || half === "pm";
  if (minute === undefined && !isHalf && half !== "o'clock") return undefined;
  const full = half === "pm" && hour < 12 ? hour + 12 : half === "am" && hour === 12 ? 0 : hour;
  return {
    text: `${String(full).padStart(2, "0")}:${String(minute ?? 0).padStart(2, "0")}:00`,
    end: isHalf || half === "o'clock" ? end + 1 : end,
  };
}
