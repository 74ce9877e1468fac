import type { Query } from "@parlance/sql";
import type { Draft } from "./generate/assemble.ts";

/** "How many orders are there?", with nothing left over: about as certain as language gets. */
export const PLAIN_COUNT_CONFIDENCE = 0.95;
const NAMED_OUTRIGHT = 0.95;
const ASKS_FOR_COUNT = /\b(?:how many|number of|count)\b/i;

/** True for the count of one table's rows, asked by the table's own name and nothing else. */
export function isPlainCount(query: Query, draft: Draft, question: string): boolean {
  const [item, ...others] = query.select;
  const isCount = item?.expr.kind === "aggregate" && item.expr.fn === "count" && item.expr.arg.kind === "star";
  const isBare =
    !query.where && !query.groupBy && !query.having && !query.order && !query.limit && !query.set && !query.from;
  const evidence = draft.path.fragments.flatMap((fragment) => fragment.evidence);
  return (
    ASKS_FOR_COUNT.test(question) &&
    isCount &&
    isBare &&
    others.length === 0 &&
    draft.path.skipped.length === 0 &&
    evidence.every((entry) => !entry.isGuess && entry.score >= NAMED_OUTRIGHT)
  );
}
