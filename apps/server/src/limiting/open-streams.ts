import { AppError } from "@parlance/core";

const RETRY_AFTER_SECONDS = 5;

/** Browsers without an account behind one address that may hold their places at once; a person can be many of them. */
const BROWSERS_AN_ADDRESS = 10;

export interface Reader {
  readonly who: string;
  /** The address that a reader without an account comes from, which holds only so many of them. */
  readonly address?: string;
}

/** Answers that are being streamed, by whom to. A reader that never reads holds its own places and no others'. */
export class OpenStreams {
  readonly #open = new Map<string, number>();
  readonly #max: () => number;

  constructor(max: () => number) {
    this.#max = max;
  }

  /** Answers how to end it. */
  begin({ who, address }: Reader): () => void {
    const max = this.#max();
    const places = [{ key: `reader ${who}`, max }];
    if (address !== undefined) places.push({ key: `address ${address}`, max: max * BROWSERS_AN_ADDRESS });
    for (const place of places) this.#refuseFull(place);
    for (const { key } of places) this.#open.set(key, this.#count(key) + 1);
    let isOpen = true;
    return () => {
      if (!isOpen) return;
      isOpen = false;
      for (const { key } of places) this.#leave(key);
    };
  }

  #refuseFull({ key, max }: { readonly key: string; readonly max: number }): void {
    const open = this.#count(key);
    if (open >= max)
      throw new AppError("LIMIT_STREAMS_REACHED", { details: { open, retryAfterSeconds: RETRY_AFTER_SECONDS } });
  }

  #leave(key: string): void {
    const left = this.#count(key) - 1;
    if (left > 0) this.#open.set(key, left);
    else this.#open.delete(key);
  }

  #count(key: string): number {
    return this.#open.get(key) ?? 0;
  }
}
