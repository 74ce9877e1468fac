import { AppError } from "@parlance/core";
import type { ModelEvent, ModelLimits, ModelNeeds } from "../provider.ts";
import { classifyFault } from "./classify-fault.ts";
import { ModelFault } from "./model-fault.ts";
import { backoffMs, pause } from "./pause.ts";

/** What one call is given: stop at the signal, and say when a reply has begun, since what fails later was cut. */
export interface CallContext {
  readonly signal: AbortSignal;
  readonly began: () => void;
}

export interface NextCall {
  /** How many like it came before; the pause grows with it. */
  readonly retry: number;
  readonly isImmediate: boolean;
}

export interface ReliableCall<Result> {
  readonly who: Pick<ModelEvent, "provider" | "model" | "purpose">;
  readonly call: (context: CallContext) => Promise<Result>;
  /** Whether and how to go on after a call failed. */
  readonly next: (fault: ModelFault) => NextCall | null;
  /** Facts for the error, read when everything failed. */
  readonly spent: () => object;
}

export interface ReliableResult<Result> {
  readonly result: Result;
  readonly attempts: number;
  readonly elapsedMs: number;
}

/** Calls until it succeeds, gives up, or the deadline would pass; every failure leaves as one AppError. */
export async function withRetries<Result>(
  { who, call, next, spent }: ReliableCall<Result>,
  needs: ModelNeeds,
  limits: ModelLimits,
  signal: AbortSignal | undefined,
): Promise<ReliableResult<Result>> {
  const startedAt = performance.now();
  const elapsedMs = (): number => Math.round(performance.now() - startedAt);
  const leftMs = (): number => limits.deadlineMs - (performance.now() - startedAt);
  for (let attempts = 1; ; attempts++) {
    const report = (event: Pick<ModelEvent, "outcome" | "code" | "waitMs">): void =>
      needs.log?.({ ...who, attempt: attempts, elapsedMs: elapsedMs(), ...event });
    const outcome = await attempt(call, needs, Math.min(limits.timeoutMs, leftMs()), signal);
    if (!(outcome instanceof ModelFault)) {
      report({ outcome: "replied" });
      return { result: outcome.result, attempts, elapsedMs: elapsedMs() };
    }
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    const following = next(outcome);
    const waitMs = following?.isImmediate
      ? 0
      : (outcome.facts.retryAfterMs ?? backoffMs(following?.retry ?? 0, needs.random));
    if (following === null || waitMs >= leftMs()) {
      report({ outcome: "failed", code: outcome.code });
      throw outcome.toAppError({ provider: who.provider, model: who.model, attempts, ...spent() });
    }
    report({ outcome: "retried", code: outcome.code, waitMs });
    await pauseOrCancel(needs.pause ?? pause, waitMs, signal);
  }
}

async function pauseOrCancel(
  wait: (ms: number, signal: AbortSignal) => Promise<void>,
  ms: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    if (ms > 0) await wait(ms, signal ?? new AbortController().signal);
  } catch (error) {
    throw new AppError("QUERY_CANCELLED", { cause: error });
  }
}

async function attempt<Result>(
  call: (context: CallContext) => Promise<Result>,
  needs: ModelNeeds,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<{ readonly result: Result } | ModelFault> {
  const late = new AbortController();
  const tooLate = new ModelFault("MODEL_TIMEOUT", { isRetryable: true });
  const timer = setTimeout(() => late.abort(tooLate), Math.max(1, timeoutMs));
  const stop = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  let hasBegun = false;
  try {
    stop.throwIfAborted();
    const began = (): void => {
      hasBegun = true;
    };
    return { result: await untilAborted(call({ signal: stop, began }), stop) };
  } catch (error) {
    if (late.signal.aborted) return tooLate;
    return classifyFault(error, { hasBegun, nowMs: needs.clock.now() });
  } finally {
    clearTimeout(timer);
  }
}

/** A fetch that does not heed its signal must not hold the caller. */
function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Lost races reject with nobody waiting.
  aborted.catch(() => undefined);
  work.catch(() => undefined);
  return Promise.race([work, aborted]);
}
