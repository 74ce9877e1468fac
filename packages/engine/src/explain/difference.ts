import type { Predicate, Query } from "@parlance/sql";
import { explainExpr, explainPredicate } from "./explain-query.ts";

/** What sets one reading apart from another, in a few words. */
export function describeDifference(query: Query, other: Query): string {
  const parts = [
    differing(
      query.select.map((item) => explainExpr(item.expr)),
      other.select.map((item) => explainExpr(item.expr)),
      "shows",
    ),
    differing((query.groupBy ?? []).map(explainExpr), (other.groupBy ?? []).map(explainExpr), "for each"),
    differing(conditionsOf(query.where), conditionsOf(other.where), "where"),
    differing(conditionsOf(query.having), conditionsOf(other.having), "keeping"),
    differing(orderOf(query), orderOf(other), "sorted by"),
    query.limit?.count === other.limit?.count ? "" : query.limit ? `first ${query.limit.count}` : "all rows",
    query.isDistinct === other.isDistinct ? "" : query.isDistinct ? "without repeats" : "with repeats",
    differing(query.anchors ?? [], other.anchors ?? [], "through"),
    query.set?.op === other.set?.op ? "" : query.set ? "both conditions on different rows" : "",
  ].filter(Boolean);
  return parts.slice(0, 2).join("; ") || "joined another way";
}

const conditionsOf = (predicate: Predicate | undefined): string[] =>
  predicate === undefined
    ? []
    : predicate.kind === "and"
      ? predicate.items.map(explainPredicate)
      : [explainPredicate(predicate)];

const orderOf = (query: Query): string[] =>
  (query.order ?? []).map(
    (item) => `${explainExpr(item.expr)} ${item.direction === "desc" ? "descending" : "ascending"}`,
  );

function differing(mine: readonly string[], theirs: readonly string[], lead: string): string {
  const added = mine.filter((text) => !theirs.includes(text));
  const missing = theirs.filter((text) => !mine.includes(text));
  if (added.length > 0) return `${lead} ${added.join(", ")}`;
  return missing.length > 0 ? `without ${missing.join(", ")}` : "";
}
