import { type Gradable, PLAIN_ADJECTIVES, SUPERLATIVES } from "../../lexicon/gradable-adjectives.ts";
import { matchCue } from "../../text/tokens.ts";
import { cueEvidence, fragment, gradedColumns, lowAt, type Rule, type RuleContext, tablesAt } from "./rule-context.ts";

interface GradedOrder {
  readonly gradables: readonly Gradable[];
  readonly end: number;
}

const skipArticle = (context: RuleContext, at: number): number => (lowAt(context, at) === "the" ? at + 1 : at);

const adjectiveAt = (context: RuleContext, at: number) =>
  matchCue(SUPERLATIVES, context.tokens, at) ?? matchCue(PLAIN_ADJECTIVES, context.tokens, at);

/** "Tallest first", "oldest shop first"; "the shortest first name" orders nothing. */
function listedFirst(context: RuleContext, at: number): GradedOrder | undefined {
  const cue = matchCue(SUPERLATIVES, context.tokens, skipArticle(context, at));
  if (!cue) return undefined;
  const first = [cue.end, ...tablesAt(context, cue.end).map(({ end }) => end)].find(
    (end) => lowAt(context, end) === "first" && context.tokens[end + 1]?.isContent !== true,
  );
  return first === undefined ? undefined : { gradables: cue.value, end: first + 1 };
}

/** "From oldest to newest", "cheapest to dearest", "from young to old". */
function fromOneToOther(context: RuleContext, at: number): GradedOrder | undefined {
  const first = adjectiveAt(context, skipArticle(context, lowAt(context, at) === "from" ? at + 1 : at));
  if (!first || lowAt(context, first.end) !== "to") return undefined;
  const second = adjectiveAt(context, skipArticle(context, first.end + 1));
  return second && { gradables: first.value, end: second.end };
}

/** How an adjective puts rows in order: all of them are listed, none is cut off. */
export const gradedOrderAt = (context: RuleContext, at: number): GradedOrder | undefined =>
  listedFirst(context, at) ?? fromOneToOther(context, at);

/** "tallest first", "from oldest to newest": rows go by the column that the adjective measures. */
export const gradedOrderRule: Rule = (context, at) => {
  const order = gradedOrderAt(context, at);
  if (!order) return [];
  return order.gradables.flatMap((gradable) =>
    gradedColumns(context, gradable).map(({ column, isReversed, score }) => {
      const direction = (gradable.direction === "up") !== isReversed ? "desc" : "asc";
      const meaning = `${column.name} ${direction === "desc" ? "highest" : "lowest"} first`;
      return fragment(context, {
        start: at,
        end: order.end,
        pieces: [{ kind: "order", by: { kind: "column", column }, direction }],
        evidence: [{ ...cueEvidence(at, order.end, "order", meaning), score }],
        quality: score,
        bonus: 1,
        rule: "order",
        assumptions: [`ordered by ${column.name}`],
      });
    }),
  );
};
