import { isAlone } from "./age-rules.ts";
import { comparisonAt, comparisonMeaning, comparisonPredicate } from "./comparison-rules.ts";
import { cueEvidence, fragment, lowAt, type Rule } from "./rule-context.ts";

const EARNING = new Set("make makes made making earn earns earned earning gets paid".split(" "));
const EARNED = new Set("salary sal wage wages income earnings compensation pay".split(" "));
const SMALLEST = 100;
const MOST_COLUMNS = 3;

/** "who makes more than 50000", "employees earning under 30000": what people make is what they are paid. */
export const earningRule: Rule = (context, at) => {
  if (!EARNING.has(lowAt(context, at))) return [];
  const comparison = comparisonAt(context, at + 1);
  if (!comparison?.hasCue || comparison.value < SMALLEST || !isAlone(context, comparison.end)) return [];
  return context.schema.columns
    .filter(({ role, words }) => role === "measure" && words.some((word) => EARNED.has(word)))
    .slice(0, MOST_COLUMNS)
    .map((column, rank) =>
      fragment(context, {
        start: at,
        end: comparison.end,
        pieces: [{ kind: "where", column, predicate: comparisonPredicate(column, comparison), isNegated: false }],
        evidence: [{ ...cueEvidence(at, comparison.end, "number", comparisonMeaning(comparison)), score: 0.8 }],
        quality: 0.9 - 0.1 * rank,
        bonus: 0.4,
        rule: "adjective-comparison",
        assumptions: [`${comparisonMeaning(comparison)} is taken of ${column.name}`],
      }),
    );
};
