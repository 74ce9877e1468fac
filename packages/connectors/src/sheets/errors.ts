import { AppError, type ErrorCode, isAppError } from "@parlance/core";

interface StatusRow {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string;
}

/** What Google's refusals mean to the person who connects a spreadsheet. */
const BY_STATUS: Readonly<Record<number, StatusRow>> = {
  400: {
    code: "SOURCE_CONFIG_INVALID",
    message: "Google did not accept the request.",
    hint: "Check that the address is that of a Google spreadsheet and not of an uploaded Excel file.",
  },
  401: {
    code: "SOURCE_SIGN_IN_FAILED",
    message: "Google did not accept the sign-in.",
    hint: "Sign in with Google again, or give a new key.",
  },
  403: {
    code: "SOURCE_RIGHTS_MISSING",
    message: "This account may not read the spreadsheet.",
    hint: "Share the spreadsheet with the account, and enable the Google Sheets API in its project.",
  },
  404: {
    code: "SOURCE_CONFIG_INVALID",
    message: "Google has no spreadsheet with this id.",
    hint: "Check the address; a spreadsheet in the bin is gone as well.",
  },
  429: {
    code: "SOURCE_UNREACHABLE",
    message: "Google asked to slow down for longer than a sync can wait.",
    hint: "Sync again in a few minutes, or less often.",
  },
};

/** Codes of the token endpoint (RFC 6749) that mean a person must agree again. */
const NEEDS_CONSENT = /invalid_grant|unauthorized_client|invalid_client|deleted_client/;

export function toAppError(error: unknown, signal?: AbortSignal): AppError {
  if (signal?.aborted) return new AppError("QUERY_CANCELLED", { cause: error });
  const own = causes(error).find(isAppError);
  if (own !== undefined) return own;
  const status = statusOf(error);
  const row = error instanceof Error && NEEDS_CONSENT.test(error.message) ? BY_STATUS[401] : BY_STATUS[status ?? 0];
  if (row !== undefined) return new AppError(row.code, { message: row.message, hint: row.hint, cause: error });
  if (status !== undefined || isNetworkError(error)) return new AppError("SOURCE_UNREACHABLE", { cause: error });
  return new AppError("INTERNAL_ERROR", { cause: error });
}

const causes = (error: unknown): readonly unknown[] =>
  error instanceof Error && error.cause !== undefined ? [error, ...causes(error.cause)] : [error];

function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const status = "status" in error ? error.status : "code" in error ? error.code : undefined;
  return typeof status === "number" ? status : undefined;
}

const isNetworkError = (error: unknown): boolean =>
  error instanceof Error && (error.name === "GaxiosError" || error.name === "TypeError" || "code" in error);
