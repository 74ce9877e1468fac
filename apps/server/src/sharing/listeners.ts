import type { FastifyBaseLogger } from "fastify";
import type { Message } from "./shared-state.ts";

type Log = Pick<FastifyBaseLogger, "error">;

/** Who listens to what in this process. */
export class Listeners {
  readonly #log: Log;
  readonly #byTopic = new Map<string, Set<(message: Message) => void>>();
  readonly #missed = new Set<() => void>();

  constructor(log: Log) {
    this.#log = log;
  }

  add(topic: string, listener: (message: Message) => void): () => void {
    const listeners = this.#byTopic.get(topic) ?? new Set();
    this.#byTopic.set(topic, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  addMissed(listener: () => void): () => void {
    this.#missed.add(listener);
    return () => void this.#missed.delete(listener);
  }

  tell(topic: string, message: Message): void {
    for (const listener of this.#byTopic.get(topic) ?? []) this.#call(() => listener(message));
  }

  tellMissed(): void {
    for (const listener of this.#missed) this.#call(listener);
  }

  #call(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#log.error({ err: error }, "a listener of shared messages failed");
    }
  }
}
