import type { LanguageModelV3Usage } from "@ai-sdk/provider";
import type { ModelUsage } from "@parlance/core";
import { costOf, type Price } from "../pricing/price-table.ts";

/** Adds up what every call of one request cost, those included whose reply was of no use. */
export class UsageTally {
  readonly #price: Price | undefined;
  #inputTokens = 0;
  #outputTokens = 0;
  /** What each call cost; unknown for all once it is unknown for one, or where none got so far as to be counted. */
  readonly #costsUsd: (number | undefined)[] = [];

  constructor(price: Price | undefined) {
    this.#price = price;
  }

  /** `billedUsd` is the vendor's own figure, where it gives one; it goes before the price. */
  add(usage: LanguageModelV3Usage, billedUsd?: number): void {
    this.#inputTokens += usage.inputTokens.total ?? 0;
    this.#outputTokens += usage.outputTokens.total ?? 0;
    this.#costsUsd.push(billedUsd ?? costOf(this.#price, usage));
  }

  usage(): ModelUsage {
    const tokens = { inputTokens: this.#inputTokens, outputTokens: this.#outputTokens };
    const known = this.#costsUsd.filter((cost) => cost !== undefined);
    if (known.length === 0 || known.length < this.#costsUsd.length) return tokens;
    return { ...tokens, costUsd: known.reduce((sum, cost) => sum + cost, 0) };
  }
}
