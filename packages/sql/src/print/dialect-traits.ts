import type { Dialect, TypeKind } from "@parlance/core";
import type { BucketUnit, DatePart, LiteralType } from "../ast/expression.ts";

export type SqlDialect = Exclude<Dialect, "mongodb">;

/** Everything in which the dialects differ, as data. The printer asks here and nowhere else. */
export interface DialectTraits {
  readonly quote: '"' | "`";
  /** Names are folded to lower case unless quoted. */
  readonly foldsToLower: boolean;
  /** A backslash inside a text literal is an escape. */
  readonly hasBackslashEscapes: boolean;
  readonly likeWithoutCase: "ilike" | "like" | "lower";
  readonly dividesIntegersExactly: boolean;
  readonly doubleType: string;
  readonly textType: string;
  readonly setNames: { readonly union: string; readonly intersect: string; readonly except: string };
  readonly offsetComesFirst: boolean;
  readonly nullsLast: boolean;
  median(arg: string): string;
  temporalLiteral(value: string, type: LiteralType): string;
  bucket(unit: BucketUnit, arg: string, kind: TypeKind): string;
  datePart(part: DatePart, arg: string, kind: TypeKind): string;
}

const STANDARD_SETS = { union: "UNION", intersect: "INTERSECT", except: "EXCEPT" } as const;
const DISTINCT_SETS = {
  union: "UNION DISTINCT",
  intersect: "INTERSECT DISTINCT",
  except: "EXCEPT DISTINCT",
} as const;

const typedLiteral = (value: string, type: LiteralType): string =>
  type === "date" ? `DATE '${value}'` : `TIMESTAMP '${value.replace("T", " ")}'`;

const isTimed = (kind: TypeKind): boolean => kind === "timestamp" || kind === "timestamptz";
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

const asTimestamp = (arg: string, kind: TypeKind): string => (isText(kind) ? `CAST(${arg} AS TIMESTAMP)` : arg);

const extracted = (part: DatePart, arg: string): string =>
  `EXTRACT(${part === "weekday" ? "DOW" : part.toUpperCase()} FROM ${arg})`;

const duckdb: DialectTraits = {
  quote: '"',
  foldsToLower: false,
  hasBackslashEscapes: false,
  likeWithoutCase: "ilike",
  dividesIntegersExactly: true,
  doubleType: "DOUBLE",
  textType: "VARCHAR",
  setNames: STANDARD_SETS,
  offsetComesFirst: false,
  nullsLast: true,
  median: (arg) => `median(${arg})`,
  temporalLiteral: typedLiteral,
  bucket: (unit, arg, kind) => truncated(unit, asTimestamp(arg, kind)),
  datePart: (part, arg, kind) => extracted(part, asTimestamp(arg, kind)),
};

const sqlite: DialectTraits = {
  ...duckdb,
  likeWithoutCase: "like",
  dividesIntegersExactly: false,
  doubleType: "REAL",
  textType: "TEXT",
  nullsLast: false,
  median: (arg) => `avg(${arg})`,
  temporalLiteral: (value) => `'${value.replace("T", " ")}'`,
  bucket: (unit, arg) => SQLITE_BUCKETS[unit](arg),
  datePart: (part, arg) => SQLITE_PARTS[part](arg),
};

const postgres: DialectTraits = {
  ...duckdb,
  foldsToLower: true,
  dividesIntegersExactly: false,
  doubleType: "DOUBLE PRECISION",
  textType: "TEXT",
  nullsLast: true,
  median: (arg) => `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${arg})`,
  bucket: (unit, arg, kind) => truncated(unit, asTimestamp(arg, kind)),
  datePart: (part, arg, kind) => `CAST(${extracted(part, asTimestamp(arg, kind))} AS INTEGER)`,
};

const mysql: DialectTraits = {
  ...duckdb,
  quote: "`",
  hasBackslashEscapes: true,
  likeWithoutCase: "like",
  dividesIntegersExactly: true,
  doubleType: "DOUBLE",
  textType: "CHAR",
  nullsLast: false,
  // MySQL has no median; the average is the nearest figure and the engine does not offer median there.
  median: (arg) => `avg(${arg})`,
  bucket: (unit, arg) => MYSQL_BUCKETS[unit](arg),
  datePart: (part, arg) => MYSQL_PARTS[part](arg),
};

const trino: DialectTraits = {
  ...duckdb,
  likeWithoutCase: "lower",
  dividesIntegersExactly: false,
  offsetComesFirst: true,
  median: (arg) => `approx_percentile(${arg}, 0.5)`,
  bucket: (unit, arg, kind) => truncated(unit, asTimestamp(arg, kind)),
  datePart: (part, arg, kind) =>
    part === "weekday" ? `(day_of_week(${asTimestamp(arg, kind)}) % 7)` : extracted(part, asTimestamp(arg, kind)),
};

const bigquery: DialectTraits = {
  ...duckdb,
  quote: "`",
  hasBackslashEscapes: true,
  likeWithoutCase: "lower",
  doubleType: "FLOAT64",
  textType: "STRING",
  setNames: DISTINCT_SETS,
  nullsLast: false,
  median: (arg) => `APPROX_QUANTILES(${arg}, 2)[OFFSET(1)]`,
  bucket: (unit, arg, kind) =>
    unit === "hour"
      ? `TIMESTAMP_TRUNC(CAST(${arg} AS TIMESTAMP), HOUR)`
      : `DATE_TRUNC(${isTimed(kind) || isText(kind) ? `DATE(${arg})` : arg}, ${unit === "week" ? "WEEK(MONDAY)" : unit.toUpperCase()})`,
  datePart: (part, arg) =>
    part === "weekday" ? `(EXTRACT(DAYOFWEEK FROM ${arg}) - 1)` : `EXTRACT(${part.toUpperCase()} FROM ${arg})`,
};

export const DIALECT_TRAITS: Record<SqlDialect, DialectTraits> = { duckdb, sqlite, postgres, mysql, trino, bigquery };
