import type { Disclosure } from "@parlance/core";
import { estimateTokens } from "../model/estimate-tokens.ts";
import { maskStatement } from "../model/mask-values.ts";
import type { Turn } from "../state.ts";
import { oneLine } from "./data-text.ts";

const MAX_TURNS = 6;

/** The conversation so far, oldest first; where it is long, its end. */
export function turnsText(turns: readonly Turn[], disclosure: Disclosure, maxTokens: number): string {
  const told: string[] = [];
  let left = maxTokens;
  for (const turn of turns.slice(-MAX_TURNS).toReversed()) {
    const text = turnText(turn, disclosure);
    left -= estimateTokens(text) + 1;
    if (left < 0 && told.length > 0) break;
    told.unshift(text);
  }
  return told.join("\n");
}

function turnText({ question, sql, sentence }: Turn, disclosure: Disclosure): string {
  const isTold = disclosure === "full" || (disclosure === "aggregates" && sql !== null && isOnlyAggregates(sql));
  return [
    `Question: ${oneLine(question, 300)}`,
    ...(sql === null ? [] : [`SQL: ${oneLine(maskStatement(sql, question, disclosure), 700)}`]),
    ...(isTold && sentence !== "" ? [`Answer: ${oneLine(sentence, 300)}`] : []),
  ].join("\n");
}

/**
 * The statement gives counts, sums and averages of the whole and nothing that stands in a cell. Told by its text, on
 * the safe side: one SELECT whose every item is such a figure, without groups, whose names are cells.
 */
export function isOnlyAggregates(sql: string): boolean {
  const list = /^\s*SELECT\s+([\s\S]*?)\s+FROM\b/i.exec(sql)?.[1];
  if (
    list === undefined ||
    /\b(?:SELECT|OVER)\b/i.test(list) ||
    /\b(?:UNION|INTERSECT|EXCEPT|GROUP\s+BY)\b/i.test(sql)
  ) {
    return false;
  }
  return list
    .split(/,(?![^(]*\))/)
    .every((item) => /^\s*(?:COUNT|SUM|AVG)\s*\([^()]*\)\s*(?:AS\s+\S+\s*)?$/i.test(item));
}
