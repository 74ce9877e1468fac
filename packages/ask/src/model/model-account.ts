import type { AppError, Disclosure, LanguageModel, ModelReply, ModelUse } from "@parlance/core";

/** Adds up what the calls of one question cost, and with whom. */
export interface ModelAccount {
  /** A call is about to be made; it may fail and still have been heard. */
  called(promptTokens: number): void;
  replied(reply: ModelReply): void;
  /** Attempts that brought nothing may have been charged; the adapter says so in the error's details. */
  failed(error: AppError): void;
  /** One for each model that was told anything. */
  uses(): readonly ModelUse[];
}

interface Spent {
  readonly provider: string;
  readonly model: string;
  calls: number;
  inputTokens: number;
  outputTokens: number;
  costUsd: number | undefined;
}

export function openAccount(asked: LanguageModel, disclosure: Disclosure): ModelAccount {
  const spent = new Map<string, Spent>();
  let promptTokens = 0;
  const add = (provider: string, model: string, more: Partial<Spent>): void => {
    const key = `${provider} ${model}`;
    const known = spent.get(key) ?? { provider, model, calls: 0, inputTokens: 0, outputTokens: 0, costUsd: undefined };
    spent.set(key, known);
    known.calls += more.calls ?? 1;
    known.inputTokens += more.inputTokens ?? 0;
    known.outputTokens += more.outputTokens ?? 0;
    if (more.costUsd !== undefined) known.costUsd = (known.costUsd ?? 0) + more.costUsd;
  };
  return {
    called(tokens) {
      promptTokens = Math.max(promptTokens, tokens);
    },
    replied({ provider, model, usage, attempts, fellBackFrom = [] }) {
      for (const failure of fellBackFrom) add(failure.provider, failure.model, {});
      add(provider, model, { ...usage, calls: attempts });
    },
    failed({ details = {} }) {
      add(asked.provider, asked.model, spentIn(details));
      const { alsoFailed } = details;
      for (const other of Array.isArray(alsoFailed) ? alsoFailed : []) {
        const { provider, model } = namesIn(other);
        add(provider, model, {});
      }
    },
    uses: () =>
      [...spent.values()].map(({ costUsd, ...use }) => ({
        ...use,
        ...(costUsd === undefined ? {} : { costUsd }),
        disclosure,
        promptTokens,
      })),
  };
}

function spentIn(details: Readonly<Record<string, unknown>>): Partial<Spent> {
  const figure = (name: string): number | undefined => {
    const value = details[name];
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  };
  return {
    calls: figure("attempts") ?? 1,
    inputTokens: figure("inputTokens") ?? 0,
    outputTokens: figure("outputTokens") ?? 0,
    costUsd: figure("costUsd"),
  };
}

function namesIn(failure: unknown): { readonly provider: string; readonly model: string } {
  const known = typeof failure === "object" && failure !== null ? failure : {};
  return {
    provider: "provider" in known ? String(known.provider) : "",
    model: "model" in known ? String(known.model) : "",
  };
}
