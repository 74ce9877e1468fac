import type { LanguageModelV3, LanguageModelV3CallOptions } from "@ai-sdk/provider";
import { AppError, type LanguageModel, type ModelReply, type ModelRequest } from "@parlance/core";
import type { ModelLimits, ModelNeeds } from "../provider.ts";
import { type ReadReply, readReply } from "../reply/read-reply.ts";
import { classifyFault } from "./classify-fault.ts";
import { collectStream } from "./collect-stream.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { ModelFault } from "./model-fault.ts";
import { backoffMs, pause } from "./pause.ts";
import { createRetryPlan } from "./retry-plan.ts";
import { toCallOptions } from "./to-prompt.ts";
import { UsageTally } from "./usage-tally.ts";
import type { VendorModel } from "./vendor-model.ts";

/** A vendor's client behind the port's promises: deadlines, retries, whole replies, one kind of error, spend counted. */
export function reliableModel(vendor: VendorModel, needs: ModelNeeds, limits: ModelLimits): LanguageModel {
  const fetch = guardedFetch(needs.fetch);
  let connecting: Promise<LanguageModelV3> | undefined;
  const connect = (): Promise<LanguageModelV3> => {
    connecting ??= vendor.connect(fetch);
    return connecting;
  };
  return {
    provider: vendor.provider,
    model: vendor.model,
    generate: (request, signal) => generate({ vendor, needs, limits, connect }, request, signal),
  };
}

interface Calling {
  readonly vendor: VendorModel;
  readonly needs: ModelNeeds;
  readonly limits: ModelLimits;
  readonly connect: () => Promise<LanguageModelV3>;
}

async function generate(calling: Calling, first: ModelRequest, signal?: AbortSignal): Promise<ModelReply> {
  const { vendor, needs, limits } = calling;
  const startedAt = performance.now();
  const elapsedMs = (): number => Math.round(performance.now() - startedAt);
  const leftMs = (): number => limits.deadlineMs - (performance.now() - startedAt);
  const tally = new UsageTally(vendor.provider, vendor.model);
  const plan = createRetryPlan(vendor);
  let request = first;
  for (let attempts = 1; ; attempts++) {
    const report = (outcome: "replied" | "retried" | "failed", code?: string, waitMs?: number): void =>
      needs.log?.({
        provider: vendor.provider,
        model: vendor.model,
        purpose: first.purpose,
        outcome,
        attempt: attempts,
        elapsedMs: elapsedMs(),
        ...(code === undefined ? {} : { code }),
        ...(waitMs === undefined ? {} : { waitMs }),
      });
    const outcome = await attempt(calling, request, tally, Math.min(limits.timeoutMs, leftMs()), signal);
    if ("text" in outcome) {
      report("replied");
      const { provider, model } = vendor;
      return { ...outcome, usage: tally.usage(), provider, model, attempts, elapsedMs: elapsedMs() };
    }
    if (signal?.aborted) throw new AppError("QUERY_CANCELLED");
    const next = plan.after(outcome, request);
    const waitMs = next?.isImmediate ? 0 : (outcome.facts.retryAfterMs ?? backoffMs(next?.retry ?? 0, needs.random));
    if (next === null || waitMs >= leftMs()) {
      report("failed", outcome.code);
      throw outcome.toAppError({ provider: vendor.provider, model: vendor.model, attempts, ...tally.usage() });
    }
    report("retried", outcome.code, waitMs);
    await pauseOrCancel(waitMs, signal);
    request = next.request;
  }
}

async function pauseOrCancel(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms === 0) return;
  try {
    await pause(ms, signal ?? new AbortController().signal);
  } catch (error) {
    throw new AppError("QUERY_CANCELLED", { cause: error });
  }
}

async function attempt(
  { vendor, needs, connect }: Calling,
  request: ModelRequest,
  tally: UsageTally,
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<ReadReply | ModelFault> {
  const late = new AbortController();
  const timer = setTimeout(
    () => late.abort(new ModelFault("MODEL_TIMEOUT", { isRetryable: true })),
    Math.max(1, timeoutMs),
  );
  const stop = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
  let hasBegun = false;
  try {
    stop.throwIfAborted();
    const client = await connect();
    const options: LanguageModelV3CallOptions = {
      ...toCallOptions(request),
      ...vendor.options?.(request),
      abortSignal: stop,
    };
    const { stream } = await untilAborted(client.doStream(options), stop);
    hasBegun = true;
    const collected = await collectStream(stream, stop);
    tally.add(collected.usage);
    return readReply(collected, request.output);
  } catch (error) {
    if (late.signal.aborted && !signal?.aborted) return new ModelFault("MODEL_TIMEOUT", { isRetryable: true });
    return classifyFault(error, { hasBegun, nowMs: needs.clock.now() });
  } finally {
    clearTimeout(timer);
  }
}

/** A fetch that does not heed its signal must not hold the caller. */
function untilAborted<T>(work: PromiseLike<T>, signal: AbortSignal): Promise<T> {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  return Promise.race([work, aborted]);
}
