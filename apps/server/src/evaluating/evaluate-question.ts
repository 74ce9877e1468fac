import { hasOrder, type JudgedResult, judgeResult } from "@parlance/ask/evaluate";
import { type Answer, type Cell, frameRows, isAppError, type RunLimits } from "@parlance/core";
import type { Asking } from "../asking/asking.ts";
import type { evaluationAnswers } from "../database/evaluation-tables.ts";
import type { Holder } from "../plugins/identity.ts";
import type { OpenSource } from "../resources/sources/source-access.ts";
import type { OpenDrafter } from "./drafters.ts";

export interface GoldQuestion {
  readonly question: string;
  readonly sql: string;
}

export interface QuestionNeeds {
  readonly asking: Pick<Asking, "answerWith">;
  readonly source: OpenSource;
  readonly asker: Holder;
  readonly timeZone: string;
  readonly limits: RunLimits;
  readonly signal: AbortSignal;
}

type AnswerRow = typeof evaluationAnswers.$inferInsert;
export type EvaluatedAnswer = Omit<AnswerRow, "evaluationId" | "position" | "drafter">;

/** Rows that are compared; a question whose right answer is longer is compared by its first ones and their number. */
const MAX_ROWS = 10_000;

/** Puts a question to one drafter and holds what its statement gives against what the verified one gives now. */
export async function evaluateQuestion(
  gold: GoldQuestion,
  drafter: OpenDrafter,
  needs: QuestionNeeds,
): Promise<EvaluatedAnswer> {
  const startedAt = performance.now();
  const common = { question: gold.question, goldSql: gold.sql };
  try {
    const { asking, source, timeZone, signal } = needs;
    const asker = { ...needs.asker, timeZone, acceptsCost: false };
    const answer = await asking.answerWith(gold.question, source, asker, drafter.assistance, signal);
    const told = { ...common, ...factsOf(answer), elapsedMs: Math.round(performance.now() - startedAt) };
    if (answer.sql === null || !isGiven(answer)) return { ...told, outcome: "unanswered", message: answer.sentence };
    const [right, given] = [await resultOf(gold.sql, needs), await resultOf(answer.sql, needs)];
    return { ...told, outcome: judgeResult(right, given, hasOrder(gold.sql)) };
  } catch (error) {
    if (!isAppError(error) || error.code === "QUERY_CANCELLED") throw error;
    return {
      ...common,
      ...NOTHING,
      outcome: "failed",
      message: error.message,
      elapsedMs: Math.round(performance.now() - startedAt),
    };
  }
}

const NOTHING = { verdict: "handover", confidence: 0, draftedBy: "engine", inputTokens: 0, outputTokens: 0 } as const;

/** What a person would have been shown as an answer, with or without a remark. */
const isGiven = ({ verdict }: Answer): boolean => verdict === "answer" || verdict === "confirm";

function factsOf({ sql, verdict, confidence, receipt }: Answer) {
  const models = receipt?.models ?? [];
  const sum = (figure: (model: (typeof models)[number]) => number) => models.reduce((all, one) => all + figure(one), 0);
  const costs = models.flatMap(({ costUsd }) => (costUsd === undefined ? [] : [costUsd]));
  return {
    sql,
    verdict,
    confidence,
    draftedBy: receipt?.draftedBy ?? "engine",
    inputTokens: sum((model) => model.inputTokens),
    outputTokens: sum((model) => model.outputTokens),
    costUsd: costs.length === 0 ? null : costs.reduce((all, one) => all + one, 0),
  };
}

export async function resultOf(
  sql: string,
  { source: { connection, policy }, limits, signal }: Pick<QuestionNeeds, "source" | "limits" | "signal">,
): Promise<JudgedResult> {
  const stream = await connection.stream({ sql, policy, limits: { ...limits, maxRows: MAX_ROWS } }, signal);
  const rows: (readonly Cell[])[] = [];
  for await (const frame of stream.frames) rows.push(...frameRows(frame));
  return { columns: stream.columns, rows };
}
