import { AppError, type ErrorCode, isAppError } from "@parlance/core";

/** The fields DuckDB reports with errors_as_json; all are text. */
type Report = Readonly<Record<string, string | undefined>>;

/** DuckDB's exception types. Those not listed become SQL_FAILED. */
const CODE_BY_TYPE: Readonly<Record<string, ErrorCode>> = {
  Parser: "SQL_SYNTAX",
  Syntax: "SQL_SYNTAX",
  Conversion: "SQL_TYPE_MISMATCH",
  "Mismatch Type": "SQL_TYPE_MISMATCH",
  "Invalid type": "SQL_TYPE_MISMATCH",
  "Out of Memory": "QUERY_TOO_LARGE",
  "Object Size": "QUERY_TOO_LARGE",
  INTERRUPT: "QUERY_CANCELLED",
  Permission: "SQL_REFUSED",
};

const CODE_BY_SUBTYPE: Readonly<Record<string, ErrorCode>> = {
  COLUMN_NOT_FOUND: "SQL_UNKNOWN_COLUMN",
  NO_MATCHING_FUNCTION: "SQL_TYPE_MISMATCH",
};

/** Messages that have no type or subtype of their own. */
const CODE_BY_MESSAGE: readonly (readonly [RegExp, ErrorCode])[] = [
  [/does not have a column named/, "SQL_UNKNOWN_COLUMN"],
  [/in EXCLUDE list not found|in REPLACE list not found/, "SQL_UNKNOWN_COLUMN"],
  [/[Cc]annot compare values of type|No function matches/, "SQL_TYPE_MISMATCH"],
  [
    /std::bad_alloc|[Oo]ut of [Mm]emory|failed to allocate|Cannot create a string of size|larger than the maximum|Array buffer allocation|Invalid array/,
    "QUERY_TOO_LARGE",
  ],
  [/No space left on device|Disk quota exceeded/, "STORAGE_FULL"],
];

/** Turns what DuckDB throws into an error a person can act on. Paths of files never appear in it. */
export function toSqlError(error: unknown, sql: string): AppError {
  if (isAppError(error)) return error;
  const text = error instanceof Error ? error.message : String(error);
  const report = parseReport(text);
  const code = codeOf(report);
  // Their table rows say it better than the engine, and its texts for these name files or settings.
  if (code === "QUERY_TOO_LARGE" || code === "QUERY_CANCELLED" || code === "STORAGE_FULL" || code === "SQL_REFUSED") {
    return new AppError(code, { cause: error });
  }
  return new AppError(code, {
    message: messageOf(report),
    details: details(report, sql),
    cause: error,
    ...(hintOf(report) === undefined ? {} : { hint: hintOf(report) }),
  });
}

const LIMIT_CODES: ReadonlySet<ErrorCode> = new Set(["QUERY_TOO_LARGE", "QUERY_CANCELLED", "STORAGE_FULL"]);

/**
 * What a call's caller gets for whatever ended it. After the deadline or a cancellation that is the reason; and memory
 * may run out anywhere, also while connecting or cleaning up, where nothing turns the engine's error into ours.
 */
export function toCallError(error: unknown, signal: AbortSignal): unknown {
  if (isAppError(error)) return error;
  if (signal.aborted) return signal.reason;
  const known = toSqlError(error, "");
  return LIMIT_CODES.has(known.code) ? known : error;
}

/** True when the engine itself is broken: after such an error every further statement on it fails. */
export function isEngineLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return /database has been invalidated|FATAL Error/.test(error.message) || isEngineLost(error.cause);
}

/**
 * For cleaning up after a failure that is about to be told: what the engine says then adds nothing, while a mistake of
 * ours still shows.
 */
export async function unlessEngineFails(work: Promise<unknown>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (!isEngineError(error)) throw error;
  }
}

/** DuckDB's binding throws plain errors, some with no more than "std::bad_alloc"; ours and the language's have classes. */
export const isEngineError = (error: unknown): error is Error => error instanceof Error && error.constructor === Error;

/** Some errors carry a prefix before the JSON ("Parser Error: {...}"), a few are plain text. */
function parseReport(text: string): Report {
  const start = text.indexOf('{"exception_type"');
  if (start < 0) return { exception_type: /^(.+?) Error:/.exec(text)?.[1], exception_message: text };
  try {
    // DuckDB writes this object itself, with text for every field.
    return JSON.parse(text.slice(start)) as Report;
  } catch (error) {
    if (error instanceof SyntaxError) return { exception_message: text };
    throw error;
  }
}

function codeOf(report: Report): ErrorCode {
  const bySubtype = CODE_BY_SUBTYPE[report.error_subtype ?? ""];
  if (bySubtype) return bySubtype;
  if (report.exception_type === "Catalog" && report.type === "Table") return "SQL_UNKNOWN_TABLE";
  const message = report.exception_message ?? "";
  const byMessage = CODE_BY_MESSAGE.find(([pattern]) => pattern.test(message));
  return byMessage?.[1] ?? CODE_BY_TYPE[report.exception_type ?? ""] ?? "SQL_FAILED";
}

/** The first paragraph, without the list of function signatures, without paths, and without advice to change settings. */
function messageOf(report: Report): string {
  const text = (report.exception_message ?? "").split(/\n|You might need to add|Did you mean|Candidate /)[0] ?? "";
  return withoutPaths(text).trim() || "The database could not run this statement.";
}

const withoutPaths = (text: string): string =>
  text.replace(/(?<!\w)"?(?:[A-Za-z]:)?(?:[\\/][\w.@+-]+){2,}[\\/]?"?/g, "the file");

function details(report: Report, sql: string): Record<string, unknown> {
  const candidates = candidatesOf(report);
  const position = report.position === undefined ? undefined : utf16Offset(sql, Number(report.position));
  return {
    ...(position === undefined ? {} : { position }),
    ...(report.name ? { name: report.name } : {}),
    ...(candidates.length > 0 ? { candidates } : {}),
  };
}

function hintOf(report: Report): string | undefined {
  const [first, second] = candidatesOf(report);
  if (first === undefined) return undefined;
  return second === undefined ? `Did you mean "${first}"?` : `Did you mean "${first}" or "${second}"?`;
}

/** Names only: for functions DuckDB lists signatures, which help nobody who asked a question. */
function candidatesOf(report: Report): string[] {
  const listed =
    report.candidates?.split(",") ?? quoted(/Candidate bindings:(.*)/s.exec(report.exception_message ?? "")?.[1]);
  return listed.map((name) => name.trim()).filter((name) => name !== "" && !name.includes("->") && !name.includes("("));
}

const quoted = (text: string | undefined): string[] => [...(text ?? "").matchAll(/"([^"]+)"/g)].map((m) => m[1] ?? "");

/** DuckDB counts bytes of UTF-8; editors count UTF-16 units. */
const utf16Offset = (sql: string, byteOffset: number): number =>
  Buffer.from(sql).subarray(0, byteOffset).toString().length;
