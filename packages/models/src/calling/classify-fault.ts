import { APICallError, InvalidResponseDataError, JSONParseError, TypeValidationError } from "@ai-sdk/provider";
import { AppError } from "@parlance/core";
import { ModelFault } from "./model-fault.ts";
import { readRetryAfter } from "./retry-after.ts";

const CAUSES_FOLLOWED = 6;

/** Errors of vendors' clients, of fetch and of the outbound judge, as one of ours. */
export function classifyFault(error: unknown, { hasBegun, nowMs }: { hasBegun: boolean; nowMs: number }): ModelFault {
  const chain = causesOf(error);
  const known = chain.find((one) => one instanceof ModelFault);
  if (known !== undefined) return known;
  const refused = chain.find((one) => one instanceof AppError);
  if (refused !== undefined) return fromAppError(refused);
  const call = chain.find((one) => APICallError.isInstance(one));
  // Anthropic's client makes an answer of status 500 of a first event that it cannot read.
  if (call !== undefined && UNREAD.test(call.responseBody ?? "")) return unreadable();
  if (call?.statusCode !== undefined && call.statusCode >= 300) return fromStatus(call, nowMs);
  const sign = chain.find(isTokenRefusal);
  if (sign !== undefined) return fromTokenServer(sign);
  if (chain.some((one) => InvalidResponseDataError.isInstance(one))) return incomplete();
  if (chain.some((one) => JSONParseError.isInstance(one) || TypeValidationError.isInstance(one))) return unreadable();
  if (hasBegun && chain.some(isNetworkError)) return incomplete();
  const hasNoAnswer = call !== undefined && call.statusCode === undefined;
  return hasNoAnswer || chain.some(isNetworkError) ? fromNetwork(chain) : fromEvent(error, hasBegun);
}

function causesOf(error: unknown): unknown[] {
  const chain = [error];
  while (chain.length < CAUSES_FOLLOWED) {
    const last = chain.at(-1);
    if (!(last instanceof Error) || last.cause === undefined) break;
    chain.push(last.cause);
  }
  return chain;
}

const UNREAD = /"AI_(?:JSONParse|TypeValidation)Error"/;

const incomplete = (): ModelFault => new ModelFault("MODEL_INCOMPLETE", { isRetryable: true });
const unreadable = (): ModelFault => new ModelFault("MODEL_REPLY_INVALID", { isRetryable: true });

/** The outbound judge's own errors; what it says is safe to show. */
function fromAppError(error: AppError): ModelFault {
  if (error.code === "QUERY_CANCELLED") return new ModelFault("QUERY_CANCELLED");
  const isRefused = error.code === "ADDRESS_NOT_ALLOWED";
  return new ModelFault("MODEL_UNREACHABLE", {
    isRetryable: error.code === "SOURCE_UNREACHABLE",
    vendorCode: error.code,
    message: isRefused ? "This server may not connect to the provider's address." : undefined,
    hint: isRefused ? "Its administrator can permit the network the provider is in." : undefined,
  });
}

const TOO_LONG =
  /context.{0,20}(?:length|window|size)|maximum context|(?:prompt|input|request).{0,40}too (?:long|large)|exceed.{0,40}tokens/i;

function fromStatus(call: APICallError, nowMs: number): ModelFault {
  const status = call.statusCode ?? 0;
  const retryAfterMs = readRetryAfter(call.responseHeaders, nowMs);
  const vendorText = `${call.message} ${call.responseBody ?? ""}`.slice(0, 20_000);
  const facts = { status, retryAfterMs, vendorText, vendorCode: vendorCodeOf(call.data) ?? vendorCodeOf(parsed(call)) };
  if (status === 401 || status === 403) return new ModelFault("MODEL_CREDENTIALS_REFUSED", facts);
  if (status === 402) {
    return new ModelFault("MODEL_CREDENTIALS_REFUSED", {
      ...facts,
      message: "The provider's account has no credit left.",
    });
  }
  if (status === 404) {
    const hint = /model/i.test(vendorText) ? undefined : "Check the provider's address, and the name of the model.";
    return new ModelFault("MODEL_UNKNOWN", { ...facts, hint });
  }
  if (status === 429) return new ModelFault("MODEL_RATE_LIMITED", { ...facts, isRetryable: !isUsedUp(vendorText) });
  if (status === 408 || status === 409 || status >= 500) {
    return new ModelFault("MODEL_UNREACHABLE", {
      ...facts,
      isRetryable: status !== 501,
      message: `The language model's provider answered with an error (HTTP ${status}).`,
      hint: "It is usually over soon; the embedded engine goes on answering.",
    });
  }
  // Google answers 400 to a wrong key.
  if (/api.?key.{0,20}(?:not valid|invalid)|invalid.{0,10}api.?key/i.test(vendorText)) {
    return new ModelFault("MODEL_CREDENTIALS_REFUSED", facts);
  }
  if (/model.{0,80}(?:not found|does not exist|not exist|unknown)|no such model|invalid model/i.test(vendorText)) {
    return new ModelFault("MODEL_UNKNOWN", facts);
  }
  const isTooLong = status === 413 || TOO_LONG.test(vendorText);
  return new ModelFault("MODEL_REQUEST_INVALID", {
    ...facts,
    message: isTooLong ? "The prompt is longer than this model reads." : undefined,
    hint: isTooLong ? "Choose a model with a larger context." : undefined,
  });
}

/** Google's client for tokens has an error of its own. */
const isTokenRefusal = (error: unknown): boolean =>
  error instanceof Error && error.constructor.name === "GaxiosError" && typeof field(error, "status") === "number";

function fromTokenServer(error: unknown): ModelFault {
  const status = Number(field(error, "status"));
  return status >= 500 || status === 429
    ? new ModelFault("MODEL_UNREACHABLE", { status, isRetryable: true })
    : new ModelFault("MODEL_CREDENTIALS_REFUSED", { status });
}

/** Waiting does not bring back a quota that is used up. */
const isUsedUp = (text: string): boolean => /insufficient_quota|billing|credit balance/i.test(text);

function parsed(call: APICallError): unknown {
  try {
    return JSON.parse(call.responseBody ?? "null");
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** An identifier and nothing else: free text may repeat the prompt. */
function vendorCodeOf(data: unknown): string | undefined {
  const error = field(data, "error") ?? data;
  return [field(error, "code"), field(error, "type"), field(error, "status")].find(
    (one): one is string => typeof one === "string" && /^[\w.-]{1,60}$/.test(one),
  );
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;

const NETWORK =
  /^(?:E[A-Z]{3,}|UND_ERR_\w+|ERR_(?:TLS|SSL|STREAM)\w*|CERT_\w+|DEPTH_\w+|SELF_SIGNED\w*|UNABLE_TO_\w+)$/;
/** A name that does not exist or a certificate that is not trusted will be so in a second as well. */
const LASTING = /^(?:ENOTFOUND|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL)/;

function isNetworkError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (NETWORK.test(String(field(error, "code") ?? ""))) return true;
  return error instanceof TypeError && /fetch failed|terminated|network|socket/i.test(error.message);
}

function fromNetwork(chain: readonly unknown[]): ModelFault {
  const code = chain.map((one) => String(field(one, "code") ?? "")).find((one) => NETWORK.test(one));
  const isTls = code !== undefined && /CERT|SELF_SIGNED|UNABLE_TO_|TLS|SSL|DEPTH/.test(code);
  return new ModelFault("MODEL_UNREACHABLE", {
    isRetryable: code === undefined || !LASTING.test(code),
    vendorCode: code,
    message: isTls ? "No safe connection to the language model's provider could be made." : undefined,
  });
}

/** An error told inside the stream, after a status of 200. */
function fromEvent(error: unknown, hasBegun: boolean): ModelFault {
  const inner = field(error, "error") ?? error;
  const text =
    typeof inner === "string"
      ? inner
      : `${field(inner, "type") ?? ""} ${field(inner, "code") ?? ""} ${field(inner, "status") ?? ""}`;
  const vendorCode = vendorCodeOf(error);
  if (/429|rate.?limit|resource_exhausted/i.test(text)) {
    return new ModelFault("MODEL_RATE_LIMITED", { isRetryable: true, vendorCode });
  }
  if (/overloaded|unavailable|server_error|internal|api_error|timeout|\b5\d\d\b/i.test(text)) {
    return new ModelFault("MODEL_UNREACHABLE", { isRetryable: true, vendorCode });
  }
  if (/content.?filter|safety|refus|policy/i.test(text)) return new ModelFault("MODEL_REFUSED", { vendorCode });
  return hasBegun
    ? new ModelFault("MODEL_INCOMPLETE", { isRetryable: true, vendorCode })
    : new ModelFault("MODEL_REPLY_INVALID", { isRetryable: true, vendorCode });
}
