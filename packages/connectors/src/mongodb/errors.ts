import { AppError, type ErrorCode, isAppError } from "@parlance/core";

/** MongoDB's numbers for what went wrong. */
const BY_CODE: Readonly<Record<number, ErrorCode>> = {
  2: "SQL_FAILED", // BadValue
  9: "SQL_SYNTAX", // FailedToParse
  13: "SOURCE_RIGHTS_MISSING", // Unauthorized
  14: "SQL_TYPE_MISMATCH", // TypeMismatch
  16: "SQL_FAILED",
  18: "SOURCE_SIGN_IN_FAILED", // AuthenticationFailed
  26: "SQL_UNKNOWN_TABLE", // NamespaceNotFound
  50: "QUERY_TIMEOUT", // MaxTimeMSExpired
  146: "QUERY_TOO_LARGE", // ExceededMemoryLimit
  168: "SQL_SYNTAX", // InvalidPipelineOperator
  241: "SQL_TYPE_MISMATCH", // ConversionFailure
  262: "QUERY_TIMEOUT", // ExceededTimeLimit
  292: "QUERY_TOO_LARGE", // QueryExceededMemoryLimitNoDiskUseAllowed
  334: "SOURCE_SIGN_IN_FAILED", // MechanismUnavailable
  10334: "QUERY_TOO_LARGE", // BSONObjectTooLarge
  11601: "QUERY_CANCELLED", // Interrupted
  8000: "SOURCE_SIGN_IN_FAILED", // Atlas' own
};

/** The driver's classes, by name: importing them here would load the driver with the first error table. */
const BY_NAME: Readonly<Record<string, ErrorCode>> = {
  MongoServerSelectionError: "SOURCE_UNREACHABLE",
  MongoNetworkTimeoutError: "SOURCE_UNREACHABLE",
  MongoNetworkError: "SOURCE_CONNECTION_LOST",
  MongoPoolClearedError: "SOURCE_CONNECTION_LOST",
  MongoTopologyClosedError: "SOURCE_CONNECTION_LOST",
  MongoNotConnectedError: "SOURCE_CONNECTION_LOST",
  MongoOperationTimeoutError: "QUERY_TIMEOUT",
  MongoMissingCredentialsError: "SOURCE_SIGN_IN_FAILED",
  MongoParseError: "SOURCE_CONFIG_INVALID",
};

/** What the person can do with the server's own words: the statement is at fault. */
const IS_ABOUT_THE_STATEMENT: ReadonlySet<ErrorCode> = new Set(["SQL_FAILED", "SQL_SYNTAX", "SQL_TYPE_MISMATCH"]);

export function toAppError(error: unknown, signal?: AbortSignal): AppError {
  if (isAppError(error)) return error;
  if (signal?.aborted) return new AppError("QUERY_CANCELLED", { cause: error });
  const judged = causes(error).find(isAppError);
  if (judged !== undefined) return judged;
  const all = causes(error);
  if (all.some(isAboutLetters)) return new AppError("SOURCE_SIGN_IN_FAILED", { ...LETTERS, cause: error });
  if (all.some(isAboutTls)) return new AppError("SOURCE_TLS_FAILED", { cause: error });
  const numbered = all.find((cause) => numberOf(cause) !== undefined);
  const number = numberOf(numbered);
  const code = (number === undefined ? undefined : BY_CODE[number]) ?? BY_NAME[nameOf(error)] ?? unknownCode(error);
  if (!IS_ABOUT_THE_STATEMENT.has(code) || !(numbered instanceof Error)) return new AppError(code, { cause: error });
  return new AppError(code, { message: plainMessage(numbered.message), cause: error });
}

/** SCRAM-SHA-256 takes passwords through RFC 4013, which knows the letters of an old Unicode and no signs of control. */
const isAboutLetters = (error: unknown): boolean =>
  error instanceof Error && /tools\.ietf\.org\/html\/rfc4013/.test(error.message);

const LETTERS = {
  message: "The password has a character that MongoDB's sign-in does not take, such as an emoji.",
  hint: "Give the user another password, of letters, digits and signs.",
};

/** The driver hides causes in `cause` and, for server selection, in the servers' last errors. */
function causes(error: unknown, depth = 0): readonly unknown[] {
  if (!(error instanceof Error) || depth > 5) return [error];
  const servers =
    "reason" in error && typeof error.reason === "object" && error.reason !== null && "servers" in error.reason
      ? [...(error.reason.servers instanceof Map ? error.reason.servers.values() : [])].map((server: unknown) =>
          typeof server === "object" && server !== null && "error" in server ? server.error : null,
        )
      : [];
  return [error, ...[error.cause, ...servers].filter(Boolean).flatMap((inner) => causes(inner, depth + 1))];
}

function isAboutTls(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/.test(code) || WITHOUT_TLS.test(error.message);
}

/** Node's words where the other side hangs up instead of shaking hands. */
const WITHOUT_TLS = /before secure TLS connection was established/;

const numberOf = (error: unknown): number | undefined =>
  error instanceof Error && "code" in error && typeof error.code === "number" ? error.code : undefined;

/** A mistake of ours is not the statement's fault. */
const unknownCode = (error: unknown): ErrorCode =>
  nameOf(error).startsWith("Mongo") ? "SQL_FAILED" : "INTERNAL_ERROR";

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : "");

/** "PlanExecutor error during aggregation :: caused by :: ..." tells of the server, not of the statement. */
const plainMessage = (message: string): string => (message.split(":: caused by ::").at(-1) ?? message).trim();
