/** Frames that the caller sends beside a call, in order; each one taken makes room for another. */
export class InputQueue {
  readonly #onTaken: () => void;
  #waiting: Uint8Array[] = [];
  #end: { readonly isTruncated: boolean } | null = null;
  #wake: (() => void) | null = null;

  constructor(onTaken: () => void) {
    this.#onTaken = onTaken;
  }

  push(bytes: Uint8Array): void {
    this.#waiting.push(bytes);
    this.#wake?.();
  }

  end(isTruncated: boolean): void {
    this.#end = { isTruncated };
    this.#wake?.();
  }

  /** Whether the caller's rows were cut by a limit; known once `frames` has ended. */
  wasTruncated(): boolean {
    return this.#end?.isTruncated ?? false;
  }

  async *frames(signal: AbortSignal): AsyncGenerator<Uint8Array> {
    for (;;) {
      signal.throwIfAborted();
      const next = this.#waiting.shift();
      if (next) {
        yield next;
        this.#onTaken();
      } else if (this.#end) return;
      else await this.#changed(signal);
    }
  }

  #changed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.#wake = null;
        signal.removeEventListener("abort", wake);
        resolve();
      };
      this.#wake = wake;
      signal.addEventListener("abort", wake, { once: true });
    });
  }
}
