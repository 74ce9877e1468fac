import type { FastifyBaseLogger } from "fastify";

/**
 * Work that goes on after the answer: what is done for an address that has an account and not for another would show
 * in the time that the answer takes.
 */
export class Background {
  readonly #log: Pick<FastifyBaseLogger, "error">;
  readonly #running = new Set<Promise<void>>();

  constructor(log: Pick<FastifyBaseLogger, "error">) {
    this.#log = log;
  }

  run(work: () => Promise<void>): void {
    const running = new Promise<void>((resolve) => setImmediate(resolve))
      .then(work)
      .catch((error: unknown) => this.#log.error({ err: error }, "work for an account failed"))
      .finally(() => this.#running.delete(running));
    this.#running.add(running);
  }

  /** Once everything begun so far is over. */
  async settled(): Promise<void> {
    await Promise.all(this.#running);
  }
}
