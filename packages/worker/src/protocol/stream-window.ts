import { STREAM_WINDOW } from "./messages.ts";

/** Credit for frames of one stream: the worker waits while the reader has all it asked for. */
export class StreamWindow {
  #credit = STREAM_WINDOW;
  #wake: (() => void) | null = null;

  grant(frames: number): void {
    this.#credit += frames;
    this.#wake?.();
  }

  async take(signal: AbortSignal): Promise<void> {
    while (this.#credit === 0) await this.#granted(signal);
    signal.throwIfAborted();
    this.#credit--;
  }

  #granted(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
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
