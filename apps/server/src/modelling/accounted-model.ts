import { type AppError, isAppError, type LanguageModel, type ModelReply, type ModelRequest } from "@parlance/core";

/** What a request to a model came to. */
export interface ModelCall {
  readonly provider: string;
  readonly model: string;
  readonly purpose: string;
  /** "replied", or the error's code. */
  readonly outcome: string;
  readonly attempts: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number | null;
  readonly elapsedMs: number;
}

/** What is done before and after each request. */
export interface Bookkeeping {
  /** Asked before: answers under what the call is held, null where nothing is; rejects where it may not be made. */
  readonly hold: (request: ModelRequest, model: LanguageModel) => Promise<string | null>;
  readonly record: (call: ModelCall, held: string | null) => void;
  /** For a call that came to nothing that could be recorded. */
  readonly release: (held: string | null) => void;
}

/** Keeps book of every request, whether it was answered or not: failed attempts are paid for as well. */
export function accounted(model: LanguageModel, { hold, record, release }: Bookkeeping): LanguageModel {
  return {
    get provider() {
      return model.provider;
    },
    get model() {
      return model.model;
    },
    async generate(request, signal) {
      const held = await hold(request, model);
      const startedAt = performance.now();
      try {
        const reply = await model.generate(request, signal);
        record(ofReply(request, reply), held);
        return reply;
      } catch (error) {
        if (isAppError(error)) record(ofError(model, request, error, performance.now() - startedAt), held);
        else release(held);
        throw error;
      }
    },
  };
}

const ofReply = ({ purpose }: ModelRequest, reply: ModelReply): ModelCall => ({
  provider: reply.provider,
  model: reply.model,
  purpose,
  outcome: "replied",
  attempts: reply.attempts,
  inputTokens: reply.usage.inputTokens,
  outputTokens: reply.usage.outputTokens,
  costUsd: reply.usage.costUsd ?? null,
  elapsedMs: Math.round(reply.elapsedMs),
});

/** Errors of models carry what they have cost in their details. */
function ofError(model: LanguageModel, { purpose }: ModelRequest, error: AppError, elapsedMs: number): ModelCall {
  const number = (name: string): number | undefined => {
    const value = error.details?.[name];
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  };
  return {
    provider: model.provider,
    model: model.model,
    purpose,
    outcome: error.code,
    attempts: number("attempts") ?? 1,
    inputTokens: number("inputTokens") ?? 0,
    outputTokens: number("outputTokens") ?? 0,
    costUsd: number("costUsd") ?? null,
    elapsedMs: Math.round(elapsedMs),
  };
}
