import { type ChartKind, type Dialect, isAppError } from "@parlance/core";
import { printSql, type Query, queryTables } from "@parlance/sql";
import type { EngineReading, EngineRequest, EngineResult } from "../engine-request.ts";
import { describeDifference } from "../explain/difference.ts";
import { explainFilters, explainQuery } from "../explain/explain-query.ts";
import { didYouMean, messageFor } from "../explain/message.ts";
import { spansOf, unusedWordsOf } from "../explain/spans.ts";
import { writeOutMetrics } from "../knowledge/metric-column.ts";
import { carryOver } from "./carry-over.ts";
import { type FollowUp, readFollowUp } from "./follow-up.ts";
import { asksForPartsOfIt, asksToGoBack, readWholeEdit } from "./whole-edits.ts";

/** Edits rest on a query that was already shown: what remains uncertain is what the new words mean. */
const BASE_CONFIDENCE = 0.9;
const GUESS_COST = 0.15;
const UNUSED_COST = 0.45;
const MAX_READINGS = 5;
const ANSWER = 0.8;
const CONFIRM = 0.5;

/** Reads a question by itself. */
type Read = (question: string) => EngineResult;

/** The question read as an edit of the one before, with its reading on its own as an alternative. */
export function answerFollowUp(
  request: EngineRequest,
  alone: EngineResult,
  dialect: Dialect,
  read: Read,
): EngineResult {
  const whole = wholeEdit(request, dialect);
  if (whole) return told(whole, alone, BASE_CONFIDENCE, []);
  if (asksToGoBack(request.question)) return { ...alone, message: "There is no result before this one to go back to." };
  if (asksForPartsOfIt(request.question)) return withoutParts(alone);
  const followUp = readFollowUp(request, alone);
  if (!followUp || followUp.unused.length > 0) {
    const carried = carriedOver(request, dialect, read);
    if (carried) return told(carried, alone, carried.confidence, []);
  }
  if (!followUp) return alone;
  if (followUp.unused.length > 0 && alone.verdict === "answer") return alone;
  const confidence = confidenceOf(followUp);
  const first = readingOf(followUp, request, dialect, confidence);
  if (first === undefined) return alone;
  const unusedWords = unusedWordsOf(explained(followUp), followUp.question);
  const rival = followUp.rival && readingOf(followUp.rival, request, dialect, confidence);
  return rival && unusedWords.length === 0 ? asked(first, rival) : told(first, alone, confidence, unusedWords);
}

/** Averages and single figures are no parts of anything, and nothing else is meant by such words. */
const withoutParts = (alone: EngineResult): EngineResult => ({
  ...alone,
  verdict: "handover",
  confidence: 0,
  readings: [],
  message: "What was shown has no parts of a whole: ask for a total or a number by group first.",
});

/** Which of two changes is meant is the person's to say. */
function asked(first: EngineReading, rival: EngineReading): EngineResult {
  const confidence = CONFIRM;
  const readings = [
    { ...first, confidence },
    { ...rival, confidence, difference: describeDifference(rival.query, first.query) },
  ];
  return { verdict: "ask", confidence, readings, unusedWords: [], message: didYouMean(readings), suggestions: [] };
}

function told(first: Edited, alone: EngineResult, confidence: number, unusedWords: readonly string[]): EngineResult {
  const { chart, ...reading } = first;
  const others = alone.readings.map((other) => ({
    ...other,
    difference: describeDifference(other.query, reading.query),
  }));
  const isUnderstood = confidence >= CONFIRM;
  const verdict = confidence >= ANSWER ? "answer" : isUnderstood ? "confirm" : "handover";
  return {
    verdict,
    confidence,
    readings: [reading, ...others].slice(0, MAX_READINGS),
    unusedWords,
    message: isUnderstood ? null : messageFor(unusedWords, verdict, alone.suggestions),
    suggestions: isUnderstood ? [] : alone.suggestions,
    ...(chart ? { chart } : {}),
  };
}

/** With the chart that the words ask for. */
type Edited = EngineReading & { readonly chart?: ChartKind };

function wholeEdit(request: EngineRequest, dialect: Dialect): Edited | undefined {
  const { previous, earlier = [], source } = request;
  const edit = previous && readWholeEdit(request.question, [...earlier, previous], source.schema);
  if (!edit) return undefined;
  const reading = written(edit.query, request, dialect, {
    confidence: BASE_CONFIDENCE,
    assumptions: [edit.assumption],
    spans: [],
  });
  return reading && { ...reading, ...(edit.chart ? { chart: edit.chart } : {}) };
}

/** Whatever the question by itself is worth, of which rows it speaks is an assumption to be shown. */
const CARRIED_CONFIDENCE = 0.75;

function carriedOver(request: EngineRequest, dialect: Dialect, read: Read): Edited | undefined {
  const carried = carryOver(request, read);
  if (!carried || carried.unusedWords.length > 0 || carried.verdict === "handover") return undefined;
  const { reading } = carried;
  return written(carried.query, request, dialect, {
    confidence: Math.min(CARRIED_CONFIDENCE, carried.verdict === "ask" ? CONFIRM : reading.confidence),
    assumptions: ["I took this to be about the rows of the question before", ...reading.assumptions],
    spans: reading.spans,
  });
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
  return written(followUp.query, request, dialect, {
    confidence,
    assumptions: [
      "I took this as a change to the question before",
      ...new Set(followUp.path.fragments.flatMap((fragment) => fragment.assumptions ?? [])),
    ],
    spans: spansOf(explained(followUp), followUp.question),
  });
}

function written(
  asked: Query,
  request: EngineRequest,
  dialect: Dialect,
  facts: Pick<EngineReading, "confidence" | "assumptions" | "spans">,
): EngineReading | undefined {
  const query = writeOutMetrics(asked, request.source.metrics ?? [])?.query;
  const sql = query && printable(query, request, dialect);
  if (query === undefined || sql === undefined) return undefined;
  return {
    query,
    sql,
    explanation: explainQuery(query),
    ...facts,
    tables: queryTables(query),
    filters: explainFilters(query),
  };
}

/** An edit may ask for tables that no key connects, or for what the source's language cannot say. */
function printable(query: Query, request: EngineRequest, dialect: Dialect): string | undefined {
  try {
    return printSql(query, request.source.catalog, dialect);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
