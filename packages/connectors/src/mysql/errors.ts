import { AppError, type ErrorCode, type GuardTable, isAppError } from "@parlance/core";
import { nearestName } from "@parlance/sql";

/** The servers' numbers for what went wrong. */
const BY_NUMBER: Readonly<Record<number, ErrorCode>> = {
  1040: "SOURCE_UNREACHABLE", // too many connections
  1044: "SOURCE_RIGHTS_MISSING",
  1045: "SOURCE_SIGN_IN_FAILED",
  1049: "SOURCE_CONFIG_INVALID", // no such database
  1053: "SOURCE_CONNECTION_LOST", // server shutdown
  1054: "SQL_UNKNOWN_COLUMN",
  1064: "SQL_SYNTAX",
  1129: "SOURCE_UNREACHABLE", // host is blocked
  1130: "SOURCE_SIGN_IN_FAILED", // host is not allowed
  1142: "SOURCE_RIGHTS_MISSING",
  1143: "SOURCE_RIGHTS_MISSING",
  1146: "SQL_UNKNOWN_TABLE",
  1159: "SOURCE_CONNECTION_LOST", // read timeout
  1160: "SOURCE_CONNECTION_LOST",
  1161: "SOURCE_CONNECTION_LOST", // write timeout
  1203: "SOURCE_UNREACHABLE", // too many connections of this user
  1226: "SOURCE_UNREACHABLE", // resource limit of this user
  1227: "SOURCE_RIGHTS_MISSING",
  1247: "SQL_UNKNOWN_COLUMN",
  1251: "SOURCE_SIGN_IN_FAILED",
  1317: "QUERY_CANCELLED",
  1370: "SOURCE_RIGHTS_MISSING",
  1461: "QUERY_TOO_LARGE",
  1698: "SOURCE_SIGN_IN_FAILED",
  1927: "SOURCE_CONNECTION_LOST", // connection was killed
  1969: "QUERY_TIMEOUT", // MariaDB
  3024: "QUERY_TIMEOUT", // MySQL
  3032: "SOURCE_CONNECTION_LOST",
  3118: "SOURCE_SIGN_IN_FAILED", // account is locked
  4031: "SOURCE_CONNECTION_LOST", // idle too long
};

/** Node's and the driver's own codes. */
const BY_CODE: Readonly<Record<string, ErrorCode>> = {
  ECONNREFUSED: "SOURCE_UNREACHABLE",
  EHOSTUNREACH: "SOURCE_UNREACHABLE",
  ENETUNREACH: "SOURCE_UNREACHABLE",
  ETIMEDOUT: "SOURCE_UNREACHABLE",
  ECONNRESET: "SOURCE_CONNECTION_LOST",
  EPIPE: "SOURCE_CONNECTION_LOST",
  PROTOCOL_CONNECTION_LOST: "SOURCE_CONNECTION_LOST",
  HANDSHAKE_NO_SSL_SUPPORT: "SOURCE_TLS_FAILED",
  HANDSHAKE_SSL_ERROR: "SOURCE_TLS_FAILED",
};

const IS_ABOUT_TLS = /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO/;

/** What the person can do with the server's own words: the statement is at fault. */
const TELLS_THE_STATEMENT: ReadonlySet<ErrorCode> = new Set(["SQL_FAILED", "SQL_SYNTAX", "SQL_UNKNOWN_COLUMN"]);

export interface ErrorContext {
  readonly signal?: AbortSignal | undefined;
  /** Tables whose columns a mistyped name may have meant. */
  readonly tables?: readonly GuardTable[];
}

export function toAppError(error: unknown, { signal, tables = [] }: ErrorContext = {}): AppError {
  if (isAppError(error)) return error;
  if (signal?.aborted) return new AppError("QUERY_CANCELLED", { cause: error });
  if (asksForFile(error)) return new AppError("SOURCE_UNREACHABLE", { ...WANTS_FILE, cause: error });
  const asked = wayOfSigningIn(error);
  if (asked !== null) return new AppError("SOURCE_SIGN_IN_FAILED", { ...asked, cause: error });
  if (isAboutProtocol(error)) return new AppError("SOURCE_UNREACHABLE", { ...OTHER_PROTOCOL, cause: error });
  const code = codeOf(error);
  if (!TELLS_THE_STATEMENT.has(code) || !(error instanceof Error)) return new AppError(code, { cause: error });
  const hint = code === "SQL_UNKNOWN_COLUMN" ? columnHint(error.message, tables) : undefined;
  const message = shortened(error.message);
  return new AppError(code, { message, ...(hint === undefined ? {} : { hint }), cause: error });
}

/** Only LOAD DATA LOCAL gives a server cause to, and nobody here sends that. */
const asksForFile = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith("As a result of LOCAL INFILE command server wants to read");

const WANTS_FILE = {
  message: "The server asked for a file of this machine in reply to a question, and was given none.",
  hint: "No MySQL or MariaDB server in good order does that: check host and port, and who runs the server.",
};

/** What a server asks of whoever signs in that is not done here, as far as the error is about that. */
function wayOfSigningIn(error: unknown): { readonly message: string; readonly hint: string } | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error ? error.code : undefined;
  if (code === "MYSQL_CLEAR_PASSWORD_NOT_ENABLED") {
    return {
      message: "The server asked for the password in clear text, and was not told it.",
      hint: "Use an account of caching_sha2_password, or the server's usual plugin: nobody can then read or keep the password.",
    };
  }
  const [, plugin] = /^Server requests authentication using unknown plugin (\w{1,64})\./.exec(error.message) ?? [];
  if (plugin !== undefined) {
    return {
      message: `The server wants this user to sign in by ${plugin}, which Parlance does not know.`,
      hint: "Use an account that signs in with a password, such as one of caching_sha2_password.",
    };
  }
  if (code !== "AUTH_SWITCH_PLUGIN_ERROR") return null;
  return {
    message: "The sign-in with the server broke off: what it sent for it cannot be used.",
    hint: "Check the account's plugin at the server, and that host and port are the right ones.",
  };
}

const OTHER_PROTOCOL = {
  message: "What answers at this address does not speak MySQL's protocol as it should.",
  hint: "Check host and port: they must be those of a MySQL or MariaDB server.",
};

/** What the driver says of packets that it cannot read: they come from the other side, so the fault is not ours. */
const UNREADABLE: ReadonlySet<string> = new Set(["ERR_OUT_OF_RANGE", "ERR_BUFFER_OUT_OF_BOUNDS"]);

function isAboutProtocol(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = "code" in error ? String(error.code) : "";
  if (code.startsWith("PROTOCOL_")) return BY_CODE[code] === undefined;
  return UNREADABLE.has(code) || /^Should not reach here/.test(error.message);
}

function codeOf(error: unknown): ErrorCode {
  if (!(error instanceof Error)) return "INTERNAL_ERROR";
  if ("errno" in error && typeof error.errno === "number" && error.errno > 0) {
    return BY_NUMBER[error.errno] ?? "SQL_FAILED";
  }
  const code = "code" in error ? String(error.code) : "";
  return BY_CODE[code] ?? (IS_ABOUT_TLS.test(code) ? "SOURCE_TLS_FAILED" : "INTERNAL_ERROR");
}

function columnHint(message: string, tables: readonly GuardTable[]): string | undefined {
  const wanted = /'([^']+)'/.exec(message)?.[1]?.split(".").at(-1);
  const near =
    wanted === undefined ? undefined : nearestName(wanted, new Set(tables.flatMap(({ columns }) => columns)));
  return near === undefined ? undefined : `Did you mean ${near}?`;
}

/** The advice to read the manual of one's own version says nothing here. */
const shortened = (message: string): string =>
  message.replace(/; check the manual that corresponds to your \w+ server version for the right syntax to use/, "");
