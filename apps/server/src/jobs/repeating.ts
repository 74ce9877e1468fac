export interface Pace {
  /** As it is now; it may be another each time. */
  everyMs(): number;
  /** Calls when it may have changed; answers how to stop listening. */
  onChange(listener: () => void): () => void;
}

/** Node's timers fire at once beyond it. */
const LONGEST_MS = 2 ** 31 - 1;

/** Work that is done again and again. A new pace holds at once: nobody waits for the end of what was a day. */
export class Repeating {
  readonly #pace: Pace;
  readonly #work: () => void;
  #timer: NodeJS.Timeout | undefined;
  #armedWithMs = 0;
  #unfollow: (() => void) | undefined;

  constructor(pace: Pace, work: () => void) {
    this.#pace = pace;
    this.#work = work;
  }

  start(): void {
    this.#unfollow = this.#pace.onChange(() => {
      if (this.#pace.everyMs() !== this.#armedWithMs) this.#arm();
    });
    this.#arm();
  }

  stop(): void {
    this.#unfollow?.();
    clearInterval(this.#timer);
  }

  #arm(): void {
    clearInterval(this.#timer);
    this.#armedWithMs = this.#pace.everyMs();
    this.#timer = setInterval(this.#work, Math.min(this.#armedWithMs, LONGEST_MS));
    this.#timer.unref();
  }
}
