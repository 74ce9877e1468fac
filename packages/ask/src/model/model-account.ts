import type { AppError, Disclosure, LanguageModel, ModelReply, ModelUse } from "@parlance/core";

/** Adds up what the calls of one question cost. */
export interface ModelAccount {
  /** A call is about to be made; it may fail and still have been heard. */
  called(promptTokens: number): void;
  replied(reply: ModelReply): void;
  /** Attempts that brought nothing may have been charged; the adapter says so in the error's details. */
  failed(error: AppError): void;
  use(): ModelUse;
}

export function openAccount(model: LanguageModel, disclosure: Disclosure): ModelAccount {
  let calls = 0;
  let retries = 0;
  let inputTokens = 0;
  let outputTokens = 0;
  let costUsd: number | undefined;
  let promptTokens = 0;
  const add = (input: number, output: number, cost: number | undefined, attempts: number): void => {
    retries += Math.max(0, attempts - 1);
    inputTokens += input;
    outputTokens += output;
    if (cost !== undefined) costUsd = (costUsd ?? 0) + cost;
  };
  return {
    called(tokens) {
      calls += 1;
      promptTokens = Math.max(promptTokens, tokens);
    },
    replied: ({ usage, attempts }) => add(usage.inputTokens, usage.outputTokens, usage.costUsd, attempts),
    failed({ details = {} }) {
      const figure = (name: string): number | undefined => {
        const value = details[name];
        return typeof value === "number" && Number.isFinite(value) ? value : undefined;
      };
      add(figure("inputTokens") ?? 0, figure("outputTokens") ?? 0, figure("costUsd"), figure("attempts") ?? 1);
    },
    use: () => ({
      provider: model.provider,
      model: model.model,
      calls: calls + retries,
      inputTokens,
      outputTokens,
      ...(costUsd === undefined ? {} : { costUsd }),
      disclosure,
      promptTokens,
    }),
  };
}
