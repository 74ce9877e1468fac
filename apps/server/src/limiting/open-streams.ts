import { AppError } from "@parlance/core";

const RETRY_AFTER_SECONDS = 5;

/** Answers that are being streamed, by whom to. A reader that never reads holds its own places and no others'. */
export class OpenStreams {
  readonly #open = new Map<string, number>();
  readonly #max: () => number;

  constructor(max: () => number) {
    this.#max = max;
  }

  /** Answers how to end it. */
  begin(who: string): () => void {
    const open = this.#open.get(who) ?? 0;
    if (open >= this.#max()) {
      throw new AppError("LIMIT_STREAMS_REACHED", { details: { open, retryAfterSeconds: RETRY_AFTER_SECONDS } });
    }
    this.#open.set(who, open + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      const left = (this.#open.get(who) ?? 1) - 1;
      if (left > 0) this.#open.set(who, left);
      else this.#open.delete(who);
    };
  }
}
