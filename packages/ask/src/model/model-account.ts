import type { Disclosure, LanguageModel, ModelReply, ModelUse } from "@parlance/core";

/** Adds up what the calls of one question cost. */
export interface ModelAccount {
  /** A call is about to be made; it may fail and still have been heard. */
  called(promptTokens: number): void;
  replied(reply: ModelReply): void;
  use(): ModelUse;
}

export function openAccount(model: LanguageModel, disclosure: Disclosure): ModelAccount {
  let calls = 0;
  let retries = 0;
  let inputTokens = 0;
  let outputTokens = 0;
  let costUsd: number | undefined;
  let promptTokens = 0;
  return {
    called(tokens) {
      calls += 1;
      promptTokens = Math.max(promptTokens, tokens);
    },
    replied({ usage, attempts }) {
      retries += Math.max(0, attempts - 1);
      inputTokens += usage.inputTokens;
      outputTokens += usage.outputTokens;
      if (usage.costUsd !== undefined) costUsd = (costUsd ?? 0) + usage.costUsd;
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
