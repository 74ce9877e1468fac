import type { BucketUnit, DatePart } from "@parlance/sql";
import { BUCKETS } from "../../lexicon/cues.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment, GroupKey, Piece } from "../piece.ts";
import {
  columnsAt,
  cueEvidence,
  fragment,
  lowAt,
  type Rule,
  type RuleContext,
  skipFillers,
  tableEvidence,
  tablesAt,
} from "./rule-context.ts";

const UNITS: ReadonlyMap<string, BucketUnit> = new Map([
  ["day", "day"],
  ["days", "day"],
  ["week", "week"],
  ["weeks", "week"],
  ["month", "month"],
  ["months", "month"],
  ["quarter", "quarter"],
  ["quarters", "quarter"],
  ["year", "year"],
  ["years", "year"],
]);

const PARTS: ReadonlyMap<string, DatePart> = new Map([
  ["hour", "hour"],
  ["hour of the day", "hour"],
  ["hour of day", "hour"],
  ["time of day", "hour"],
  ["time of the day", "hour"],
  ["weekday", "weekday"],
  ["day of the week", "weekday"],
  ["day of week", "weekday"],
  ["month of the year", "month"],
]);

interface PeriodNoun {
  readonly key: Extract<GroupKey, { kind: "bucket" | "part" }>;
  readonly end: number;
  readonly words: string;
}

/** "hour of the day", "month" */
export function periodAt(context: RuleContext, at: number, column?: ColumnModel): PeriodNoun | undefined {
  const part = matchCue(PARTS, context.tokens, at);
  if (part) return { key: { kind: "part", part: part.value, column }, end: part.end, words: part.value };
  const unit = UNITS.get(lowAt(context, at));
  return unit && { key: { kind: "bucket", unit, column }, end: at + 1, words: unit };
}

/** The word is a column's own name: a table that has a column "month" means that. */
const isColumnName = (context: RuleContext, at: number): boolean =>
  columnsAt(context, at).some((mention) => mention.level === "full" && !mention.isSynonym);

/** "which month had the highest revenue", "week with the most tickets": stretches of time are ranked. */
export const whichPeriodRule: Rule = (context, at) => {
  const isAsked = ["which", "what"].includes(lowAt(context, at));
  const noun = periodAt(context, isAsked ? at + 1 : at);
  if (!noun || isColumnName(context, isAsked ? at + 1 : at)) return [];
  if (!isAsked && (at > 1 || !["with", "that", "when", "in", "on"].includes(lowAt(context, noun.end)))) return [];
  return [
    fragment(context, {
      start: at,
      end: noun.end,
      pieces: [{ kind: "group", key: noun.key, isStrong: true }],
      evidence: [cueEvidence(at, noun.end, "group", `by ${noun.words}`)],
      quality: 1,
      bonus: 0.6,
      rule: "bucket",
    }),
  ];
};

const BUSY: ReadonlyMap<string, "asc" | "desc"> = new Map([
  ["busiest", "desc"],
  ["most busy", "desc"],
  ["peak", "desc"],
  ["most popular", "desc"],
  ["quietest", "asc"],
  ["least busy", "asc"],
  ["slowest", "asc"],
  ["calmest", "asc"],
]);

/** "busiest hour of the day", "busiest pickup hour", "quietest weekday": stretches of time ranked by how much happens. */
export const busiestRule: Rule = (context, at) => {
  const cue = matchCue(BUSY, context.tokens, at);
  if (!cue) return [];
  const dated = columnsAt(context, cue.end).filter((mention) => mention.column.type === "date");
  const found: Fragment[] = [];
  for (const mention of [undefined, ...dated]) {
    const noun = periodAt(context, mention?.end ?? cue.end, mention?.column);
    if (!noun || isColumnName(context, mention?.end ?? cue.end)) continue;
    found.push(
      fragment(context, {
        start: at,
        end: noun.end,
        pieces: [
          { kind: "group", key: noun.key, isStrong: true },
          { kind: "top", by: { kind: "count", table: undefined }, direction: cue.value, count: 1, offset: 0 },
        ],
        evidence: [
          cueEvidence(at, cue.end, "order", cue.value === "desc" ? "most rows" : "fewest rows"),
          cueEvidence(cue.end, noun.end, "group", noun.words),
        ],
        quality: 1,
        bonus: 0.9,
        rule: "busiest",
        assumptions: [`"${lowAt(context, at)}" is taken of the number of rows`],
      }),
    );
  }
  return found;
};

const GROWTH = new Set(["growth", "growing", "grow", "grew", "grown"]);
const CHANGE = new Set(["change", "changes", "increase", "difference", "development"]);

/** "month over month growth of quantity", "monthly growth in bookings", "revenue growth" */
export const growthRule: Rule = (context, at) => {
  const unit = matchCue(BUCKETS, context.tokens, at);
  const start = unit?.end ?? at;
  const percent = ["percentage", "percent", "%", "relative"].includes(lowAt(context, start)) ? start + 1 : start;
  const word = lowAt(context, percent);
  if (!GROWTH.has(word) && !(CHANGE.has(word) && unit)) return [];
  let end = percent + 1;
  if (["rate", "rates"].includes(lowAt(context, end))) end += 1;
  if (["of", "in", "for"].includes(lowAt(context, end))) end += 1;
  const pieces: Piece[] = [{ kind: "overTime", figure: "growth" }];
  if (unit)
    pieces.push({ kind: "group", key: { kind: "bucket", unit: unit.value, column: undefined }, isStrong: true });
  return [
    fragment(context, {
      start: at,
      end,
      pieces,
      evidence: [cueEvidence(at, end, "aggregate", "growth on the period before")],
      quality: 1,
      bonus: 0.9,
      rule: "over-time",
      assumptions: ["growth is given as a percentage of the period before"],
    }),
  ];
};

const RUNNING: ReadonlyMap<string, true> = new Map(
  "running total of|running total|running sum of|running sum|cumulative total of|cumulative total|cumulative sum of|cumulative sum|cumulative number of|cumulative|accumulated"
    .split("|")
    .map((phrase) => [phrase, true] as const),
);

/** "running total of quantity by month", "cumulative sales" */
export const runningRule: Rule = (context, at) => {
  const cue = matchCue(RUNNING, context.tokens, at);
  if (!cue) return [];
  return [
    fragment(context, {
      start: at,
      end: cue.end,
      pieces: [{ kind: "overTime", figure: "running" }],
      evidence: [cueEvidence(at, cue.end, "aggregate", "running total")],
      quality: 1,
      bonus: 1.2,
      rule: "over-time",
    }),
  ];
};

const LEADS: ReadonlyMap<string, true> = new Map(
  "how many|on how many|in how many|number of|the number of|count the|count".split("|").map((phrase) => [phrase, true]),
);
const VERBS = new Set("had have has with were was saw there did we where when".split(" "));

/** "how many days had more than 10 sales", "on how many days were there fewer than 5 orders" */
export const countedPeriodsRule: Rule = (context, at) => {
  const lead = matchCue(LEADS, context.tokens, at);
  const unit = lead && UNITS.get(lowAt(context, lead.end));
  if (!lead || !unit || isColumnName(context, lead.end)) return [];
  let end = lead.end + 1;
  while (VERBS.has(lowAt(context, end))) end += 1;
  if (end === lead.end + 1) return [];
  const noun = tablesAt(context, skipFillers(context, end))[0];
  return [
    fragment(context, {
      start: at,
      end,
      pieces: [{ kind: "countedPeriods", unit }],
      evidence: [cueEvidence(at, end, "aggregate", `number of ${unit}s`), ...(noun ? [tableEvidence(noun)] : [])],
      quality: 1.1,
      bonus: 1,
      rule: "counted-periods",
    }),
  ];
};
