import { PLAIN_ADJECTIVES } from "../../lexicon/gradable-adjectives.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { cueEvidence, fragment, gradedColumns, lowAt, type Rule, type RuleContext } from "./rule-context.ts";

const COPULAS = /^(?:is|are|was|were|does|do|did)$/;
const ONE_OF_ALL = /^(?:average|typical|mean)$/;

const PRONOUN = /^(?:they|them|it|those|these|that|this)$/;

/** Where "on average" stands; -1 where it does not, or where the question before says of what. */
const onAverage = ({ tokens }: RuleContext): number =>
  tokens.some(({ low }) => PRONOUN.test(low))
    ? -1
    : tokens.findIndex(({ low }, i) => low === "on" && tokens[i + 1]?.low === "average");

/** How far the words of an average reach: "how heavy is the average"; undefined where none is asked for. */
function endOfAverage(context: RuleContext, from: number): number | undefined {
  if (!COPULAS.test(lowAt(context, from))) return undefined;
  const next = /^(?:the|a|an)$/.test(lowAt(context, from + 1)) ? from + 2 : from + 1;
  if (ONE_OF_ALL.test(lowAt(context, next))) return next + 1;
  return onAverage(context) > from ? from + 1 : undefined;
}

/** "how heavy is the average parcel", "how tall are the players on average" */
export const averageAdjectiveRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how") return [];
  const cue = matchCue(PLAIN_ADJECTIVES, context.tokens, at + 1);
  const end = cue && endOfAverage(context, cue.end);
  if (!cue || end === undefined) return [];
  return cue.value.flatMap((gradable) =>
    gradedColumns(context, gradable)
      .filter(({ column, isReversed }) => column.type === "number" && !isReversed)
      .map(({ column, score }) => averageOf(context, at, end, column, score)),
  );
};

type Column = ReturnType<typeof gradedColumns>[number]["column"];

const averageOf = (context: RuleContext, start: number, end: number, column: Column, score: number): Fragment =>
  fragment(context, {
    start,
    end,
    pieces: [{ kind: "aggregate", fn: "avg", column }],
    evidence: [{ ...cueEvidence(start, end, "aggregate", `average ${column.table.name}.${column.name}`), score }],
    quality: score * 1.2,
    bonus: 1.2,
    rule: "aggregate",
  });

const PRICES = /^(?:price|fee|rate|rent|fare|cost|charge|amount|total)$/;
const MOST_PRICES = 2;

/** "how much is a visit on average", "how much does the average parcel cost" */
export const averagePriceRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "how" || lowAt(context, at + 1) !== "much") return [];
  const end = endOfAverage(context, at + 2);
  if (end === undefined) return [];
  return context.focus.slice(0, 1).flatMap((table) =>
    table.columns
      .filter(({ role, type, words }) => type === "number" && role !== "id" && words.some((word) => PRICES.test(word)))
      .sort((a, b) => Number(isCost(a)) - Number(isCost(b)))
      .slice(0, MOST_PRICES)
      .map((column, rank) => averageOf(context, at, end, column, 0.9 - 0.15 * rank)),
  );
};

/** What a thing costs is its price where it has one. */
const isCost = ({ words }: Column): boolean => words.includes("cost");

/** "... on average", where the figure was said at the beginning. */
export const atTheEndRule: Rule = (context, at) => {
  if (lowAt(context, at) !== "on" || lowAt(context, at + 1) !== "average") return [];
  const first = context.tokens.findIndex(({ low }) => low === "how");
  const hasFigure =
    first >= 0 &&
    first < at &&
    [...averageAdjectiveRule(context, first), ...averagePriceRule(context, first)].length > 0;
  if (!hasFigure) return [];
  return [
    fragment(context, {
      start: at,
      end: at + 2,
      pieces: [],
      evidence: [cueEvidence(at, at + 2, "aggregate", "average")],
      quality: 1.1,
      bonus: 0.5,
      rule: "on-average",
    }),
  ];
};
