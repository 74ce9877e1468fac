import { quoteList, quoteText } from "../quote.ts";
import type { DateShape } from "./date-shape.ts";
import { type Marks, withoutMarksSql } from "./marked-values.ts";
import { type NumberStyle, numberPattern, plainNumberSql } from "./number-style.ts";

/** How the text of one column becomes values. Everything is verified row by row while it is loaded. */
export type ColumnFormat =
  | { readonly kind: "text"; readonly isTrimmed: boolean }
  | { readonly kind: "boolean"; readonly trueWord: string; readonly falseWord: string }
  | { readonly kind: "integer"; readonly style: NumberStyle; readonly digits: number; readonly hasPoint: boolean }
  | { readonly kind: "decimal"; readonly style: NumberStyle; readonly precision: number; readonly scale: number }
  | { readonly kind: "double"; readonly style: NumberStyle }
  | { readonly kind: "moment"; readonly shape: DateShape }
  | { readonly kind: "time" }
  | { readonly kind: "json" }
  /** Written as hexadecimal digits. */
  | { readonly kind: "binary" }
  /** Figures or dates of which some bear a footnote's mark or the sign of a shared place. */
  | { readonly kind: "marked"; readonly marks: Marks; readonly format: ColumnFormat }
  /** A nameless column without values, as a delimiter at the end of every line makes. */
  | { readonly kind: "absent" };

const isPlain = ({ decimal, thousands, sign }: NumberStyle): boolean =>
  decimal === "." && thousands === "" && sign === "";

/** A double holds every decimal of up to 15 digits exactly, so the fast way round through it loses nothing. */
const DOUBLE_DIGITS = 15;
const BIGINT_DIGITS = 18;

/**
 * SQL that converts the text expression `x`, NULL when the value does not fit the format without loss.
 * DuckDB's own casts are too kind: '1.5' becomes the integer 2 and '00123' becomes 123.
 */
export function attemptSql(x: string, format: ColumnFormat): string {
  switch (format.kind) {
    case "text":
      return format.isTrimmed ? `trim(${x})` : x;
    case "boolean":
      return booleanSql(x, format);
    case "integer":
      return integerSql(x, format);
    case "decimal":
      return decimalSql(x, format);
    case "double":
      return onlyMatching(x, format.style, (digits) => finite(`TRY_CAST(${digits} AS DOUBLE)`));
    case "moment":
      return momentSql(x, format.shape);
    case "time":
      return `TRY_CAST(${x} AS TIME)`;
    case "json":
      return `CASE WHEN json_valid(${x}) THEN CAST(${x} AS JSON) ELSE to_json(${x}) END`;
    case "binary":
      return `unhex(${x})`;
    case "marked":
      return attemptSql(withoutMarksSql(x, format.marks), format.format);
    case "absent":
      return "NULL";
  }
}

/**
 * The type as which the engine's reader may parse the column itself, a fifth faster than from text: only where its
 * parsing loses nothing that loadSql cannot see, and nothing has to be read as NULL.
 */
export function scanType(format: ColumnFormat, nullWords: readonly string[]): "VARCHAR" | "DOUBLE" | "TIMESTAMP" {
  if (nullWords.length > 0) return "VARCHAR";
  if (isFastDecimal(format) || (format.kind === "double" && isPlain(format.style))) return "DOUBLE";
  return format.kind === "moment" && format.shape.isIso && format.shape.kind !== "timestamptz"
    ? "TIMESTAMP"
    : "VARCHAR";
}

/** The value, or an error that stops the load: none is ever lost in silence. `x` has the type that scanType gives. */
export function loadSql(x: string, format: ColumnFormat, nullWords: readonly string[]): string {
  const stop = `error(${quoteText(MISFIT_MARK)})`;
  const type = scanType(format, nullWords);
  if (type === "TIMESTAMP") return isDate(format) ? exactOr(stop, x, `CAST(${x} AS DATE)`) : x;
  if (type === "DOUBLE" && format.kind === "decimal") {
    // By way of so few digits that the engine itself stops at what a double no longer holds exactly.
    const exact = `CAST(${x} AS ${decimalType({ ...format, precision: DOUBLE_DIGITS })})`;
    const decimal = `CAST(${exact} AS ${decimalType(format)})`;
    return exactOr(stop, x, decimal, `CAST(${decimal} AS DOUBLE)`);
  }
  if (type === "DOUBLE") return `CASE WHEN ${x} IS NULL OR isfinite(${x}) THEN ${x} ELSE ${stop} END`;
  if (format.kind === "integer" && isPrintedInteger(format) && nullWords.length === 0) {
    const whole = `TRY_CAST(${x} AS ${integerType(format)})`;
    return exactOr(stop, x, whole, `CAST(${whole} AS VARCHAR)`);
  }
  const attempt = attemptSql(x, format);
  if (format.kind === "text") {
    return nullWords.length === 0 ? attempt : `CASE WHEN ${isValue(x, nullWords)} THEN ${attempt} END`;
  }
  return `CASE WHEN ${isValue(x, nullWords)} THEN coalesce(${attempt}, ${stop}) END`;
}

/**
 * `value` where `back`, the value turned back into what was read, is the same; NULL stays NULL. One plain comparison:
 * the engine computes both sides for whole columns at a time, a third faster than conditions within conditions.
 */
const exactOr = (stop: string, x: string, value: string, back = value): string =>
  `CASE WHEN ${back} IS DISTINCT FROM ${x} THEN ${stop} ELSE ${value} END`;

const isDate = (format: ColumnFormat): boolean => format.kind === "moment" && format.shape.kind === "date";

/** SQL that is true where the load would stop. */
export const isMisfitSql = (x: string, format: ColumnFormat, nullWords: readonly string[]): string =>
  `${isValue(x, nullWords)} AND (${attemptSql(x, format)}) IS NULL`;

const MISFIT_MARK = "value does not fit its column";

/**
 * True for the error that loadSql raises, and for the reader's own about a value it cannot convert. The mark alone is
 * no sign: messages quote the statement's text.
 */
export const isMisfit = (error: unknown): error is Error => isMarked(error) || isConversion(error);

const isConversion = (error: unknown): boolean =>
  error instanceof Error && /^(Conversion Error|\{.*"exception_type":"Conversion")/.test(error.message);

const isMarked = (error: unknown): boolean =>
  error instanceof Error &&
  new RegExp(`^(Invalid Input Error: |\\{.*"exception_message":")${MISFIT_MARK}`).test(error.message);

const isValue = (x: string, nullWords: readonly string[]): string =>
  nullWords.length === 0 ? `${x} IS NOT NULL` : `${x} IS NOT NULL AND NOT list_contains(${quoteList(nullWords)}, ${x})`;

/** The usual spellings are compared as they stand, eight times as fast; only the rest is trimmed and folded. */
function booleanSql(x: string, { trueWord, falseWord }: Extract<ColumnFormat, { kind: "boolean" }>): string {
  const folded = `CASE lower(trim(${x})) WHEN ${quoteText(trueWord)} THEN true WHEN ${quoteText(falseWord)} THEN false END`;
  const when = (word: string, value: boolean): string[] =>
    spellings(word).map((spelling) => `WHEN ${quoteText(spelling)} THEN ${value}`);
  const spelled = [...when(trueWord, true), ...when(falseWord, false)];
  return `CASE ${x} ${spelled.join(" ")} ELSE ${folded} END`;
}

const spellings = (word: string): string[] => [
  ...new Set([word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)]),
];

type IntegerFormat = Extract<ColumnFormat, { kind: "integer" }>;

const integerType = ({ digits }: IntegerFormat): string => (digits <= BIGINT_DIGITS ? "BIGINT" : "DECIMAL(38,0)");

/** True where every text is what its number prints. */
const isPrintedInteger = ({ style, hasPoint }: IntegerFormat): boolean => isPlain(style) && !hasPoint;

function integerSql(x: string, format: IntegerFormat): string {
  const type = integerType(format);
  if (!isPlain(format.style)) return onlyMatching(x, format.style, (digits) => wholeSql(digits, type));
  if (!isPrintedInteger(format)) return wholeSql(x, type);
  // The text must be what the number prints: signs, spaces, points and leading zeros are seen and reconsidered.
  return `CASE WHEN CAST(TRY_CAST(${x} AS ${type}) AS VARCHAR) = ${x} THEN TRY_CAST(${x} AS ${type}) END`;
}

const wholeSql = (digits: string, type: string): string =>
  `CASE WHEN regexp_full_match(${digits}, '\\s*[+-]?(0|[1-9]\\d*)(\\.0*)?\\s*') THEN TRY_CAST(${digits} AS ${type}) END`;

type DecimalFormat = Extract<ColumnFormat, { kind: "decimal" }>;

const decimalType = ({ precision, scale }: DecimalFormat): string => `DECIMAL(${precision},${scale})`;
const exactLimit = ({ scale }: DecimalFormat): string => `1e${DOUBLE_DIGITS - scale}`;
const isFastDecimal = (format: ColumnFormat): boolean =>
  format.kind === "decimal" &&
  isPlain(format.style) &&
  format.precision <= BIGINT_DIGITS &&
  format.scale <= DOUBLE_DIGITS;

function decimalSql(x: string, format: DecimalFormat): string {
  const type = decimalType(format);
  if (isFastDecimal(format)) {
    const double = `TRY_CAST(${x} AS DOUBLE)`;
    const decimal = `TRY_CAST(${double} AS ${type})`;
    return `CASE WHEN abs(${double}) < ${exactLimit(format)} AND CAST(${decimal} AS DOUBLE) = ${double} THEN ${decimal} END`;
  }
  const pattern = `\\s*[+-]?\\d*(\\.\\d{0,${format.scale}}0*)?\\s*`;
  return onlyMatching(
    x,
    format.style,
    (digits) => `CASE WHEN regexp_full_match(${digits}, '${pattern}') THEN TRY_CAST(${digits} AS ${type}) END`,
  );
}

function onlyMatching(x: string, style: NumberStyle, convert: (digits: string) => string): string {
  if (isPlain(style)) return convert(x);
  const pattern = quoteText(numberPattern(style));
  return `CASE WHEN regexp_full_match(${x}, ${pattern}) THEN ${convert(`(${plainNumberSql(x, style)})`)} END`;
}

const finite = (double: string): string => `CASE WHEN isfinite(${double}) THEN ${double} END`;

function momentSql(x: string, shape: DateShape): string {
  const type = shape.kind === "timestamptz" ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP";
  const moment = shape.isIso
    ? `TRY_CAST(${x} AS ${type})`
    : `TRY_STRPTIME(trim(${x}), ${shape.formats.length === 1 ? quoteText(shape.formats[0] ?? "") : quoteList(shape.formats)})`;
  if (shape.kind !== "date") return moment;
  return `CASE WHEN CAST(${moment} AS DATE) = ${moment} THEN CAST(${moment} AS DATE) END`;
}
