import { AppError, type ErrorCode, isAppError } from "@parlance/core";
import { RowTooLarge } from "./wire/row-filter.ts";

/** SQLSTATE codes, whole or by class. What is not listed is SQL_FAILED. */
const CODES: Readonly<Record<string, ErrorCode>> = {
  "42601": "SQL_SYNTAX",
  "42P01": "SQL_UNKNOWN_TABLE",
  "3F000": "SQL_UNKNOWN_TABLE",
  "42703": "SQL_UNKNOWN_COLUMN",
  "42P10": "SQL_UNKNOWN_COLUMN",
  "42883": "SQL_TYPE_MISMATCH",
  "42804": "SQL_TYPE_MISMATCH",
  "42846": "SQL_TYPE_MISMATCH",
  "42725": "SQL_TYPE_MISMATCH",
  "22": "SQL_TYPE_MISMATCH",
  "42501": "SOURCE_RIGHTS_MISSING",
  "25006": "SQL_REFUSED",
  "57014": "QUERY_CANCELLED",
  "25P03": "QUERY_TIMEOUT",
  "55P03": "QUERY_TIMEOUT",
  "53100": "QUERY_TOO_LARGE",
  "53200": "QUERY_TOO_LARGE",
  "54": "QUERY_TOO_LARGE",
  "53300": "SOURCE_UNREACHABLE",
  "57P01": "SOURCE_CONNECTION_LOST",
  "57P02": "SOURCE_CONNECTION_LOST",
  "57P03": "SOURCE_UNREACHABLE",
  "08": "SOURCE_CONNECTION_LOST",
  "28": "SOURCE_SIGN_IN_FAILED",
  "3D000": "SOURCE_SIGN_IN_FAILED",
};

/** Their table rows say it better, and the server's own texts for these name users, databases and hosts. */
const OWN_TEXT: ReadonlySet<ErrorCode> = new Set([
  "SOURCE_SIGN_IN_FAILED",
  "SOURCE_CONNECTION_LOST",
  "SOURCE_UNREACHABLE",
  "QUERY_CANCELLED",
  "QUERY_TIMEOUT",
  "SQL_REFUSED",
]);

/** What the driver library throws for an error that the server reported. */
export interface ServerError extends Error {
  readonly code: string;
  readonly severity: string;
  readonly position?: string;
  readonly hint?: string;
}

export const isServerError = (error: unknown): error is ServerError =>
  error instanceof Error &&
  "code" in error &&
  typeof error.code === "string" &&
  "severity" in error &&
  /^[0-9A-Z]{5}$/.test(error.code);

/** The server, the database or the user has as many connections as it may. */
const TOO_MANY_CONNECTIONS = "53300";

export const isOutOfConnections = (error: unknown): boolean =>
  isAppError(error) && isServerError(error.cause) && error.cause.code === TOO_MANY_CONNECTIONS;

export const codeOf = (sqlState: string): ErrorCode => CODES[sqlState] ?? CODES[sqlState.slice(0, 2)] ?? "SQL_FAILED";

/** Turns what a connection throws into an error a person can act on; `wasOpen` tells a broken one from one that never was. */
export function toSourceError(error: unknown, wasOpen: boolean, positionOf: (character: number) => number): AppError {
  if (isAppError(error)) return error;
  if (error instanceof RowTooLarge) return tooLarge(error, wasOpen);
  if (isServerError(error)) return fromServer(error, positionOf);
  return new AppError(wasOpen ? "SOURCE_CONNECTION_LOST" : "SOURCE_UNREACHABLE", { cause: error });
}

/** Before anybody has signed in, a message of many megabytes is some other protocol read as this one. */
const tooLarge = (error: RowTooLarge, wasOpen: boolean): AppError =>
  wasOpen
    ? new AppError("QUERY_TOO_LARGE", { cause: error })
    : new AppError("SOURCE_UNREACHABLE", { message: "What answers at this port is not PostgreSQL.", cause: error });

function fromServer(error: ServerError, positionOf: (character: number) => number): AppError {
  const code = codeOf(error.code);
  if (error.code === TOO_MANY_CONNECTIONS) {
    return new AppError(code, { message: "The data source takes no more connections.", cause: error });
  }
  if (error.code === "3D000") {
    return new AppError(code, { message: "The data source has no such database.", cause: error });
  }
  if (OWN_TEXT.has(code)) return new AppError(code, { cause: error });
  const position = error.position === undefined ? undefined : positionOf(Number(error.position) - 1);
  const candidates = [...(error.hint ?? "").matchAll(/column "([^"]+)"/g)].map((match) => match[1]?.split(".").at(-1));
  const [near] = candidates;
  return new AppError(code, {
    message: error.message,
    ...(near === undefined ? {} : { hint: `Did you mean "${near}"?` }),
    details: {
      ...(position === undefined ? {} : { position }),
      ...(candidates.length === 0 ? {} : { candidates }),
    },
    cause: error,
  });
}
