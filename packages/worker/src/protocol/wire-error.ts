import { AppError, ERRORS, type ErrorCode, isAppError } from "@parlance/core";

/** An AppError as it crosses the pipe. A bug in the worker crosses as INTERNAL_ERROR; its text stays in `trace` for the log. */
export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  readonly trace?: string;
}

export function toWireError(error: unknown): WireError {
  if (!isAppError(error)) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { code: "INTERNAL_ERROR", message: ERRORS.INTERNAL_ERROR.message, trace };
  }
  return {
    code: error.code,
    message: error.message,
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.details === undefined ? {} : { details: error.details }),
  };
}

export function fromWireError(wire: WireError): AppError {
  return new AppError(wire.code, {
    message: wire.message,
    ...(wire.hint === undefined ? {} : { hint: wire.hint }),
    ...(wire.details === undefined ? {} : { details: wire.details }),
    ...(wire.trace === undefined ? {} : { cause: new Error(wire.trace) }),
  });
}
