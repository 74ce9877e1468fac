import type { Dialect, TypeKind } from "@parlance/core";
import type { BucketUnit, DatePart, LiteralType } from "../ast/expression.ts";

export type SqlDialect = Exclude<Dialect, "mongodb">;

/** Everything in which the dialects differ, as data. The printer asks here and nowhere else. */
export interface DialectTraits {
  readonly quote: '"' | "`";
  /** What stands before a quote mark inside a quoted name. */
  readonly nameEscape: '"' | "`" | "\\";
  /** Names are folded to lower case unless quoted. */
  readonly foldsToLower: boolean;
  /** A backslash inside a text literal is an escape. */
  readonly hasBackslashEscapes: boolean;
  /** "ascii": LIKE ignores the case of A-Z only, and GLOB is there for the rest. */
  readonly likeWithoutCase: "ilike" | "ascii" | "lower";
  /** How a wildcard is taken literally in LIKE. */
  readonly likeEscape: "clause" | "backslash";
  /** A backslash in a LIKE pattern is an escape even without an ESCAPE clause. */
  readonly hasBackslashPatterns: boolean;
  /** Division keeps the fraction and all its digits, whatever the operands. */
  readonly dividesExactly: boolean;
  /** AVG keeps all digits, whatever the operand. */
  readonly averagesExactly: boolean;
  readonly doubleType: string;
  readonly textType: string;
  readonly setNames: { readonly union: string; readonly intersect: string; readonly except: string };
  readonly offsetComesFirst: boolean;
  /** Directions in which NULL sorts before everything else unless told otherwise. */
  readonly nullsComeFirst: "never" | "asc" | "desc";
  /** NULLS LAST is understood; without it a second key does the same. */
  readonly hasNullsLast: boolean;
  /** A subquery after IN may carry LIMIT. */
  readonly limitsInsideIn: boolean;
  /** Grouped queries may show columns that GROUP BY does not name. */
  readonly showsDetermined: boolean;
  /** Absent where no exact median exists; then the middle rows are numbered and averaged. */
  readonly median: ((arg: string) => string) | undefined;
  /** Interpolated between two values; absent where `median` is. */
  readonly quantile: ((arg: string, at: number) => string) | undefined;
  temporalLiteral(value: string, type: TemporalLiteralType): string;
  bucket(unit: BucketUnit, arg: string, kind: TypeKind): string;
  datePart(part: DatePart, arg: string, kind: TypeKind): string;
  /** Whole days from one moment's day to another's. */
  daysBetween(from: Moment, to: Moment): string;
}

/** A printed expression with what it holds. */
export interface Moment {
  readonly arg: string;
  readonly kind: TypeKind;
}

const STANDARD_SETS = { union: "UNION", intersect: "INTERSECT", except: "EXCEPT" } as const;
const DISTINCT_SETS = {
  union: "UNION DISTINCT",
  intersect: "INTERSECT DISTINCT",
  except: "EXCEPT DISTINCT",
} as const;

/** A timestamp without zone and an instant are spelled alike except in BigQuery. */
export type TemporalLiteralType = Extract<LiteralType, "date" | "timestamp"> | "timestamptz";

const typedLiteral = (value: string, type: TemporalLiteralType): string =>
  type === "date" ? `DATE '${value}'` : `TIMESTAMP '${value.replace("T", " ")}'`;

const isText = (kind: TypeKind): boolean => kind === "text" || kind === "unknown" || kind === "json";

const SQLITE_BUCKETS: Record<BucketUnit, (arg: string) => string> = {
  year: (arg) => `date(${arg}, 'start of year')`,
  quarter: (arg) =>
    `date(${arg}, 'start of month', '-' || ((CAST(strftime('%m', ${arg}) AS INTEGER) - 1) % 3) || ' months')`,
  month: (arg) => `date(${arg}, 'start of month')`,
  week: (arg) => `date(${arg}, '-6 days', 'weekday 1')`,
  day: (arg) => `date(${arg})`,
  hour: (arg) => `strftime('%Y-%m-%d %H:00:00', ${arg})`,
};

const SQLITE_PARTS: Record<DatePart, (arg: string) => string> = {
  year: (arg) => `CAST(strftime('%Y', ${arg}) AS INTEGER)`,
  quarter: (arg) => `((CAST(strftime('%m', ${arg}) AS INTEGER) + 2) / 3)`,
  month: (arg) => `CAST(strftime('%m', ${arg}) AS INTEGER)`,
  day: (arg) => `CAST(strftime('%d', ${arg}) AS INTEGER)`,
  weekday: (arg) => `CAST(strftime('%w', ${arg}) AS INTEGER)`,
  hour: (arg) => `CAST(strftime('%H', ${arg}) AS INTEGER)`,
};

const MYSQL_BUCKETS: Record<BucketUnit, (arg: string) => string> = {
  year: (arg) => `MAKEDATE(YEAR(${arg}), 1)`,
  quarter: (arg) => `(MAKEDATE(YEAR(${arg}), 1) + INTERVAL (QUARTER(${arg}) - 1) QUARTER)`,
  month: (arg) => `CAST(DATE_FORMAT(${arg}, '%Y-%m-01') AS DATE)`,
  week: (arg) => `DATE_SUB(DATE(${arg}), INTERVAL WEEKDAY(${arg}) DAY)`,
  day: (arg) => `DATE(${arg})`,
  hour: (arg) => `CAST(DATE_FORMAT(${arg}, '%Y-%m-%d %H:00:00') AS DATETIME)`,
};

const MYSQL_PARTS: Record<DatePart, (arg: string) => string> = {
  year: (arg) => `YEAR(${arg})`,
  quarter: (arg) => `QUARTER(${arg})`,
  month: (arg) => `MONTH(${arg})`,
  day: (arg) => `DAY(${arg})`,
  weekday: (arg) => `(DAYOFWEEK(${arg}) - 1)`,
  hour: (arg) => `HOUR(${arg})`,
};

const truncated = (unit: BucketUnit, arg: string): string =>
  unit === "hour" ? `date_trunc('hour', ${arg})` : `CAST(date_trunc('${unit}', ${arg}) AS DATE)`;

/** What date functions take: text is read as a moment, and a day as its midnight where an hour is wanted. */
const asMoment = (arg: string, kind: TypeKind, unit: BucketUnit | DatePart): string =>
  isText(kind) || (kind === "date" && unit === "hour") ? `CAST(${arg} AS TIMESTAMP)` : arg;

const extracted = (part: DatePart, arg: string, kind: TypeKind): string =>
  `EXTRACT(${part === "weekday" ? "DOW" : part.toUpperCase()} FROM ${asMoment(arg, kind, part)})`;

const asDay = ({ arg, kind }: Moment): string => (kind === "date" ? arg : `CAST(${arg} AS DATE)`);

const duckdb: DialectTraits = {
  quote: '"',
  nameEscape: '"',
  foldsToLower: false,
  hasBackslashEscapes: false,
  likeWithoutCase: "ilike",
  likeEscape: "clause",
  hasBackslashPatterns: false,
  dividesExactly: true,
  averagesExactly: true,
  doubleType: "DOUBLE",
  textType: "VARCHAR",
  setNames: STANDARD_SETS,
  offsetComesFirst: false,
  nullsComeFirst: "never",
  hasNullsLast: true,
  limitsInsideIn: true,
  showsDetermined: false,
  median: (arg) => `median(${arg})`,
  // Decimals would be rounded to their own scale.
  quantile: (arg, at) => `quantile_cont(CAST(${arg} AS DOUBLE), ${at})`,
  temporalLiteral: typedLiteral,
  bucket: (unit, arg, kind) => truncated(unit, asMoment(arg, kind, unit)),
  datePart: extracted,
  daysBetween: (from, to) => `date_diff('day', ${asDay(from)}, ${asDay(to)})`,
};

const sqlite: DialectTraits = {
  ...duckdb,
  likeWithoutCase: "ascii",
  dividesExactly: false,
  doubleType: "REAL",
  textType: "TEXT",
  nullsComeFirst: "asc",
  showsDetermined: true,
  median: undefined,
  quantile: undefined,
  temporalLiteral: (value) => `'${value.replace("T", " ")}'`,
  bucket: (unit, arg) => SQLITE_BUCKETS[unit](arg),
  datePart: (part, arg) => SQLITE_PARTS[part](arg),
  daysBetween: (from, to) => `CAST(julianday(date(${to.arg})) - julianday(date(${from.arg})) AS INTEGER)`,
};

const postgres: DialectTraits = {
  ...duckdb,
  foldsToLower: true,
  hasBackslashPatterns: true,
  dividesExactly: false,
  doubleType: "DOUBLE PRECISION",
  textType: "TEXT",
  nullsComeFirst: "desc",
  median: (arg) => `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${arg})`,
  quantile: (arg, at) => `percentile_cont(${at}) WITHIN GROUP (ORDER BY ${arg})`,
  datePart: (part, arg, kind) => `CAST(${extracted(part, arg, kind)} AS INTEGER)`,
  daysBetween: (from, to) => `(${asDay(to)} - ${asDay(from)})`,
};

const mysql: DialectTraits = {
  ...duckdb,
  quote: "`",
  nameEscape: "`",
  hasBackslashEscapes: true,
  // LIKE follows the column's collation, which may tell letter case apart.
  likeWithoutCase: "lower",
  hasBackslashPatterns: true,
  // Quotients and averages of integers and decimals keep four more digits than their operands, not all.
  dividesExactly: false,
  averagesExactly: false,
  textType: "CHAR",
  nullsComeFirst: "asc",
  hasNullsLast: false,
  limitsInsideIn: false,
  median: undefined,
  quantile: undefined,
  bucket: (unit, arg) => MYSQL_BUCKETS[unit](arg),
  datePart: (part, arg) => MYSQL_PARTS[part](arg),
  daysBetween: (from, to) => `DATEDIFF(${to.arg}, ${from.arg})`,
};

const trino: DialectTraits = {
  ...duckdb,
  likeWithoutCase: "lower",
  dividesExactly: false,
  // The average of decimals is rounded to their own scale.
  averagesExactly: false,
  offsetComesFirst: true,
  median: undefined,
  quantile: undefined,
  datePart: (part, arg, kind) =>
    part === "weekday" ? `(day_of_week(${asMoment(arg, kind, part)}) % 7)` : extracted(part, arg, kind),
};

const bigqueryDay = (arg: string, kind: TypeKind): string =>
  kind === "date" ? arg : isText(kind) ? `DATE(CAST(${arg} AS DATETIME))` : `DATE(${arg})`;

const bigquery: DialectTraits = {
  ...duckdb,
  quote: "`",
  nameEscape: "\\",
  hasBackslashEscapes: true,
  likeWithoutCase: "lower",
  likeEscape: "backslash",
  hasBackslashPatterns: true,
  dividesExactly: false,
  averagesExactly: false,
  doubleType: "FLOAT64",
  textType: "STRING",
  setNames: DISTINCT_SETS,
  nullsComeFirst: "asc",
  // BigQuery itself has NULLS LAST, but the parser that our guard can use for it does not know the words.
  hasNullsLast: false,
  median: undefined,
  quantile: undefined,
  temporalLiteral: (value, type) => {
    const moment = value.replace("T", " ");
    return type === "date" ? `DATE '${value}'` : `${type === "timestamptz" ? "TIMESTAMP" : "DATETIME"} '${moment}'`;
  },
  bucket: (unit, arg, kind) =>
    unit === "hour"
      ? `DATETIME_TRUNC(CAST(${arg} AS DATETIME), HOUR)`
      : `DATE_TRUNC(${bigqueryDay(arg, kind)}, ${unit === "week" ? "WEEK(MONDAY)" : unit.toUpperCase()})`,
  datePart: (part, arg, kind) => {
    const moment = isText(kind) || (kind === "date" && part === "hour") ? `CAST(${arg} AS DATETIME)` : arg;
    return part === "weekday"
      ? `(EXTRACT(DAYOFWEEK FROM ${moment}) - 1)`
      : `EXTRACT(${part.toUpperCase()} FROM ${moment})`;
  },
  daysBetween: (from, to) => `DATE_DIFF(${bigqueryDay(to.arg, to.kind)}, ${bigqueryDay(from.arg, from.kind)}, DAY)`,
};

export const DIALECT_TRAITS: Record<SqlDialect, DialectTraits> = { duckdb, sqlite, postgres, mysql, trino, bigquery };
