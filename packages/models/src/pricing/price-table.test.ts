import type { LanguageModelV3Usage } from "@ai-sdk/provider";
import { describe, expect, test } from "vitest";
import { UsageTally } from "../calling/usage-tally.ts";
import { priceOf } from "./price-table.ts";

const used = (
  input: number | undefined,
  output: number | undefined,
  cacheRead = 0,
  cacheWrite = 0,
): LanguageModelV3Usage => ({
  inputTokens: { total: input, noCache: undefined, cacheRead, cacheWrite },
  outputTokens: { total: output, text: undefined, reasoning: undefined },
});

describe("prices", () => {
  test.each([
    ["a known model", "anthropic", "claude-sonnet-4-5", 3],
    ["the same with its date", "anthropic", "claude-sonnet-4-5-20250929", 3],
    ["one with a similar name", "anthropic", "claude-sonnet-4-5-fast", undefined],
    ["one of another provider", "openai-compatible", "claude-sonnet-4-5", undefined],
    ["a dot that is no wildcard", "google", "gemini-3x5-flash", undefined],
  ])("are kept for %s or for none", (_, provider, model, input) => {
    expect(priceOf(provider, model)?.input).toBe(input);
  });

  const price = { input: 3, output: 15, cachedInput: 0.3, maxInputTokens: 200_000 };

  test.each<[string, readonly LanguageModelV3Usage[], number | undefined]>([
    ["all calls", [used(1_000, 100), used(1_000, 200)], 0.0105],
    ["what was kept from an earlier prompt, at its own price", [used(1_000, 0, 900)], 0.00057],
    ["nothing, where tokens were not told", [used(undefined, 10)], undefined],
    ["nothing, where one of the calls has no price", [used(1_000, 100), used(300_000, 100)], undefined],
    ["nothing, where the prompt was kept for later at a price of its own", [used(1_000, 100, 0, 500)], undefined],
  ])("count %s", (_, usages, costUsd) => {
    const tally = new UsageTally(price);
    for (const usage of usages) tally.add(usage);
    const cost = tally.usage().costUsd;
    expect(cost === undefined ? undefined : Number(cost.toFixed(8))).toBe(costUsd);
  });

  test("yield to what the vendor billed", () => {
    const tally = new UsageTally(price);
    tally.add(used(1_000, 100), 0.5);
    expect(tally.usage().costUsd).toBe(0.5);
  });
});
