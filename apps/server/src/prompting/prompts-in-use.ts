import type { PromptTexts } from "@parlance/ask";
import type { PromptStore } from "./prompt-store.ts";

/** The texts that stand in for the built-in prompts on this instance at the moment. */
export class PromptsInUse {
  readonly #store: Pick<PromptStore, "active">;
  #texts: PromptTexts = {};

  constructor(store: Pick<PromptStore, "active">) {
    this.#store = store;
  }

  current(): PromptTexts {
    return this.#texts;
  }

  /** A prompt of another version of Parlance is kept and does nothing. */
  async read(): Promise<void> {
    const rows = await this.#store.active();
    this.#texts = Object.fromEntries(rows.map(({ prompt, body }) => [prompt, body]));
  }
}
