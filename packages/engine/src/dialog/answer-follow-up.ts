import { type Dialect, isAppError } from "@parlance/core";
import { printSql, queryTables } from "@parlance/sql";
import type { EngineReading, EngineRequest, EngineResult } from "../engine-request.ts";
import { describeDifference } from "../explain/difference.ts";
import { explainFilters, explainQuery } from "../explain/explain-query.ts";
import { messageFor } from "../explain/message.ts";
import { spansOf, unusedWordsOf } from "../explain/spans.ts";
import { writeOutMetrics } from "../knowledge/metric-column.ts";
import { type FollowUp, readFollowUp } from "./follow-up.ts";

/** Edits rest on a query that was already shown: what remains uncertain is what the new words mean. */
const BASE_CONFIDENCE = 0.9;
const GUESS_COST = 0.15;
const UNUSED_COST = 0.45;
const MAX_READINGS = 5;
const ANSWER = 0.8;
const CONFIRM = 0.5;

/** The question read as an edit of the one before, with its reading on its own as an alternative. */
export function answerFollowUp(request: EngineRequest, alone: EngineResult, dialect: Dialect): EngineResult {
  const followUp = readFollowUp(request);
  if (!followUp) return alone;
  const confidence = confidenceOf(followUp);
  if (followUp.unused.length > 0 && alone.verdict === "answer") return alone;
  const unusedWords = unusedWordsOf(explained(followUp), followUp.question);
  const first = readingOf(followUp, request, dialect, confidence);
  if (first === undefined) return alone;
  const others = alone.readings.map((reading) => ({
    ...reading,
    difference: describeDifference(reading.query, first.query),
  }));
  const isUnderstood = confidence >= CONFIRM;
  const verdict = confidence >= ANSWER ? "answer" : isUnderstood ? "confirm" : "handover";
  return {
    verdict,
    confidence,
    readings: [first, ...others].slice(0, MAX_READINGS),
    unusedWords,
    message: isUnderstood ? null : messageFor(unusedWords, verdict, alone.suggestions),
    suggestions: isUnderstood ? [] : alone.suggestions,
  };
}

/** What the edit leaves out, in the place where a reading on its own keeps it. */
const explained = ({ path, unused }: FollowUp) => ({ path: { fragments: path.fragments, skipped: unused } });

function confidenceOf({ path, unused }: FollowUp): number {
  const guesses = path.fragments.flatMap((fragment) => fragment.evidence).filter((entry) => entry.isGuess).length;
  return Math.max(0.05, BASE_CONFIDENCE - GUESS_COST * guesses - UNUSED_COST * unused.length);
}

function readingOf(
  followUp: FollowUp,
  request: EngineRequest,
  dialect: Dialect,
  confidence: number,
): EngineReading | undefined {
  const written = writeOutMetrics(followUp.query, request.source.metrics ?? []);
  if (!written) return undefined;
  const { query } = written;
  const { path } = followUp;
  const sql = printable(query, request, dialect);
  if (sql === undefined) return undefined;
  return {
    query,
    sql,
    explanation: explainQuery(query),
    confidence,
    assumptions: [
      "I took this as a change to the question before",
      ...new Set(path.fragments.flatMap((fragment) => fragment.assumptions ?? [])),
    ],
    spans: spansOf(explained(followUp), followUp.question),
    tables: queryTables(query),
    filters: explainFilters(query),
  };
}

/** An edit may ask for tables that no key connects, or for what the source's language cannot say. */
function printable(query: FollowUp["query"], request: EngineRequest, dialect: Dialect): string | undefined {
  try {
    return printSql(query, request.source.catalog, dialect);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
