import type { ModelUse } from "@parlance/core";

/** What each model was asked in all: one line for each, however many steps asked it. */
export function addUses(one: readonly ModelUse[], other: readonly ModelUse[]): readonly ModelUse[] {
  const sums = new Map<string, ModelUse>();
  for (const use of [...one, ...other]) {
    const key = `${use.provider} ${use.model}`;
    const known = sums.get(key);
    sums.set(key, known === undefined ? use : sum(known, use));
  }
  return [...sums.values()];
}

function sum(one: ModelUse, other: ModelUse): ModelUse {
  const cost =
    one.costUsd === undefined && other.costUsd === undefined
      ? {}
      : { costUsd: (one.costUsd ?? 0) + (other.costUsd ?? 0) };
  return {
    ...one,
    ...cost,
    calls: one.calls + other.calls,
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    promptTokens: Math.max(one.promptTokens ?? 0, other.promptTokens ?? 0),
  };
}
