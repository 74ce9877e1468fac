import type { Span } from "@parlance/core";
import { printSql, queryTables, type SqlDialect } from "@parlance/sql";
import type { EngineReading, EngineRequest, EngineResult } from "../engine-request.ts";
import { describeDifference } from "../explain/difference.ts";
import { explainFilters, explainQuery } from "../explain/explain-query.ts";
import { type FollowUp, readFollowUp } from "./follow-up.ts";

/** Edits rest on a query that was already shown: what remains uncertain is what the new words mean. */
const BASE_CONFIDENCE = 0.9;
const GUESS_COST = 0.15;
const UNUSED_COST = 0.45;
const MAX_READINGS = 5;
const ANSWER = 0.8;
const CONFIRM = 0.5;

/** The question read as an edit of the one before, with its reading on its own as an alternative. */
export function answerFollowUp(request: EngineRequest, alone: EngineResult, dialect: SqlDialect): EngineResult {
  const followUp = readFollowUp(request);
  if (!followUp) return alone;
  const confidence = confidenceOf(followUp);
  if (followUp.unused.length > 0 && alone.verdict === "answer") return alone;
  const unusedWords = followUp.unused.flatMap((at) => followUp.question.tokens[at]?.text ?? []);
  const first = readingOf(followUp, request, dialect, confidence);
  const others = alone.readings.map((reading) => ({
    ...reading,
    difference: describeDifference(reading.query, first.query),
  }));
  const isUnderstood = confidence >= CONFIRM;
  return {
    verdict: confidence >= ANSWER ? "answer" : isUnderstood ? "confirm" : "handover",
    confidence,
    readings: [first, ...others].slice(0, MAX_READINGS),
    unusedWords,
    message: isUnderstood ? null : `I don't understand ${unusedWords.map((word) => `"${word}"`).join(", ")} here.`,
    suggestions: isUnderstood ? [] : alone.suggestions,
  };
}

function confidenceOf({ path, unused }: FollowUp): number {
  const guesses = path.fragments.flatMap((fragment) => fragment.evidence).filter((entry) => entry.isGuess).length;
  return Math.max(0.05, BASE_CONFIDENCE - GUESS_COST * guesses - UNUSED_COST * unused.length);
}

function readingOf(followUp: FollowUp, request: EngineRequest, dialect: SqlDialect, confidence: number): EngineReading {
  const { query, path } = followUp;
  return {
    query,
    sql: printSql(query, request.source.catalog, dialect),
    explanation: explainQuery(query),
    confidence,
    assumptions: [
      "I took this as a change to the question before",
      ...new Set(path.fragments.flatMap((fragment) => fragment.assumptions ?? [])),
    ],
    spans: spansOf(followUp),
    tables: queryTables(query),
    filters: explainFilters(query),
  };
}

function spansOf({ path, question, unused }: FollowUp): Span[] {
  const place = (start: number, end: number) => ({
    start: question.tokens[start]?.start ?? 0,
    end: question.tokens[end - 1]?.end ?? 0,
  });
  const used = path.fragments.flatMap((fragment) =>
    fragment.evidence.map(
      (entry): Span => ({ ...place(entry.start, entry.end), role: entry.role, meaning: entry.meaning }),
    ),
  );
  const skipped = unused.map((at): Span => ({ ...place(at, at + 1), role: "unused" }));
  return [...used, ...skipped].sort((a, b) => a.start - b.start);
}
