import { type Dialect, isAppError } from "@parlance/core";
import { forgetBriefly, printSql, queryTables } from "@parlance/sql";
import { answerFollowUp } from "./dialog/answer-follow-up.ts";
import { dropsGrouping } from "./dropped-grouping.ts";
import type { EngineReading, EngineRequest, EngineResult } from "./engine-request.ts";
import { reasonBeyond } from "./explain/beyond.ts";
import { describeDifference } from "./explain/difference.ts";
import { explainFilters, explainQuery } from "./explain/explain-query.ts";
import { didYouMean, messageFor } from "./explain/message.ts";
import { resultKey } from "./explain/result-key.ts";
import { spansOf, unusedWordsOf } from "./explain/spans.ts";
import { worthOffering } from "./explain/worth-offering.ts";
import type { AnalyzedQuestion } from "./generate/analyze.ts";
import type { Draft } from "./generate/assemble.ts";
import { DERIVED_FORM, type EngineCandidate, type Proposal, proposeCandidates } from "./generate/propose-candidates.ts";
import { withoutNullGroups } from "./generate/without-null-groups.ts";
import { readByRules } from "./knowledge/apply-knowledge.ts";
import { questionKey } from "./knowledge/verified-questions.ts";
import { readChartWish } from "./lexicon/chart-words.ts";
import { UNSUPPORTED } from "./lexicon/cues.ts";
import { isPlainCount, PLAIN_COUNT_CONFIDENCE } from "./plain-count.ts";
import { type RankedCandidate, rankProposal } from "./rank/rank-proposal.ts";
import { HAND_LEAD, isOutsideTraining, type Weighed } from "./rank/training-support.ts";
import { type Sense, type Senses, weighSense } from "./sense/weigh-sense.ts";
import { nearbyQuestions } from "./suggest/suggest-questions.ts";
import { restsOnVagueWord } from "./vague-words.ts";
import { confidenceOf, verdictFor } from "./verdict.ts";

const MAX_READINGS = 5;
/** What a single strong sign costs, in log-odds. One that all readings share tells nothing of the first. */
const REFUTING = 4;

/** Reads a question. Pure, deterministic, milliseconds; never throws, whatever the question. */
export function askEngine(request: EngineRequest): EngineResult {
  const wish = readChartWish(request.question);
  const verified = request.source.verified?.get(questionKey(wish.question));
  const result = readByRules({ ...request, question: wish.question }, dialectOf(request), read);
  forgetBriefly();
  return {
    ...result,
    ...(wish.kind ? { chart: wish.kind } : {}),
    ...(verified
      ? { verified, verdict: "answer", confidence: 1, unusedWords: [], message: null, suggestions: [] }
      : {}),
  };
}

function read(request: EngineRequest): EngineResult {
  if (request.previous && STARTS_OVER.test(request.question)) return readAlone(withoutLead(request));
  const alone = readAlone(request);
  if (!request.previous) return alone;
  return answerFollowUp(request, alone, dialectOf(request), (question) => readAlone({ ...request, question }));
}

/** "start over: how many customers are there": what was said before is to be forgotten. */
const STARTS_OVER =
  /^\s*(?:(?:let'?s |let us )?start(?:ing)? (?:over|again|fresh|anew|from scratch)|(?:a )?(?:new|different|another|unrelated) (?:question|topic)|forget (?:that|it|all that)|never ?mind(?: that)?|scratch that)\s*(?:[,.:;!-]|\bwith\b|\band\b)\s*(?=\S)/i;

/** Blanks instead of the words that lead in, so that places in the question stay where they are. */
const withoutLead = (request: EngineRequest): EngineRequest => ({
  ...request,
  question: request.question.replace(STARTS_OVER, (lead) => " ".repeat(lead.length)),
});

/** The question by itself, whatever was asked before. */
function readAlone(request: EngineRequest): EngineResult {
  const proposal = proposeCandidates(request);
  const { question } = proposal;
  const read = readings(proposal, request);
  const first = read[0];
  if (!first) return notUnderstood(question);
  const unusedWords = unusedWordsOf(first.draft, question);
  const facts = {
    unusedWords: unusedWords.length,
    isUnsupported: asksTooMuch(first.draft, question) || namesNothing(first.draft, question),
    readings: read.length,
    dropsGrouping: dropsGrouping(first.reading.query, question),
    flaws: first.sense.flaws.length,
    isRefuted: first.sense.cost >= REFUTING && read.some(({ sense }) => sense.cost < first.sense.cost),
    isVague: restsOnVagueWord(first.draft, question),
    isDerived: first.draft.form.split(" ").includes(DERIVED_FORM),
  };
  const verdict = verdictFor(first.reading.confidence, first.draft, facts);
  const isUnderstood = verdict === "answer" || verdict === "confirm";
  const suggestions = isUnderstood ? [] : nearbyQuestions(question.focus, 3);
  const beyond = facts.isUnsupported ? reasonBeyond(question.tokens.map((token) => token.low)) : undefined;
  const told = read.map(({ reading }, i) =>
    i === 0 ? reading : { ...reading, difference: describeDifference(reading.query, first.reading.query) },
  );
  const isChoice = verdict === "ask" && unusedWords.length === 0;
  const offered = isChoice ? worthOffering(told, { atLeast: 2 }) : told;
  return {
    verdict,
    confidence: first.reading.confidence,
    readings: offered,
    unusedWords,
    message: isUnderstood
      ? null
      : isChoice
        ? didYouMean(offered)
        : (beyond ?? messageFor(unusedWords, verdict, suggestions)),
    suggestions,
  };
}

/** "show me the numbers": no word names anything of these tables, and there are several. */
const namesNothing = (draft: Draft, question: AnalyzedQuestion): boolean =>
  question.schema.tables.length > 1 &&
  draft.path.fragments.every((fragment) =>
    fragment.evidence.every(({ role }) => role === "aggregate" || role === "group" || role === "limit"),
  );

/** A word for something that no query form holds, which the reading passed over. */
const asksTooMuch = (draft: Draft, question: AnalyzedQuestion): boolean =>
  question.tokens.some(
    (token) =>
      UNSUPPORTED.has(token.low) &&
      !draft.path.fragments.some((fragment) => fragment.start <= token.index && token.index < fragment.end),
  );

const dialectOf = (request: EngineRequest): Dialect => request.dialect ?? request.source.catalog.dialect;

interface Read {
  readonly reading: EngineReading;
  readonly draft: EngineCandidate["draft"];
  readonly sense: Sense;
}

/** The best candidates that print, as a person sees them. */
function readings(proposal: Proposal, request: EngineRequest): Read[] {
  const dialect = dialectOf(request);
  const found: Read[] = [];
  const sense = weighSense(proposal);
  const known = new Set<string>();
  for (const { candidate: raw, confidence } of ranked(proposal, sense)) {
    if (found.length === MAX_READINGS) break;
    const candidate = { ...raw, query: withoutNullGroups(raw.query, request.source.schema) };
    const sql = printable(candidate, request, dialect);
    const own = sense.of(raw);
    const isCertain = own.flaws.length === 0 && isPlainCount(candidate.query, candidate.draft, request.question);
    const trusted = isCertain ? Math.max(confidence, PLAIN_COUNT_CONFIDENCE) : confidence;
    const key = resultKey(candidate.query, request.source.schema);
    if (known.has(key)) continue;
    known.add(key);
    if (sql !== undefined) found.push({ ...readingOf(candidate, trusted, sql, proposal.question), sense: own });
  }
  return found;
}

/** What a log-odd costs in hand-set scores. */
const HAND_SCALE = 0.35;

/** By trained weights; by hand-set scores where there are none that fit the question. Less what speaks against each. */
function ranked(proposal: Proposal, senses: Senses): readonly RankedCandidate[] {
  const { question } = proposal;
  const possible = { ...proposal, candidates: senses.possible };
  const scoreOf = (candidate: EngineCandidate): number => candidate.handScore - HAND_SCALE * senses.of(candidate).cost;
  const isOutside = isOutsideTraining(possible, () => foremost(senses.possible, scoreOf));
  const trained = isOutside ? undefined : rankProposal(possible, (candidate) => senses.of(candidate).cost);
  if (trained) return trained;
  const byHand = senses.possible
    .map((candidate) => ({ candidate, weighed: { ...candidate, handScore: scoreOf(candidate) } }))
    .sort((a, b) => b.weighed.handScore - a.weighed.handScore);
  const rivals = byHand.map((entry) => entry.weighed);
  return byHand.map(({ candidate, weighed }) => ({ candidate, confidence: confidenceOf(weighed, rivals, question) }));
}

/** Best first, what lies at most a lead behind the first by hand-set scores; costs only ever lower them. */
function foremost(candidates: readonly EngineCandidate[], scoreOf: (candidate: EngineCandidate) => number): Weighed[] {
  const found: Weighed[] = [];
  let best = Number.NEGATIVE_INFINITY;
  for (const candidate of candidates) {
    if (candidate.handScore <= best - HAND_LEAD) break;
    const score = scoreOf(candidate);
    best = Math.max(best, score);
    found.push({ draft: candidate.draft, score });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** A candidate whose tables cannot be joined is no reading. */
function printable(candidate: EngineCandidate, request: EngineRequest, dialect: Dialect): string | undefined {
  try {
    return printSql(candidate.query, request.source.catalog, dialect);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}

function readingOf(
  candidate: EngineCandidate,
  confidence: number,
  sql: string,
  question: AnalyzedQuestion,
): Omit<Read, "sense"> {
  const { query, draft } = candidate;
  const assumptions = [
    ...draft.path.fragments.flatMap((fragment) => fragment.assumptions ?? []),
    ...draft.assumptions,
    ...correctionsOf(question),
    ...teamWordsOf(draft, question),
  ];
  const reading = {
    query,
    sql,
    explanation: explainQuery(query),
    confidence,
    assumptions: [...new Set(assumptions)].filter((text) => !text.includes("\u0000")),
    spans: spansOf(draft, question),
    tables: queryTables(query),
    filters: explainFilters(query),
  };
  return { reading, draft };
}

const correctionsOf = (question: AnalyzedQuestion): string[] =>
  [...question.mentions.corrections].map(([at, word]) => `"${question.tokens[at]?.text ?? ""}" is read as "${word}"`);

/** Columns and tables that only the team's own words lead to. */
const teamWordsOf = (draft: Draft, question: AnalyzedQuestion): string[] =>
  draft.path.fragments.flatMap((fragment) =>
    fragment.evidence.flatMap(({ start, end, meaning }) => {
      const mentions = [...(question.mentions.columns[start] ?? []), ...(question.mentions.tables[start] ?? [])];
      const isTaught = mentions.some((mention) => {
        const name =
          mention.kind === "table" ? mention.table.name : `${mention.column.table.name}.${mention.column.name}`;
        return mention.level === "alias" && mention.end === end && name === meaning && !name.includes("\u0000");
      });
      const words = question.tokens.slice(start, end).map((token) => token.text);
      return isTaught ? [`your team says "${words.join(" ")}" for ${meaning}`] : [];
    }),
  );

function notUnderstood(question: AnalyzedQuestion): EngineResult {
  const words = question.tokens.filter((token) => token.isContent).map((token) => token.text);
  const suggestions = nearbyQuestions(question.focus, 3);
  const message =
    words.length === 0 ? "Ask about the data in a few words." : messageFor(words, "handover", suggestions);
  return {
    verdict: "handover",
    confidence: 0,
    readings: [],
    unusedWords: words,
    message,
    suggestions,
  };
}
