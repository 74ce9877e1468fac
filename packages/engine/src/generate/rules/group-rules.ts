import { BUCKETS, DATE_PARTS, GROUPERS } from "../../lexicon/cues.ts";
import { matchCue } from "../../text/tokens.ts";
import type { Fragment } from "../piece.ts";
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
import { isInName } from "./special-rules.ts";

/** "per city", "for each department", "by region and year" */
export const groupRule: Rule = (context, at) => {
  const cue = matchCue(GROUPERS, context.tokens, at);
  if (!cue) return [];
  const isStrong = cue.value === "strong";
  const next = skipFillers(context, cue.end);
  const evidence = cueEvidence(at, cue.end, "group", "for each");
  const bonus = isStrong ? 0.7 : 0.3;
  const found: Fragment[] = columnsAt(context, next).map((mention) =>
    fragment(context, {
      start: at,
      end: mention.end,
      pieces: [{ kind: "group", key: { kind: "column", column: mention.column }, isStrong }],
      evidence: [evidence, columnEvidence(mention, "group")],
      quality: columnScore(context, mention) * (mention.column.role === "measure" ? 0.7 : 1),
      bonus,
      rule: "group-column",
    }),
  );
  for (const mention of tablesAt(context, next)) {
    found.push(
      fragment(context, {
        start: at,
        end: mention.end,
        pieces: [{ kind: "group", key: { kind: "table", table: mention.table }, isStrong }],
        evidence: [evidence, tableEvidence(mention, "group")],
        quality: mention.score * 1.05,
        bonus,
        rule: "group-table",
      }),
    );
  }
  return [...found, ...found.flatMap((first) => secondKeys(context, first)), ...wholes(context, at, cue.end)];
};

/** "the total across all the claims", "for all orders": the rows are meant as a whole, not one by one. */
function wholes(context: RuleContext, at: number, end: number): Fragment[] {
  const next = skipFillers(context, end);
  let isWhole = false;
  for (let i = at; i < next; i += 1) if (lowAt(context, i) === "all") isWhole = true;
  if (!isWhole) return [];
  return tablesAt(context, next).map((mention) =>
    fragment(context, {
      start: at,
      end: mention.end,
      pieces: [{ kind: "entity", table: mention.table }],
      evidence: [tableEvidence(mention)],
      quality: mention.score * 1.1,
      bonus: 0.2,
      rule: "entity",
    }),
  );
}

/** "by region and year": another key after a comma or "and" */
function secondKeys(context: Parameters<Rule>[0], first: Fragment): Fragment[] {
  let i = first.end;
  if (lowAt(context, i) === ",") i += 1;
  if (lowAt(context, i) === "and") i += 1;
  if (i === first.end) return [];
  const next = skipFillers(context, i);
  const bucket = matchCue(PERIODS, context.tokens, next);
  const added: Fragment[] = columnsAt(context, next)
    .filter((mention) => mention.score > 0.6 && mention.column.role !== "measure")
    .slice(0, 3)
    .map((mention) => ({
      ...first,
      end: mention.end,
      pieces: [...first.pieces, { kind: "group", key: { kind: "column", column: mention.column }, isStrong: true }],
      evidence: [...first.evidence, columnEvidence(mention, "group")],
      score: first.score + columnScore(context, mention) * 1.05,
      rule: "group-two",
    }));
  if (bucket) {
    added.push({
      ...first,
      end: bucket.end,
      pieces: [
        ...first.pieces,
        { kind: "group", key: { kind: "bucket", unit: bucket.value, column: undefined }, isStrong: true },
      ],
      evidence: [...first.evidence, cueEvidence(next, bucket.end, "group", bucket.value)],
      score: first.score + 1.1,
      rule: "group-two",
    });
  }
  return added;
}

const PERIODS = new Map([
  ["year", "year"],
  ["quarter", "quarter"],
  ["month", "month"],
  ["week", "week"],
  ["day", "day"],
] as const);

/** "monthly", "per quarter", "by week" */
export const bucketRule: Rule = (context, at) => {
  const part = matchCue(DATE_PARTS, context.tokens, at);
  if (part) {
    return [
      fragment(context, {
        start: at,
        end: part.end,
        pieces: [{ kind: "group", key: { kind: "part", part: part.value, column: undefined }, isStrong: true }],
        evidence: [cueEvidence(at, part.end, "group", part.value)],
        quality: 1.1,
        bonus: 0.8,
        rule: "date-part",
      }),
    ];
  }
  const cue = matchCue(BUCKETS, context.tokens, at);
  if (!cue || (cue.end === at + 1 && isInName(context, at))) return [];
  return [
    fragment(context, {
      start: at,
      end: cue.end,
      pieces: [{ kind: "group", key: { kind: "bucket", unit: cue.value, column: undefined }, isStrong: true }],
      evidence: [cueEvidence(at, cue.end, "group", `by ${cue.value}`)],
      quality: 1.05,
      bonus: 0.8,
      rule: "bucket",
    }),
  ];
};
