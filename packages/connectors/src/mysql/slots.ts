import { AppError } from "@parlance/core";

/** So many at once; who comes later waits in turn, and leaves the queue when it is cancelled. */
export class Slots {
  #free: number;
  readonly #queue = new Set<() => void>();

  constructor(count: number) {
    this.#free = count;
  }

  /** Settles with a function that gives the slot back; calling it again does nothing. */
  async take(signal: AbortSignal): Promise<() => void> {
    if (this.#free === 0) await this.#turn(signal);
    else this.#free--;
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#give();
    };
  }

  #turn(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#queue.delete(proceed);
        reject(new AppError("QUERY_CANCELLED"));
      };
      const proceed = (): void => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#queue.add(proceed);
    });
  }

  #give(): void {
    const [next] = this.#queue;
    if (next === undefined) this.#free++;
    else {
      this.#queue.delete(next);
      next();
    }
  }
}
