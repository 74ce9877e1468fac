import { isQuantity } from "../../lexicon/concepts.ts";
import { AGGREGATES, BUCKETS, COUNTS, GROUPERS } from "../../lexicon/cues.ts";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
import { isAdditive } from "../../sense/columns.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment, GroupKey } from "../piece.ts";
import {
  columnEvidence,
  columnScore,
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

const VERSUS = new Map<string, boolean>([
  ["vs", false],
  ["versus", false],
  ["compared to", false],
  ["compared with", false],
  ["compare", false],
  ["compare to", false],
  ["compare with", false],
  ["compares to", false],
  ["comparison of", false],
  ["comparison between", false],
  ["against", false],
  ["as opposed to", false],
  ["difference between", true],
  ["difference in", true],
  ["the difference between", true],
  ["the difference in", true],
  ["how much more", true],
  ["how many more", true],
]);

/** "this year versus last year", "the difference between A and B" */
export const versusRule: Rule = (context, at) => {
  const cue = matchCue(VERSUS, context.tokens, at);
  if (!cue) return [];
  return [
    fragment(context, {
      start: at,
      end: cue.end,
      pieces: [{ kind: "versus", isDifference: cue.value }],
      evidence: [cueEvidence(at, cue.end, "operator", cue.value ? "difference" : "compared")],
      quality: 1,
      bonus: 0.3,
      rule: "versus",
    }),
  ];
};

const PERIOD_WORDS: ReadonlyMap<string, Extract<GroupKey, { kind: "bucket" }>["unit"]> = new Map([
  ["daily", "day"],
  ["weekly", "week"],
  ["monthly", "month"],
  ["quarterly", "quarter"],
  ["yearly", "year"],
  ["annual", "year"],
] as const);

const EXTREME_COUNTS = new Map([
  ["highest", "max"],
  ["largest", "max"],
  ["most", "max"],
  ["lowest", "min"],
  ["smallest", "min"],
] as const);

/** Words behind which one group of many is meant: "in a single day". */
const ONE_OF_MANY = /^(?:single|one|any|a|an)$/;

const spoken = new WeakMap<RuleContext, boolean>();

/** A figure over figures needs something that the inner ones are made for; "the most number of orders" alone has none. */
function speaksOfGroups(context: RuleContext): boolean {
  const known = spoken.get(context);
  if (known !== undefined) return known;
  const isFound = context.tokens.some(
    (token, i) =>
      matchCue(GROUPERS, context.tokens, i) !== undefined ||
      matchCue(BUCKETS, context.tokens, i) !== undefined ||
      PERIOD_WORDS.has(token.low) ||
      (ONE_OF_MANY.test(token.low) && lowAt(context, i - 1) === "in"),
  );
  spoken.set(context, isFound);
  return isFound;
}

/** "average number of orders (per customer)", "average monthly revenue", "highest number of orders in a single day" */
export const nestedRule: Rule = (context, at) => {
  const cue = matchCue(AGGREGATES, context.tokens, at);
  const extreme = EXTREME_COUNTS.get(lowAt(context, at) as "highest"); // Map.get answers undefined for any other word
  const fn = cue?.value ?? extreme;
  if (!fn || fn === "sum" || fn === "count" || !speaksOfGroups(context)) return [];
  const end = cue?.end ?? at + 1;
  const next = skipFillers(context, end);
  const lead = cueEvidence(at, end, "aggregate", fn);
  const found: Fragment[] = [];
  const count = matchCue(COUNTS, context.tokens, next);
  const counted = count ? skipFillers(context, count.end) : next;
  if (count || cue) {
    for (const mention of tablesAt(context, counted)) {
      if (!count && (!matchCue(GROUPERS, context.tokens, mention.end) || ownMeasure(mention.table))) continue;
      found.push(
        fragment(context, {
          start: at,
          end: mention.end,
          pieces: [{ kind: "nested", fn, of: { kind: "count", table: mention.table } }],
          evidence: [lead, tableEvidence(mention)],
          quality: mention.score * 1.1,
          bonus: count ? 1 : 0,
          rule: "nested-count",
        }),
      );
    }
  }
  if (count)
    for (const mention of columnsAt(context, counted)) {
      if (!isAdditive(mention.column) || !isQuantity(mention.column)) continue;
      if (!matchCue(GROUPERS, context.tokens, mention.end)) continue;
      found.push(
        fragment(context, {
          start: at,
          end: mention.end,
          pieces: [{ kind: "nested", fn, of: { kind: "column", column: mention.column } }],
          evidence: [lead, columnEvidence(mention)],
          quality: columnScore(context, mention) * 1.1,
          bonus: 0.8,
          rule: "nested-count",
        }),
      );
    }
  const unit = PERIOD_WORDS.get(lowAt(context, next));
  if (!unit || isInName(context, next)) return found;
  const group = { kind: "group" as const, key: { kind: "bucket" as const, unit, column: undefined }, isStrong: true };
  const measured = skipFillers(context, next + 1);
  for (const mention of columnsAt(context, measured)) {
    if (mention.column.role !== "measure") continue;
    found.push(
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "nested", fn, of: { kind: "column", column: mention.column } }, group],
        evidence: [lead, cueEvidence(next, next + 1, "group", unit), columnEvidence(mention)],
        quality: columnScore(context, mention),
        bonus: 1,
        rule: "nested-period",
      }),
    );
  }
  for (const mention of tablesAt(context, measured)) {
    const own = ownMeasure(mention.table);
    found.push(
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [
          { kind: "nested", fn, of: own ? { kind: "column", column: own } : { kind: "count", table: mention.table } },
          group,
        ],
        evidence: [lead, cueEvidence(next, next + 1, "group", unit), tableEvidence(mention)],
        quality: mention.score,
        bonus: 0.5,
        rule: "nested-period",
      }),
    );
  }
  return found;
};

/** "Annual fee" and "weekly hours" may be what a column is called: nothing is made for each year or week of it then. */
export const isInName = (context: RuleContext, at: number): boolean =>
  columnsAt(context, at).some(
    ({ column, end }) => end > at + 1 && column.stems.includes(context.tokens[at]?.stem ?? ""),
  );

const AMOUNT = new Set(["amount", "value", "cents", "total"]);

/** "ad spend" and "claim payment" name a table and what it measures. */
const ownMeasure = (table: TableModel): ColumnModel | undefined =>
  table.columns.find(
    ({ role, stems, words }) =>
      role === "measure" && stems[0] === table.stems.at(-1) && words.slice(1).every((word) => AMOUNT.has(word)),
  );

/** "how many products does each brand have on average" */
export const onAverageRule: Rule = (context, at) =>
  lowAt(context, at) === "on" && lowAt(context, at + 1) === "average"
    ? [
        fragment(context, {
          start: at,
          end: at + 2,
          pieces: [{ kind: "nested", fn: "avg", of: undefined }],
          evidence: [cueEvidence(at, at + 2, "aggregate", "average")],
          quality: 1,
          bonus: 0.3,
          rule: "on-average",
        }),
      ]
    : [];
