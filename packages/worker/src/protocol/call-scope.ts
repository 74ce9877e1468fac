import { AppError } from "@parlance/core";

/** Aborts with QUERY_TIMEOUT at the deadline or QUERY_CANCELLED when the caller gives up. */
export class CallScope {
  readonly #controller = new AbortController();
  readonly #timer: NodeJS.Timeout;

  constructor(timeoutMs: number) {
    this.#timer = setTimeout(() => this.#controller.abort(timeoutError(timeoutMs)), timeoutMs);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  cancel(): void {
    this.#controller.abort(new AppError("QUERY_CANCELLED"));
  }

  close(): void {
    clearTimeout(this.#timer);
  }
}

export const timeoutError = (timeoutMs: number): AppError =>
  new AppError("QUERY_TIMEOUT", { details: { limitMs: timeoutMs } });
