import type { ModelRequest } from "@parlance/core";
import type { ModelFault } from "./model-fault.ts";
import type { VendorModel } from "./vendor-model.ts";
import type { NextCall } from "./with-retries.ts";

export interface PlannedCall extends NextCall {
  readonly request: ModelRequest;
}

const MAX_RETRIES = 3;
/** Formats, parameters and addresses a server may refuse one after the other. */
const MAX_ADAPTATIONS = 6;
const MAX_OUTPUT_TOKENS = 32_000;
const QUOTED_LENGTH = 2_000;

/** What to do after a call failed; null gives up. Each way of asking again has a bound of its own. */
export function createRetryPlan(vendor: VendorModel): {
  after(fault: ModelFault, request: ModelRequest): PlannedCall | null;
} {
  const done = { retries: 0, adaptations: 0, complaints: 0, extensions: 0 };
  return {
    after(fault, request) {
      const { facts } = fault;
      if (done.adaptations < MAX_ADAPTATIONS && vendor.adapt?.(fault, request)) {
        return { request, retry: done.adaptations++, isImmediate: true };
      }
      // Thinking is counted as output with most vendors and may take all of it.
      if (facts.isTooLong && done.extensions++ === 0 && request.maxOutputTokens < MAX_OUTPUT_TOKENS) {
        const maxOutputTokens = Math.min(MAX_OUTPUT_TOKENS, Math.max(4_096, request.maxOutputTokens * 4));
        return { request: { ...request, maxOutputTokens }, retry: 0, isImmediate: true };
      }
      if (facts.complaint !== undefined) {
        return done.complaints++ === 0
          ? { request: withComplaint(request, facts.complaint), retry: 0, isImmediate: true }
          : null;
      }
      if (!facts.isRetryable || done.retries >= MAX_RETRIES) return null;
      return { request, retry: done.retries++, isImmediate: false };
    },
  };
}

/** The same prompt would be answered in the same way: the model is told once what was wrong. */
function withComplaint(
  request: ModelRequest,
  { reply, reason }: { readonly reply: string; readonly reason: string },
): ModelRequest {
  const wanted =
    request.output === null
      ? "Answer the last message again."
      : `Answer again with one JSON object and nothing else. It must meet this JSON Schema: ${JSON.stringify(request.output.schema)}`;
  const said = reply === "" ? [] : [{ role: "assistant" as const, content: reply.slice(0, QUOTED_LENGTH) }];
  const complaint = `That reply could not be used: ${reason}. ${wanted}`;
  return { ...request, messages: [...request.messages, ...said, { role: "user", content: complaint }] };
}
