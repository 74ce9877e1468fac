import type { Verdict } from "@parlance/core";
import { printSql, queryTables, type SqlDialect } from "@parlance/sql";
import { answerFollowUp } from "./dialog/answer-follow-up.ts";
import type { EngineReading, EngineRequest, EngineResult } from "./engine-request.ts";
import { describeDifference } from "./explain/difference.ts";
import { explainFilters, explainQuery } from "./explain/explain-query.ts";
import { spansOf, unusedWordsOf } from "./explain/spans.ts";
import type { AnalyzedQuestion } from "./generate/analyze.ts";
import { type EngineCandidate, proposeCandidates } from "./generate/propose-candidates.ts";
import { UNSUPPORTED } from "./lexicon/cues.ts";
import { nearbyQuestions } from "./suggest/suggest-questions.ts";
import { confidenceOf, verdictOf } from "./verdict.ts";

const MAX_READINGS = 5;

/** Reads a question. Pure, deterministic, milliseconds; never throws, whatever the question. */
export function askEngine(request: EngineRequest): EngineResult {
  const alone = readAlone(request);
  return request.previous ? answerFollowUp(request, alone, dialectOf(request)) : alone;
}

/** The question by itself, whatever was asked before. */
function readAlone(request: EngineRequest): EngineResult {
  const { candidates, question } = proposeCandidates(request);
  const dialect = dialectOf(request);
  const readings = candidates
    .slice(0, MAX_READINGS * 3)
    .flatMap((candidate) => readingOf(candidate, candidates, question, request, dialect))
    .slice(0, MAX_READINGS);
  const best = candidates[0];
  const first = readings[0];
  if (!best || !first) return notUnderstood(question);
  const unusedWords = unusedWordsOf(best.draft, question);
  const isUnsupported = question.tokens.some((token) => UNSUPPORTED.has(token.low) && unusedWords.includes(token.text));
  const verdict: Verdict = isUnsupported ? "handover" : verdictOf(first.confidence, unusedWords.length, readings);
  const isUnderstood = verdict === "answer" || verdict === "confirm";
  return {
    verdict,
    confidence: first.confidence,
    readings: readings.map((reading, i) =>
      i === 0 ? reading : { ...reading, difference: describeDifference(reading.query, first.query) },
    ),
    unusedWords,
    message: isUnderstood ? null : messageFor(unusedWords, verdict),
    suggestions: isUnderstood ? [] : nearbyQuestions(question.focus, 3),
  };
}

function dialectOf(request: EngineRequest): SqlDialect {
  const dialect = request.dialect ?? request.source.catalog.dialect;
  return dialect === "mongodb" ? "duckdb" : dialect;
}

function readingOf(
  candidate: EngineCandidate,
  rivals: readonly EngineCandidate[],
  question: AnalyzedQuestion,
  request: EngineRequest,
  dialect: SqlDialect,
): EngineReading[] {
  const { query, draft } = candidate;
  const assumptions = [
    ...draft.path.fragments.flatMap((fragment) => fragment.assumptions ?? []),
    ...draft.assumptions,
    ...correctionsOf(question),
  ];
  return [
    {
      query,
      sql: printSql(query, request.source.catalog, dialect),
      explanation: explainQuery(query),
      confidence: confidenceOf(candidate, rivals, question),
      assumptions: [...new Set(assumptions)],
      spans: spansOf(draft, question),
      tables: queryTables(query),
      filters: explainFilters(query),
    },
  ];
}

const correctionsOf = (question: AnalyzedQuestion): string[] =>
  [...question.mentions.corrections].map(([at, word]) => `"${question.tokens[at]?.text ?? ""}" is read as "${word}"`);

function messageFor(unused: readonly string[], verdict: Verdict): string {
  if (unused.length > 0) return `I don't understand ${unused.map((word) => `"${word}"`).join(", ")} here.`;
  return verdict === "ask" ? "This can be read in more than one way." : "I am not sure what is asked.";
}

function notUnderstood(question: AnalyzedQuestion): EngineResult {
  const words = question.tokens.filter((token) => token.isContent).map((token) => token.text);
  const message = words.length === 0 ? "Ask about the data in a few words." : messageFor(words, "handover");
  return {
    verdict: "handover",
    confidence: 0,
    readings: [],
    unusedWords: words,
    message,
    suggestions: nearbyQuestions(question.focus, 3),
  };
}
