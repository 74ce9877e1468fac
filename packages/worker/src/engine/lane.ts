import { AppError } from "@parlance/core";

const MAX_WAITING = 256;

/** At most `width` pieces of work at a time, first come first served; those that wait can give up. */
export class Lane {
  readonly #width: number;
  #running = 0;
  #waiting: (() => void)[] = [];

  constructor(width: number) {
    this.#width = width;
  }

  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#width) await this.#wait(signal);
    else this.#running++;
    try {
      return await work();
    } finally {
      this.#release();
    }
  }

  /** A released place is handed to the next in line, so the count stays as it is. */
  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#running--;
  }

  #wait(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#waiting.length >= MAX_WAITING) throw new AppError("SERVICE_BUSY");
    return new Promise((resolve, reject) => {
      const enter = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== enter);
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.push(enter);
    });
  }
}
