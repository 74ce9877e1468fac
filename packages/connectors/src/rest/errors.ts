import { AppError, type ErrorCode } from "@parlance/core";

interface StatusRow {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

/** What an API's refusal means to the person who connects it. Bodies are not shown: nobody knows what is in them. */
const BY_STATUS: Readonly<Record<number, StatusRow>> = {
  400: {
    code: "SOURCE_CONFIG_INVALID",
    message: "The API did not accept the request.",
    hint: "Check path and parameters.",
  },
  401: { code: "SOURCE_SIGN_IN_FAILED", message: "The API did not accept the token, password or key." },
  403: {
    code: "SOURCE_RIGHTS_MISSING",
    message: "The API does not let this key read that.",
    hint: "Give the key the right to read.",
  },
  404: {
    code: "SOURCE_CONFIG_INVALID",
    message: "The API has nothing at this path.",
    hint: "Check base URL and path.",
  },
  405: { code: "SOURCE_CONFIG_INVALID", message: "The API cannot be read at this path." },
  406: { code: "SOURCE_CONFIG_INVALID", message: "The API cannot answer with JSON here." },
  429: {
    code: "SOURCE_UNREACHABLE",
    message: "The API asked to slow down for longer than a sync can wait.",
    hint: "Sync later, or less often.",
  },
};

export function statusError(status: number, table: string): AppError {
  const row = BY_STATUS[status] ?? {
    code: "SOURCE_UNREACHABLE" as const,
    message: `The API answered with status ${status}.`,
  };
  return new AppError(row.code, {
    message: row.message,
    ...(row.hint === undefined ? {} : { hint: row.hint }),
    details: { table, status },
  });
}

export const invalidAnswer = (table: string, message: string, hint?: string): AppError =>
  new AppError("SOURCE_CONFIG_INVALID", { message, ...(hint === undefined ? {} : { hint }), details: { table } });
