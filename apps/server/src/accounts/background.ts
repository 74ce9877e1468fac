import type { FastifyBaseLogger } from "fastify";

/** By then the answer has left, whatever else is under way; work that began at once would delay it by milliseconds. */
const AFTER_ANSWER_MS = 50;

/**
 * Work that goes on after the answer: what is done for an address that has an account and not for another would show
 * in the time that the answer takes. What is about one address or person is done in the order it was asked for.
 */
export class Background {
  readonly #log: Pick<FastifyBaseLogger, "error">;
  readonly #last = new Map<string, Promise<void>>();

  constructor(log: Pick<FastifyBaseLogger, "error">) {
    this.#log = log;
  }

  run(about: string, work: () => Promise<void>): void {
    const answered = new Promise<void>((resolve) => setTimeout(resolve, AFTER_ANSWER_MS));
    const running = Promise.all([this.#last.get(about), answered])
      .then(work)
      .catch((error: unknown) => this.#log.error({ err: error }, "work for an account failed"))
      .finally(() => {
        if (this.#last.get(about) === running) this.#last.delete(about);
      });
    this.#last.set(about, running);
  }

  /** Once everything begun so far is over. */
  async settled(): Promise<void> {
    await Promise.all(this.#last.values());
  }
}
