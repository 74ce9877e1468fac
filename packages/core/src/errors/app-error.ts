import { ERRORS, type ErrorCode } from "./error-table.ts";

export interface ErrorOptions {
  /** Replaces the table's message; must be safe to show to the person who asked. */
  readonly message?: string;
  readonly hint?: string;
  /** Structured facts for programs: file, row, column, position. Never paths, hosts or credentials. */
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** The only error that crosses a package boundary on purpose. Everything else is a bug and becomes INTERNAL_ERROR. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly status: number;
  readonly hint: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;

  constructor(code: ErrorCode, options: ErrorOptions = {}) {
    const row = ERRORS[code];
    super(options.message ?? row.message, { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.status = row.status;
    this.hint = options.hint ?? row.hint;
    this.details = options.details;
  }
}

export const isAppError = (error: unknown): error is AppError => error instanceof AppError;
