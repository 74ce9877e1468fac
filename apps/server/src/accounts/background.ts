import type { FastifyBaseLogger } from "fastify";

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
    const before = this.#last.get(about) ?? new Promise<void>((resolve) => setImmediate(resolve));
    const running = before
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
