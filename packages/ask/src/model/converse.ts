import { AppError, isAppError, type ModelMessage, type ModelReply } from "@parlance/core";
import type { Assistance } from "../needs.ts";
import type { DraftPrompt } from "../prompts/draft-prompt.ts";
import { REPAIR_TOKENS } from "../prompts/draft-prompt.ts";
import { type DraftProblem, repairPrompt } from "../prompts/repair-prompt.ts";
import type { Drafted } from "../state.ts";
import { type StepContext, stopIfCancelled } from "../step.ts";
import { DRAFT_OUTPUT, type DraftReply, readReply } from "./draft-reply.ts";
import { estimateTokens } from "./estimate-tokens.ts";
import type { ModelAccount } from "./model-account.ts";
import { isModelError, type StandingDraft, tryDraft } from "./try-draft.ts";

/** A draft is mended at most this often. */
const MAX_REPAIRS = 2;
/** Room for models that think before they write; what is not used is not paid for. */
const MAX_OUTPUT_TOKENS = 8_192;

export type SqlReply = Extract<DraftReply, { kind: "sql" }>;

/** How a conversation with a model about one question ended. */
export type Consultation =
  | {
      readonly kind: "drafted";
      readonly reply: SqlReply;
      readonly standing: StandingDraft;
      readonly repairs: number;
      readonly isEmpty: boolean;
    }
  | { readonly kind: "said"; readonly reply: Exclude<DraftReply, SqlReply> }
  /** Nothing that could run came of it. */
  | { readonly kind: "unusable"; readonly problem: DraftProblem }
  | { readonly kind: "unavailable"; readonly error: AppError };

export interface Conversing {
  readonly state: Drafted;
  readonly assistance: Assistance;
  readonly prompt: DraftPrompt;
  readonly account: ModelAccount;
  readonly context: StepContext;
  readonly temperature: number;
}

/**
 * Asks for a draft, puts it to the test, and tells the model what was wrong with it. A draft that ran is kept even if
 * mending it fails; an empty result is asked about once.
 */
export async function converse(conversing: Conversing): Promise<Consultation> {
  const { state, assistance, context, prompt } = conversing;
  const opening: ModelMessage = { role: "user", content: prompt.user };
  let messages: readonly ModelMessage[] = [opening];
  let isMisread = false;
  let kept: Extract<Consultation, { kind: "drafted" }> | null = null;
  for (let repairs = 0; ; repairs++) {
    const answer = await callModel(messages, repairs, conversing);
    if ("error" in answer) return kept ?? { kind: "unavailable", error: answer.error };
    const reply = readReply(answer.reply.object);
    let problem: DraftProblem = { kind: "form" };
    if (reply !== null && reply.kind !== "sql") return kept ?? { kind: "said", reply };
    if (reply !== null) {
      const trial = await tryDraft(reply.sql, state, assistance, context);
      if (trial.standing !== null) {
        const isEmpty = trial.problem !== null;
        if (kept === null || !isEmpty) kept = { kind: "drafted", reply, standing: trial.standing, repairs, isEmpty };
        if (!isEmpty || repairs > 0) return kept;
      }
      problem = trial.problem ?? problem;
    }
    isMisread ||= problem.kind === "form" && repairs > 0;
    if (repairs === MAX_REPAIRS || isMisread) return kept ?? { kind: "unusable", problem };
    messages = [opening, ...repairMessages(reply, problem, conversing)];
  }
}

type Answered = { readonly reply: ModelReply } | { readonly error: AppError };

async function callModel(
  messages: readonly ModelMessage[],
  repairs: number,
  { assistance, prompt, account, context, temperature }: Conversing,
): Promise<Answered> {
  account.called(
    estimateTokens(prompt.system) + messages.reduce((sum, { content }) => sum + estimateTokens(content), 0),
  );
  try {
    const reply = await assistance.model.generate(
      {
        purpose: repairs === 0 ? "draft" : "repair",
        system: prompt.system,
        messages,
        output: DRAFT_OUTPUT,
        maxOutputTokens: MAX_OUTPUT_TOKENS,
        temperature,
      },
      context.signal,
    );
    account.replied(reply);
    return { reply };
  } catch (error) {
    // A call that was cut off has told the model all the same.
    account.failed(isAppError(error) ? error : new AppError("MODEL_UNREACHABLE", { cause: error }));
    stopIfCancelled(context.signal);
    if (isModelError(error)) return { error };
    throw error;
  }
}

const CHARACTERS_KEPT = REPAIR_TOKENS * 2;

/** Only the last attempt is told: the first one would take the room that the schema needs. */
function repairMessages(
  reply: SqlReply | null,
  problem: DraftProblem,
  { state, assistance, context }: Conversing,
): ModelMessage[] {
  const sql = reply?.sql.slice(0, CHARACTERS_KEPT) ?? "";
  const { tables } = context.needs.source.catalog;
  const names = tables.slice(0, 50).flatMap((table) => [table.name, ...table.columns.map((column) => column.name)]);
  const typed = [state.request.question, sql, ...names].join("\n");
  return [
    { role: "assistant", content: JSON.stringify({ kind: "sql", sql }) },
    { role: "user", content: repairPrompt(problem, typed, assistance.disclosure, assistance.prompts) },
  ];
}
