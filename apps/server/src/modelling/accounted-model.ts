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

/** Tells `record` of every request, whether it was answered or not: failed attempts are paid for as well. */
export function accounted(model: LanguageModel, record: (call: ModelCall) => void): LanguageModel {
  return {
    get provider() {
      return model.provider;
    },
    get model() {
      return model.model;
    },
    async generate(request, signal) {
      const startedAt = performance.now();
      try {
        const reply = await model.generate(request, signal);
        record(ofReply(request, reply));
        return reply;
      } catch (error) {
        if (isAppError(error)) record(ofError(model, request, error, performance.now() - startedAt));
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
