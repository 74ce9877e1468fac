import { AppError, type ErrorCode, isAppError } from "@parlance/core";
import type { Fault } from "./rest-answers.ts";

interface ReasonRow {
  readonly code: ErrorCode;
  readonly message?: string;
  readonly hint?: string;
}

const BUSY: ReasonRow = {
  code: "SOURCE_UNREACHABLE",
  message: "BigQuery's quota is used up for the moment.",
  hint: "Ask again in a few minutes.",
};

/** BigQuery's reasons to ours. */
const REASONS: Readonly<Record<string, ReasonRow>> = {
  accessDenied: {
    code: "SOURCE_RIGHTS_MISSING",
    hint: "Grant the service account BigQuery Data Viewer on the dataset and BigQuery Job User on the project.",
  },
  authError: { code: "SOURCE_SIGN_IN_FAILED", hint: "Give a new key of the service account." },
  notFound: { code: "SQL_UNKNOWN_TABLE" },
  bytesBilledLimitExceeded: {
    code: "QUERY_OVER_BUDGET",
    hint: "Ask for fewer columns or a shorter period, or raise the limit in the source's settings.",
  },
  billingTierLimitExceeded: { code: "QUERY_OVER_BUDGET" },
  quotaExceeded: BUSY,
  rateLimitExceeded: BUSY,
  jobRateLimitExceeded: BUSY,
  resourcesExceeded: { code: "QUERY_TOO_LARGE" },
  responseTooLarge: { code: "QUERY_TOO_LARGE" },
  stopped: { code: "QUERY_CANCELLED" },
  timeout: { code: "QUERY_TIMEOUT" },
  backendError: { code: "SOURCE_CONNECTION_LOST" },
  internalError: { code: "SOURCE_CONNECTION_LOST" },
  billingNotEnabled: { code: "SOURCE_CONFIG_INVALID", message: "Billing is not enabled for this project." },
};

const STATUSES: Readonly<Record<number, ReasonRow>> = {
  401: { code: "SOURCE_SIGN_IN_FAILED", hint: "Give a new key of the service account." },
  403: { code: "SOURCE_RIGHTS_MISSING" },
  404: { code: "SOURCE_CONFIG_INVALID", message: "BigQuery has no such project or dataset." },
  429: BUSY,
};

/** What an invalid query says, by how its message begins. */
const QUERY_FAULTS: readonly (readonly [RegExp, ErrorCode])[] = [
  [/^Syntax error/, "SQL_SYNTAX"],
  [/^(?:Unrecognized name|Name .* not found inside)/, "SQL_UNKNOWN_COLUMN"],
  [/^(?:Not found: (?:Table|Dataset)|Table .* must be qualified)/, "SQL_UNKNOWN_TABLE"],
  [/^(?:No matching signature|Bad \w+ value|Could not cast|Invalid (?:date|timestamp|datetime))/i, "SQL_TYPE_MISMATCH"],
];

/** The error of a job or request. `sql` is given where its message speaks about a statement. */
export function errorOfFault(fault: Fault, sql?: string): AppError {
  const message = fault.message ?? "";
  if (/timed? ?out/i.test(message) && fault.reason === "stopped")
    return new AppError("QUERY_TIMEOUT", { cause: fault });
  const row = REASONS[fault.reason ?? ""];
  if (row !== undefined) return new AppError(row.code, { ...told(row), cause: fault });
  return sql === undefined ? new AppError("SQL_FAILED", { cause: fault }) : errorOfQuery(message, sql, fault);
}

function errorOfQuery(message: string, sql: string, cause: unknown): AppError {
  const code = QUERY_FAULTS.find(([pattern]) => pattern.test(message))?.[1] ?? "SQL_FAILED";
  const [, line, column] = /\s*at \[(\d+):(\d+)\]$/.exec(message) ?? [];
  const near = /Did you mean ([^?]+)\?/.exec(message)?.[1];
  return new AppError(code, {
    message: message.replace(/\s*at \[\d+:\d+\]$/, "").replace(/\b[\w-]+:(\w+\.\w+)/g, "$1"),
    details: {
      ...(line === undefined ? {} : { position: offsetOf(sql, Number(line), Number(column)) }),
      ...(near === undefined ? {} : { candidates: [near] }),
    },
    cause,
  });
}

function offsetOf(sql: string, line: number, column: number): number {
  const before = sql.split("\n").slice(0, line - 1);
  return before.reduce((sum, text) => sum + text.length + 1, 0) + column - 1;
}

/** The error of a request that was refused, was not answered or was stopped. */
export function toAppError(error: unknown, signal?: AbortSignal): AppError {
  if (signal?.aborted) return new AppError("QUERY_CANCELLED", { cause: error });
  const own = causes(error).find(isAppError);
  if (own !== undefined) return own;
  const { status, fault } = answerOf(error);
  const row = status === 404 ? STATUSES[404] : (REASONS[fault.reason ?? ""] ?? STATUSES[status ?? 0]);
  if (row !== undefined)
    return new AppError(row.code, { ...told(row), details: { reason: fault.reason }, cause: error });
  if (fault.reason === "invalidQuery" || fault.reason === "invalid") return new RefusedStatement(fault);
  return new AppError("SOURCE_UNREACHABLE", { cause: error });
}

/** A fault of the statement, which only the caller can place in its text. */
export class RefusedStatement extends AppError {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super("SQL_FAILED", { cause: fault });
    this.fault = fault;
  }
}

export const withPlace = (error: unknown, sql: string): unknown =>
  error instanceof RefusedStatement ? errorOfFault(error.fault, sql) : error;

const told = ({ message, hint }: ReasonRow) => ({
  ...(message === undefined ? {} : { message }),
  ...(hint === undefined ? {} : { hint }),
});

const causes = (error: unknown): readonly unknown[] =>
  error instanceof Error && error.cause !== undefined ? [error, ...causes(error.cause)] : [error];

interface RefusedAnswer {
  readonly status?: number;
  readonly fault: Fault;
}

/** Google's body: {error: {code, message, errors: [{reason, message, location}]}}. */
function answerOf(error: unknown): RefusedAnswer {
  const response = propertyOf(error, "response");
  const status = propertyOf(response, "status") ?? propertyOf(error, "status");
  const body = propertyOf(propertyOf(response, "data"), "error");
  const first = [propertyOf(body, "errors")].flat()[0];
  const text = (key: string): string | undefined => {
    const value = propertyOf(first, key) ?? propertyOf(body, key);
    return typeof value === "string" ? value : undefined;
  };
  const [reason, message] = [text("reason"), text("message")];
  return {
    ...(typeof status === "number" ? { status } : {}),
    fault: { ...(reason === undefined ? {} : { reason }), ...(message === undefined ? {} : { message }) },
  };
}

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
