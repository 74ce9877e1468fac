import { AppError, type ErrorCode, type GuardPolicy } from "@parlance/core";
import { nearestName } from "@parlance/sql";

/** An error as the statement protocol tells it. */
export interface TrinoFault {
  readonly message?: string;
  readonly errorName?: string;
  readonly errorType?: string;
  readonly errorLocation?: { readonly lineNumber: number; readonly columnNumber: number };
}

const CODES: Readonly<Record<string, ErrorCode>> = {
  SYNTAX_ERROR: "SQL_SYNTAX",
  COLUMN_NOT_FOUND: "SQL_UNKNOWN_COLUMN",
  TABLE_NOT_FOUND: "SQL_UNKNOWN_TABLE",
  SCHEMA_NOT_FOUND: "SQL_UNKNOWN_TABLE",
  CATALOG_NOT_FOUND: "SQL_UNKNOWN_TABLE",
  MISSING_SCHEMA_NAME: "SQL_UNKNOWN_TABLE",
  MISSING_CATALOG_NAME: "SQL_UNKNOWN_TABLE",
  TYPE_MISMATCH: "SQL_TYPE_MISMATCH",
  INVALID_CAST_ARGUMENT: "SQL_TYPE_MISMATCH",
  PERMISSION_DENIED: "SOURCE_RIGHTS_MISSING",
  EXCEEDED_TIME_LIMIT: "QUERY_TIMEOUT",
  EXCEEDED_CPU_LIMIT: "QUERY_TIMEOUT",
  EXCEEDED_GLOBAL_MEMORY_LIMIT: "QUERY_TOO_LARGE",
  EXCEEDED_LOCAL_MEMORY_LIMIT: "QUERY_TOO_LARGE",
  EXCEEDED_SCAN_LIMIT: "QUERY_TOO_LARGE",
  EXCEEDED_SPILL_LIMIT: "QUERY_TOO_LARGE",
  CLUSTER_OUT_OF_MEMORY: "QUERY_TOO_LARGE",
  USER_CANCELED: "QUERY_CANCELLED",
  ABANDONED_QUERY: "SOURCE_CONNECTION_LOST",
  SERVER_SHUTTING_DOWN: "SOURCE_CONNECTION_LOST",
  REMOTE_HOST_GONE: "SOURCE_CONNECTION_LOST",
};

const STATUS_CODES: Readonly<Record<number, ErrorCode>> = {
  401: "SOURCE_SIGN_IN_FAILED",
  403: "SOURCE_SIGN_IN_FAILED",
};

/** What the server says about the statement is shown; what it says about itself may tell of hosts and files. */
const SHOWN: ReadonlySet<ErrorCode> = new Set([
  "SQL_SYNTAX",
  "SQL_UNKNOWN_COLUMN",
  "SQL_UNKNOWN_TABLE",
  "SQL_TYPE_MISMATCH",
  "SQL_FAILED",
]);

export function errorOfAnswer(fault: TrinoFault, sql: string): AppError {
  const code = CODES[fault.errorName ?? ""] ?? "SQL_FAILED";
  const isShown = SHOWN.has(code) && fault.errorType === "USER_ERROR" && fault.message !== undefined;
  const position = positionOf(fault, sql);
  return new AppError(code, {
    ...(isShown ? { message: (fault.message ?? "").replace(/^line \d+:\d+: /, "") } : {}),
    ...(position === undefined ? {} : { details: { position } }),
    cause: fault,
  });
}

function positionOf({ errorLocation }: TrinoFault, sql: string): number | undefined {
  if (errorLocation === undefined) return undefined;
  const lines = sql.split("\n").slice(0, errorLocation.lineNumber - 1);
  return lines.reduce((sum, line) => sum + line.length + 1, 0) + errorLocation.columnNumber - 1;
}

export function errorOfStatus(status: number): AppError {
  const code = STATUS_CODES[status];
  if (code !== undefined) return new AppError(code);
  return new AppError("SOURCE_UNREACHABLE", { message: `The server answered with status ${status}.` });
}

/** The same error, naming the column a person most likely meant. */
export function withNearColumn(error: unknown, policy: GuardPolicy): unknown {
  if (!(error instanceof AppError) || error.code !== "SQL_UNKNOWN_COLUMN") return error;
  const wanted = /Column '(?:[^']*\.)?([^'.]+)'/.exec(error.message)?.[1] ?? "";
  const near = nearestName(wanted, new Set(policy.tables.flatMap((table) => table.columns)));
  if (near === undefined) return error;
  return new AppError(error.code, {
    message: error.message,
    hint: `Did you mean ${near}?`,
    details: { ...error.details, candidates: [near] },
    cause: error,
  });
}
