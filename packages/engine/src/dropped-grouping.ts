import { nestedQueries, type Query } from "@parlance/sql";
import type { AnalyzedQuestion } from "./generate/analyze.ts";
import { skipFillers } from "./generate/rules/rule-context.ts";

const GROUPERS: ReadonlySet<string> = new Set(["per", "each", "every"]);

/** "per brand", "by category": the question wants one row for each, so a reading without groups or order dropped it. */
export const dropsGrouping = (query: Query, question: AnalyzedQuestion): boolean =>
  !isArranged(query) && asksForGroups(question);

export const asksForGroups = (question: AnalyzedQuestion): boolean =>
  question.tokens.some((token) => asksAt(question, token.index));

function asksAt(question: AnalyzedQuestion, at: number): boolean {
  const word = question.tokens[at]?.low ?? "";
  if (GROUPERS.has(word)) return true;
  if (word !== "by") return false;
  const next = skipFillers(question, at + 1);
  const isColumn =
    (question.mentions.columns[next] ?? []).length > 0 || (question.mentions.tables[next] ?? []).length > 0;
  return isColumn && (question.mentions.values[next] ?? []).length === 0;
}

export const isArranged = (query: Query): boolean =>
  (query.groupBy ?? []).length > 0 ||
  (query.order ?? []).length > 0 ||
  query.limit?.per !== undefined ||
  (query.from !== undefined && isArranged(query.from)) ||
  nestedQueries(query).some(isArranged);
