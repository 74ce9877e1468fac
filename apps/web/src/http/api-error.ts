/** An answer of the server that is not the one hoped for, in the shape every route uses. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;

  constructor(status: number, body: unknown) {
    const fields = isRecord(body) ? body : {};
    super(textOf(fields.message) ?? "The server did not answer as expected.");
    this.name = "ApiError";
    this.status = status;
    this.code = textOf(fields.code) ?? `HTTP_${status}`;
    this.hint = textOf(fields.hint);
    this.details = isRecord(fields.details) ? fields.details : {};
    this.requestId = textOf(fields.requestId);
  }
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The server cannot be reached at all: say so in the same shape. */
export const unreachable = (): ApiError =>
  new ApiError(0, {
    code: "NETWORK_UNREACHABLE",
    message: "The server cannot be reached.",
    hint: "Check that Parlance is running, then try again.",
  });

export const isAbort = (error: unknown): boolean => error instanceof DOMException && error.name === "AbortError";

export const asApiError = (error: unknown): ApiError =>
  error instanceof ApiError
    ? error
    : new ApiError(0, { code: "APP_ERROR", message: error instanceof Error ? error.message : String(error) });
