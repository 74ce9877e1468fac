/** US dollars per million tokens. */
export interface Price {
  readonly input: number;
  readonly output: number;
}

const PRICES: Readonly<Record<string, readonly (readonly [pattern: RegExp, price: Price])[]>> = {};

/** What a model costs, where its price is known; never a guess from a model with a similar name. */
export const priceOf = (provider: string, model: string): Price | undefined =>
  PRICES[provider]?.find(([pattern]) => pattern.test(model))?.[1];

export function costOf(
  provider: string,
  model: string,
  { inputTokens, outputTokens }: { readonly inputTokens: number; readonly outputTokens: number },
): number | undefined {
  const price = priceOf(provider, model);
  return price === undefined ? undefined : (inputTokens * price.input + outputTokens * price.output) / 1_000_000;
}
