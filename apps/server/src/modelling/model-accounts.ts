import type { LanguageModel } from "@parlance/core";
import type { FastifyBaseLogger } from "fastify";
import { v7 as uuid } from "uuid";
import type { ConfiguredBy } from "../database/model-tables.ts";
import { countModelCall, observedModel } from "../observing/observed-model.ts";
import type { Observing } from "../observing/observing.ts";
import type { ModelUsageStore } from "../resources/model-usage/store.ts";
import { accounted, type Bookkeeping } from "./accounted-model.ts";
import type { ModelReservations } from "./model-reservations.ts";

/** Who asks a model, and about what. */
export interface CallPlace {
  readonly workspaceId: string;
  readonly principal: string;
  readonly sourceId: string | null;
  readonly configuredBy: ConfiguredBy;
}

export interface ModelAccountsNeeds {
  readonly store: ModelUsageStore;
  readonly reservations: Pick<ModelReservations, "release">;
  readonly log: Pick<FastifyBaseLogger, "error">;
  readonly now: () => Date;
  readonly observing: Observing;
}

/** Keeps the books of what models were asked and what that cost. */
export class ModelAccounts {
  readonly #store: ModelUsageStore;
  readonly #reservations: Pick<ModelReservations, "release">;
  readonly #log: Pick<FastifyBaseLogger, "error">;
  readonly #now: () => Date;
  readonly #observing: Observing;
  #writing: Promise<void> = Promise.resolve();

  constructor({ store, reservations, log, now, observing }: ModelAccountsNeeds) {
    this.#store = store;
    this.#reservations = reservations;
    this.#log = log;
    this.#now = now;
    this.#observing = observing;
  }

  /** Nobody waits for the books, and an answer is not lost because a line of them is. */
  accounted(model: LanguageModel, place: CallPlace, hold: Bookkeeping["hold"]): LanguageModel {
    return accounted(observedModel(model, this.#observing), {
      hold,
      record: (call, held) => {
        countModelCall(call, this.#observing);
        const row = { id: uuid(), ...place, ...call, calledAt: this.#now() };
        // In one step, so that nobody who looks between them finds the call neither held nor in the books.
        this.#write(() =>
          this.#store.add(row, async (tx) => (held === null ? undefined : this.#reservations.release(held, tx))),
        );
      },
      release: (held) => {
        if (held !== null) this.#write(() => this.#reservations.release(held));
      },
    });
  }

  #write(work: () => Promise<void>): void {
    this.#writing = this.#writing
      .then(work)
      .catch((error: unknown) => this.#log.error({ err: error }, "a call to a model could not be accounted"));
  }

  /** Once everything told so far is written. */
  written(): Promise<void> {
    return this.#writing;
  }
}
