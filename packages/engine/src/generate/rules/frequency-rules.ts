import { FREQUENCY } from "../../lexicon/cues.ts";
import { BARE_FREQUENCY, FREQUENCY_LINKS } from "../../lexicon/frequency-links.ts";
import type { ColumnModel, TableModel } from "../../schema/schema-model.ts";
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

const MAX_LINKS = 6;

interface Often {
  readonly start: number;
  readonly end: number;
  readonly direction: "asc" | "desc";
}

/** How often, behind a noun that ends at `from`: "... that is used most frequently", "... is the least common". */
function oftenBehind(context: RuleContext, from: number): Often | undefined {
  for (let i = from; i <= from + MAX_LINKS; i += 1) {
    const cue = matchCue(FREQUENCY, context.tokens, i) ?? bareFrequency(context, i, from);
    if (cue) return { start: i, end: cue.end, direction: cue.value };
    if (!FREQUENCY_LINKS.has(lowAt(context, i))) return undefined;
  }
  return undefined;
}

/** "is used the most" says how often only where no noun follows that could be counted instead. */
function bareFrequency(context: RuleContext, at: number, from: number) {
  if (at === from) return undefined;
  const cue = matchCue(BARE_FREQUENCY, context.tokens, at);
  const next = cue && context.tokens[cue.end];
  const isOpen = next?.isContent && next.kind !== "sign";
  return cue && !isOpen ? cue : undefined;
}

/** "the payment method that is used most frequently", "which type is the least common" */
export const trailingFrequentRule: Rule = (context, at) => {
  const found: Fragment[] = [];
  const add = (
    key: ColumnModel | TableModel,
    quality: number,
    noun: Fragment["evidence"][number],
    { start, end, direction }: Often,
  ): void => {
    const meaning = direction === "desc" ? "most common" : "least common";
    found.push(
      fragment(context, {
        start: at,
        end,
        pieces: [{ kind: "frequent", key, direction, count: 1 }],
        evidence: [noun, cueEvidence(start, end, "order", meaning)],
        quality,
        bonus: 0.9,
        rule: "frequent",
      }),
    );
  };
  for (const mention of columnsAt(context, at)) {
    const often = oftenBehind(context, mention.end);
    if (often) add(mention.column, columnScore(context, mention), columnEvidence(mention), often);
  }
  for (const mention of tablesAt(context, at)) {
    const often = oftenBehind(context, mention.end);
    if (often) add(mention.table, mention.score, tableEvidence(mention), often);
  }
  return found;
};

/** "most common city", "most popular product" */
export const frequentRule: Rule = (context, at) => {
  const number = context.tokens[at]?.number;
  const start = number === undefined ? at : at + 1;
  const cue = matchCue(FREQUENCY, context.tokens, start);
  if (!cue) return [];
  const after = context.tokens[cue.end]?.number;
  const count = number ?? after ?? 1;
  const next = skipFillers(context, after === undefined ? cue.end : cue.end + 1);
  const base = { start: at, quality: 1, bonus: 0.8, rule: "frequent" };
  const order = cueEvidence(at, cue.end, "order", cue.value === "desc" ? "most common" : "least common");
  return [
    ...columnsAt(context, next).map((mention) =>
      fragment(context, {
        ...base,
        end: mention.end,
        quality: columnScore(context, mention),
        pieces: [{ kind: "frequent", key: mention.column, direction: cue.value, count }],
        evidence: [order, columnEvidence(mention)],
      }),
    ),
    ...tablesAt(context, next).map((mention) =>
      fragment(context, {
        ...base,
        end: mention.end,
        quality: mention.score,
        pieces: [{ kind: "frequent", key: mention.table, direction: cue.value, count }],
        evidence: [order, tableEvidence(mention)],
      }),
    ),
  ];
};
