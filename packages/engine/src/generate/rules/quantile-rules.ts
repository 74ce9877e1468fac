import { compare, quantile, scalar, select } from "@parlance/sql";
import { SUPERLATIVES } from "../../lexicon/gradable-adjectives.ts";
import type { ColumnModel } from "../../schema/schema-model.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
import { isFigure } from "./guessed-figure-rules.ts";
import {
  columnEvidence,
  columnScore,
  columnsAt,
  cueEvidence,
  fragment,
  gradedColumns,
  lowAt,
  ordinalAt,
  type Rule,
  type RuleContext,
  skipFillers,
} from "./rule-context.ts";

interface Place {
  /** Share of all that lies below. */
  readonly at: number;
  readonly end: number;
}

const QUARTILES: ReadonlyMap<string, number> = new Map([
  ["first", 0.25],
  ["lower", 0.25],
  ["1st", 0.25],
  ["third", 0.75],
  ["upper", 0.75],
  ["3rd", 0.75],
]);

/** "95th percentile", "p95", "third quartile" */
function placeAt(context: RuleContext, at: number): Place | undefined {
  const low = lowAt(context, at);
  const short = /^p(\d\d)$/.exec(low)?.[1];
  if (short !== undefined) return { at: Number(short) / 100, end: at + 1 };
  const quartile = QUARTILES.get(low);
  if (quartile !== undefined && lowAt(context, at + 1) === "quartile") return { at: quartile, end: at + 2 };
  const ordinal = ordinalAt(context, at);
  if (!ordinal || lowAt(context, ordinal.end) !== "percentile") return undefined;
  const { value, end } = ordinal;
  return value > 0 && value < 100 ? { at: value / 100, end: end + 1 } : undefined;
}

/** "95th percentile of wait", "p90 delivery time by region" */
export const percentileRule: Rule = (context, at) => {
  const place = placeAt(context, at);
  if (!place) return [];
  return columnsAt(context, skipFillers(context, place.end, 3))
    .filter(({ column }) => isFigure(column))
    .map((mention) =>
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "aggregate", fn: "median", column: mention.column, at: place.at }],
        evidence: [
          cueEvidence(at, place.end, "aggregate", `${Math.round(place.at * 100)}th percentile`),
          columnEvidence(mention),
        ],
        quality: columnScore(context, mention),
        bonus: 1.5,
        rule: "aggregate",
      }),
    );
};

interface TopShare extends Place {
  readonly isLow: boolean;
}

/** "top 10 percent", "bottom 5 %" after the word that says which end. */
function shareAt(context: RuleContext, at: number, isLow: boolean): TopShare | undefined {
  const share = context.tokens[at]?.number;
  if (share === undefined || share <= 0 || share >= 100) return undefined;
  const isPercent = /^(?:percent|%)$/.test(lowAt(context, at + 1));
  const isParted = lowAt(context, at + 1) === "per" && lowAt(context, at + 2) === "cent";
  if (!isPercent && !isParted) return undefined;
  return { at: isLow ? share / 100 : 1 - share / 100, end: isParted ? at + 3 : at + 2, isLow };
}

/** "top 10 percent of quota", "heaviest 5 % of parcels": the rows beyond the value that so many lie under. */
export const topShareRule: Rule = (context, at) => {
  const low = lowAt(context, at);
  if (low === "top" || low === "bottom") {
    const share = shareAt(context, at + 1, low === "bottom");
    if (!share) return [];
    const of = skipFillers(context, share.end, 3);
    return columnsAt(context, of)
      .filter(({ column }) => isFigure(column))
      .map((mention) => beyond(context, at, mention.end, mention.column, share, columnScore(context, mention)));
  }
  const cue = matchCue(SUPERLATIVES, context.tokens, at);
  if (!cue || context.tokens[cue.end]?.number === undefined) return [];
  return cue.value.flatMap((gradable) => {
    return gradedColumns(context, gradable)
      .filter(({ column }) => isFigure(column))
      .flatMap(({ column, isReversed, score }) => {
        const share = shareAt(context, cue.end, (gradable.direction === "down") !== isReversed);
        return share ? [beyond(context, at, share.end, column, share, score)] : [];
      });
  });
};

function beyond(
  context: RuleContext,
  start: number,
  end: number,
  column: ColumnModel,
  { at, isLow }: TopShare,
  quality: number,
): Fragment {
  const bound = scalar({ select: [select(quantile(column.expr, Math.round(at * 1000) / 1000))] });
  return fragment(context, {
    start,
    end,
    pieces: [{ kind: "where", column, predicate: compare(column.expr, isLow ? "<=" : ">=", bound), isNegated: false }],
    evidence: [cueEvidence(start, end, "operator", `${isLow ? "lowest" : "highest"} ${column.name}`)],
    quality,
    bonus: 1.5,
    rule: "column-comparison",
    assumptions: ["those at the bound itself are among them"],
  });
}
