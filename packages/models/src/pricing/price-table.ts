import type { LanguageModelV3Usage } from "@ai-sdk/provider";

/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
  /** For tokens that the provider had kept from an earlier prompt. */
  readonly cachedInput?: number;
  /** Longer prompts cost more. */
  readonly maxInputTokens?: number;
}

type Row = readonly [model: RegExp, price: Price];

/** A version's date at the end of a name changes no price. */
const named = (name: string): RegExp => new RegExp(`^${name.replaceAll(".", "\\.")}(?:[-@]\\d{8})?$`);

/** platform.claude.com/docs/about-claude/pricing, as it stood with Opus 4.6 (early 2026). */
const CLAUDE_4: readonly Row[] = [
  [named("claude-opus-4-6"), { input: 5, output: 25, cachedInput: 0.5 }],
  [named("claude-opus-4-5"), { input: 5, output: 25, cachedInput: 0.5 }],
  [named("claude-opus-4-1"), { input: 15, output: 75, cachedInput: 1.5 }],
  [named("claude-sonnet-4-6"), { input: 3, output: 15, cachedInput: 0.3 }],
  [named("claude-sonnet-4-5"), { input: 3, output: 15, cachedInput: 0.3 }],
  [named("claude-haiku-4-5"), { input: 1, output: 5, cachedInput: 0.1 }],
];

/** platform.claude.com/docs/about-claude/models/whats-new-opus-5, as it stood with Opus 5.5 (autumn 2026). */
const CLAUDE_5: readonly Row[] = [
  [named("claude-opus-5"), { input: 5, output: 25, cachedInput: 0.5 }],
  [named("claude-opus-5-5"), { input: 4, output: 20 }],
  [named("claude-sonnet-5-5"), { input: 2, output: 10 }],
];

/** ai.google.dev/gemini-api/docs/pricing, paid tier, as quoted on 2026-09-20 by api-evangelist/gemini. */
const GEMINI: readonly Row[] = [
  [named("gemini-3.5-flash"), { input: 1.5, output: 9 }],
  [named("gemini-3.1-pro-preview"), { input: 2, output: 12, maxInputTokens: 200_000 }],
];

/** OpenRouter bills each reply with it. OpenAI's prices changed three times in a month of 2026: none is kept here. */
const PRICES: Readonly<Record<string, readonly Row[]>> = {
  anthropic: [...CLAUDE_4, ...CLAUDE_5],
  google: GEMINI,
};

/** What a model costs, where its price is known; never a guess from a model with a similar name. */
export const priceOf = (provider: string, model: string): Price | undefined =>
  PRICES[provider]?.find(([pattern]) => pattern.test(model))?.[1];

/** A price as lists of models show it. */
export function listedPrice(provider: string, model: string): { readonly price?: Pick<Price, "input" | "output"> } {
  const price = priceOf(provider, model);
  return price === undefined ? {} : { price: { input: price.input, output: price.output } };
}

/** US dollars for one call; undefined where a part of it has no known price. */
export function costOf(
  price: Price | undefined,
  { inputTokens, outputTokens }: LanguageModelV3Usage,
): number | undefined {
  const { total: input, cacheRead = 0, cacheWrite = 0 } = inputTokens;
  const output = outputTokens.total;
  if (price === undefined || input === undefined || output === undefined || cacheWrite > 0) return undefined;
  if (input > (price.maxInputTokens ?? Number.POSITIVE_INFINITY)) return undefined;
  if (cacheRead > 0 && price.cachedInput === undefined) return undefined;
  const cached = cacheRead * (price.cachedInput ?? 0);
  return ((input - cacheRead) * price.input + cached + output * price.output) / 1_000_000;
}
