import { AppError, type ErrorCode, isAppError } from "@parlance/core";

export interface CircuitBreakerOptions {
  /** Failures in a row after which the source is left alone. */
  readonly failures: number;
  readonly restMs: number;
  /** Milliseconds on a clock that never goes back. */
  readonly monotonicNow: () => number;
}

/** The source could not be reached at all; what it answers, a refusal included, shows that it is there. */
const UNREACHED = new Set<ErrorCode>(["SOURCE_UNREACHABLE", "SOURCE_CONNECTION_LOST", "HOST_NOT_FOUND"]);

/**
 * Spares people the wait for a source that is down: after some failures in a row it is not tried for a while, and what
 * asks it is told so at once. Then one call tries it, and the others wait for what becomes of that.
 */
export class CircuitBreaker {
  readonly #options: CircuitBreakerOptions;
  #failures = 0;
  #restsUntil = 0;
  #isTrying = false;

  constructor(options: CircuitBreakerOptions) {
    this.#options = options;
  }

  /** Runs the work unless the source is being left alone. Errors: SOURCE_UNREACHABLE, and those of the work. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    const isTrial = this.#enter();
    try {
      const result = await work();
      this.#failures = 0;
      return result;
    } catch (error) {
      this.#note(error);
      throw error;
    } finally {
      if (isTrial) this.#isTrying = false;
    }
  }

  /** True when this call is the one that tries whether the source is back. */
  #enter(): boolean {
    if (this.#failures < this.#options.failures) return false;
    const left = this.#restsUntil - this.#options.monotonicNow();
    if (left > 0 || this.#isTrying) throw resting(Math.max(left, 1_000));
    this.#isTrying = true;
    return true;
  }

  #note(error: unknown): void {
    if (!isAppError(error)) return;
    // A cancelled call has found out nothing.
    if (error.code === "QUERY_CANCELLED") return;
    if (!UNREACHED.has(error.code)) this.#failures = 0;
    else if (++this.#failures >= this.#options.failures) {
      this.#restsUntil = this.#options.monotonicNow() + this.#options.restMs;
    }
  }
}

function resting(leftMs: number): AppError {
  const retryAfterSeconds = Math.ceil(leftMs / 1000);
  return new AppError("SOURCE_UNREACHABLE", {
    message: "This source did not answer several times in a row, so it is left alone for a moment.",
    hint: `It is tried again in ${retryAfterSeconds} s. Everything else works meanwhile.`,
    details: { retryAfterSeconds },
  });
}
