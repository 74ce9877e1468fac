import { type Answer, type ChartSpec, NOTHING_RAN, type Reading, type Receipt } from "@parlance/core";
import { worthOffering } from "@parlance/engine";
import { insightsOf, partialPeriods } from "../insights/insights-of.ts";
import { chartAs, chooseChart } from "../present/chart-rules.ts";
import { writeSentence } from "../present/sentence.ts";
import { summarizeResult } from "../present/summarize-result.ts";
import { wordAnswer } from "../present/word-answer.ts";
import { joinWords } from "../present/words.ts";
import { addUses } from "../receipt/add-uses.ts";
import { makeReceipt, type ReceiptInput } from "../receipt/make-receipt.ts";
import { readStatement } from "../receipt/read-statement.ts";
import type { DraftReading, Presented, Repaired } from "../state.ts";
import type { Step, StepContext } from "../step.ts";
import { rememberAnswered } from "../trust/answer-memory.ts";
import { gather } from "../trust/gather.ts";
import { judgeTrust } from "../trust/judge-trust.ts";

/** Puts the answer together: sentence, rows, chart, and the receipt that says what stands behind it. */
export const present: Step<Repaired, Presented> = {
  name: "present",
  async run(state, context) {
    const answer = answerOf(state, context, await chartOf(state, context));
    return { ...state, answer: await inModelsWords(answer, state, context) };
  },
  events: ({ answer }) => [
    ...(answer.chart === null ? [] : [{ event: "chart" as const, data: answer.chart }]),
    { event: "answer", data: { sentence: answer.sentence } },
    ...(answer.insights.length === 0 ? [] : [{ event: "insights" as const, data: answer.insights }]),
    { event: "done", data: answer },
  ],
};

function answerOf(state: Repaired, context: StepContext, chart: ChartSpec | null): Answer {
  const { draft, outcome, statement } = state;
  const gathered = gather(state, context);
  const trust = gathered?.trust ?? null;
  if (gathered !== null && trust !== null) {
    const { result: _rows, ...facts } = trust;
    rememberAnswered(
      { receipt: gathered.receipt, trust: facts, others: gathered.others, confidence: gathered.confidence },
      context.needs,
    );
  }
  const reading = statement?.reading ?? null;
  return {
    question: state.request.question,
    verdict: draft.verdict,
    confidence: draft.confidence,
    sentence: sentenceOf(state, gathered?.receipt ?? null),
    sql: statement?.sql ?? null,
    explanation: reading?.explanation ?? "",
    assumptions: [...(reading?.assumptions ?? []), ...(context.needs.notes ?? [])],
    spans: draft.spans,
    alternatives: alternativesOf(state),
    suggestions: draft.suggestions,
    result: outcome === null ? null : summarizeResult(outcome.resultId, outcome.stored),
    chart,
    receipt: gathered === null ? receiptOfModels(state, context) : makeReceipt(gathered.receipt),
    trust: trust === null ? NOTHING_RAN : judgeTrust(trust),
    insights:
      outcome === null || trust === null ? [] : insightsOf(outcome.stored, trust.text, trust.facts, trust.source),
    remedies: state.remedies ?? [],
  };
}

/** Only where somebody wants it, and the source lets results leave. */
async function inModelsWords(answer: Answer, { outcome, statement }: Repaired, context: StepContext): Promise<Answer> {
  const { assistance, source } = context.needs;
  if (assistance?.wordsAnswers !== true || outcome === null || statement === null || answer.receipt === null)
    return answer;
  const { question, sentence, receipt } = answer;
  const { facts } = readStatement(statement.sql, statement.reading.query, source.catalog);
  const worded = await wordAnswer({ question, sentence, stored: outcome.stored, facts }, assistance, context);
  if (worded === null) return answer;
  return {
    ...answer,
    sentence: worded.sentence,
    receipt: { ...receipt, models: addUses(receipt.models, worded.uses) },
  };
}

/** A model that was asked is told of even where no statement came of it. */
function receiptOfModels({ draft, request }: Repaired, { needs }: StepContext): Receipt | null {
  const { models = [], draftedBy } = draft;
  if (models.length === 0) return null;
  const { source, timeZone } = needs;
  const nothing = { facts: null, query: null, filters: [], tables: [], dateWindow: null, definitions: [] };
  const flags = { isFromCache: false, isTruncated: false };
  return makeReceipt({ ...nothing, ...flags, text: request.question, source, timeZone, draftedBy, models });
}

function sentenceOf({ draft, outcome, statement, diagnosis }: Repaired, about: ReceiptInput | null): string {
  if (outcome === null) return draft.message ?? statement?.reading.explanation ?? "";
  const { firstPage: page, rowCount, isTruncated } = outcome.stored;
  const sentence = writeSentence({ page, rowCount, isTruncated, query: statement?.reading.query ?? null });
  const partial = about === null ? [] : partialPeriods(outcome.stored, about.text, about.facts, about.source);
  const noted = partial.length === 0 ? sentence : `${sentence} ${partialWords(partial)}`;
  return diagnosis === null ? noted : `${noted} ${diagnosis}`;
}

const partialWords = (periods: readonly string[]): string => `The data covers ${joinWords(periods)} only in part.`;

/** The chart that was asked for where it can show the result truthfully, else a plugin's, else the one that shows it best. */
async function chartOf({ outcome, draft }: Repaired, { needs }: StepContext): Promise<ChartSpec | null> {
  if (outcome === null) return null;
  const { firstPage, rowCount } = outcome.stored;
  const wished = draft.chart === undefined ? null : chartAs(draft.chart, firstPage, rowCount);
  return wished ?? (await needs.drawFirst?.(firstPage, rowCount)) ?? chooseChart(firstPage, rowCount);
}

/** Readings that were not taken and that a person may mean: the first among them when they must choose. */
function alternativesOf({ draft, statement }: Repaired): readonly Reading[] {
  if (draft.verdict === "ask") return worthOffering(draft.readings, { atLeast: 2 }).map(toReading);
  const taken = statement?.reading;
  const others = draft.readings.filter((item) => item !== taken);
  return worthOffering(taken ? [taken, ...others] : others, { atMost: MAX_OTHERS + (taken ? 1 : 0) })
    .filter((item) => item !== taken)
    .map(toReading);
}

/** Other readings that stand under an answer. */
const MAX_OTHERS = 3;

const toReading = ({ sql, explanation, confidence, assumptions, difference }: DraftReading): Reading => ({
  sql,
  explanation,
  confidence,
  assumptions,
  ...(difference === undefined ? {} : { difference }),
});
