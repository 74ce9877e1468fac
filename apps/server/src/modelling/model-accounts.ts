import type { LanguageModel } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import type { ConfiguredBy } from "../database/model-tables.ts";
import { countModelCall, observedModel } from "../observing/observed-model.ts";
import type { Observing } from "../observing/observing.ts";
import type { ModelUsageStore } from "../resources/model-usage/store.ts";
import { accounted } from "./accounted-model.ts";

/** Who asks a model, and about what. */
export interface CallPlace {
  readonly workspaceId: string;
  readonly principal: string;
  readonly sourceId: string | null;
  readonly configuredBy: ConfiguredBy;
}

/** Keeps the books of what models were asked and what that cost. */
export class ModelAccounts {
  readonly #store: ModelUsageStore;
  readonly #log: Pick<FastifyBaseLogger, "error">;
  readonly #now: () => Date;
  readonly #observing: Observing;
  #writing: Promise<void> = Promise.resolve();

  constructor(store: ModelUsageStore, log: Pick<FastifyBaseLogger, "error">, now: () => Date, observing: Observing) {
    this.#store = store;
    this.#log = log;
    this.#now = now;
    this.#observing = observing;
  }

  /** Nobody waits for the books, and an answer is not lost because a line of them is. */
  accounted(model: LanguageModel, place: CallPlace): LanguageModel {
    return accounted(observedModel(model, this.#observing), (call) => {
      countModelCall(call, this.#observing);
      const row = { id: uuid(), ...place, ...call, calledAt: this.#now() };
      this.#writing = this.#writing
        .then(() => this.#store.add(row))
        .catch((error: unknown) => this.#log.error({ err: error }, "a call to a model could not be accounted"));
    });
  }

  /** Once everything told so far is written. */
  written(): Promise<void> {
    return this.#writing;
  }
}
