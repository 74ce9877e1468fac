import { ApiError } from "@parlance/client";

/** Anything that can go wrong, in the one shape that the pages show. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId?: string | undefined;
}

export const UNREACHABLE: Problem = {
  code: "NETWORK_UNREACHABLE",
  message: "The server cannot be reached.",
  hint: "Check that Parlance is running, then try again.",
  details: {},
};

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

/** Browsers report a lost connection as a TypeError whose words differ from one to the next. */
const isLostConnection = (error: unknown): boolean =>
  error instanceof ApiError
    ? error.status === 0
    : error instanceof TypeError && /fetch|network|load failed/i.test(error.message);

export function problemOf(error: unknown): Problem {
  if (isLostConnection(error)) return UNREACHABLE;
  if (error instanceof ApiError) {
    const { body, status } = error;
    if (body === null) return { code: `HTTP_${status}`, message: `The server answered ${status}.`, details: {} };
    const seconds = secondsToWait(error);
    const hint =
      seconds === null ? body.hint : `Wait ${seconds} ${seconds === 1 ? "second" : "seconds"}, then try again.`;
    return { ...body, hint, details: body.details ?? {} };
  }
  return { code: "APP_ERROR", message: error instanceof Error ? error.message : String(error), details: {} };
}

/** Of a limit that was reached: when it counts anew. Null: it is no such refusal. */
export function secondsToWait(error: unknown): number | null {
  if (!(error instanceof ApiError) || error.body?.code !== "REQUEST_RATE_LIMITED") return null;
  const seconds = error.body.details?.retryAfterSeconds;
  return typeof seconds === "number" ? seconds : null;
}

/** What the server refused once it will refuse again; a lost connection or a busy server is worth another try. */
export const isWorthRetrying = (error: unknown): boolean =>
  isLostConnection(error) || (error instanceof ApiError && error.status === 503) || secondsToWait(error) !== null;
