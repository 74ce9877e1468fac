import type { LanguageModelV3Usage } from "@ai-sdk/provider";
import type { ModelUsage } from "@parlance/core";
import { costOf } from "../pricing/price-table.ts";

/** Adds up what every call of one request cost, those included whose reply was of no use. */
export class UsageTally {
  readonly #provider: string;
  readonly #model: string;
  #inputTokens = 0;
  #outputTokens = 0;
  #billedUsd: number | undefined;

  constructor(provider: string, model: string) {
    this.#provider = provider;
    this.#model = model;
  }

  /** `billedUsd` is the vendor's own figure, where it gives one; it goes before the table of prices. */
  add({ inputTokens, outputTokens }: LanguageModelV3Usage, billedUsd?: number): void {
    this.#inputTokens += inputTokens.total ?? 0;
    this.#outputTokens += outputTokens.total ?? 0;
    if (billedUsd !== undefined) this.#billedUsd = (this.#billedUsd ?? 0) + billedUsd;
  }

  usage(): ModelUsage {
    const [inputTokens, outputTokens] = [this.#inputTokens, this.#outputTokens];
    const costUsd = this.#billedUsd ?? costOf(this.#provider, this.#model, { inputTokens, outputTokens });
    return { inputTokens, outputTokens, ...(costUsd === undefined ? {} : { costUsd }) };
  }
}
