import type { Dialect, RuleLiteral, TypeKind } from "@parlance/core";

/** How a restricted table is written in one dialect. `x` is always an expression in need of no brackets. */
export interface RestrictDialect {
  quoteName(name: string): string;
  text(value: string): string;
  /** A value of any plain type as text. */
  asText(x: string): string;
  /** Stars for all characters but the last or the first ones; stars only where there are no more than those. */
  starred(x: string, keep: "last" | "first", characters: number): string;
  /** The first day of the year, as a value of the same type. Absent for types it is not known for. */
  firstOfYear(x: string, type: TypeKind): string | undefined;
  /** 32 hex digits of a keyed hash; undefined where the dialect has no such function, and then nothing is shown. */
  hashed(x: string, key: string): string | undefined;
  moment(literal: RuleLiteral): string;
  /** `pattern` as RuleCondition has it: % and _ and nothing else. */
  like(x: string, pattern: string): string;
  uuid(x: string): string;
  /**
   * What keeps the conditions of the person's own statement from being tried on rows that the rule leaves out, where
   * an error of theirs could tell about those rows. `clause` ends the inner query in a way that no planner looks past.
   * "case" empties every value of such rows instead: the planners of these engines may look past anything, or would
   * bring all rows to one machine to honour a clause.
   */
  readonly fence: { readonly clause: string } | "case";
}

const standardText = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const standardName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A character that the pattern does not hold, for ESCAPE: without one some dialects take the backslash. */
function likeWithEscape(x: string, pattern: string, text: (value: string) => string): string {
  const mark = [..."!#~^|@&"].find((character) => !pattern.includes(character)) ?? "\u0001";
  return `${x} LIKE ${text(pattern)} ESCAPE ${text(mark)}`;
}

const isDated = (type: TypeKind): boolean => type === "date" || type === "timestamp" || type === "timestamptz";

const truncated = (x: string, type: TypeKind): string | undefined => {
  if (!isDated(type)) return undefined;
  return type === "date" ? `CAST(date_trunc('year', ${x}) AS DATE)` : `date_trunc('year', ${x})`;
};

interface TextFunctions {
  length(x: string): string;
  repeat(count: string): string;
  last(x: string, count: number): string;
  first(x: string, count: number): string;
  join(a: string, b: string): string;
}

const starredWith =
  ({ length, repeat, last, first, join }: TextFunctions) =>
  (x: string, keep: "last" | "first", characters: number): string => {
    if (characters === 0) return repeat(length(x));
    const rest = repeat(`${length(x)} - ${characters}`);
    const kept = keep === "last" ? join(rest, last(x, characters)) : join(first(x, characters), rest);
    return `CASE WHEN ${length(x)} > ${characters} THEN ${kept} ELSE ${repeat(length(x))} END`;
  };

const duckdb: RestrictDialect = {
  quoteName: standardName,
  text: standardText,
  asText: (x) => `CAST(${x} AS VARCHAR)`,
  starred: starredWith({
    length: (x) => `length(${x})`,
    repeat: (count) => `repeat('*', CAST(${count} AS BIGINT))`,
    last: (x, count) => `right(${x}, ${count})`,
    first: (x, count) => `left(${x}, ${count})`,
    join: (a, b) => `${a} || ${b}`,
  }),
  firstOfYear: (x, type) =>
    type === "timestamptz"
      ? undefined
      : isDated(type)
        ? `CAST(date_trunc('year', ${x}) AS ${momentType(type)})`
        : undefined,
  hashed: (x, key) => `left(sha256(${standardText(key)} || ${x}), 32)`,
  moment: ({ type, value }) => (type === "date" ? `DATE '${value}'` : `TIMESTAMP '${value}'`),
  like: (x, pattern) => likeWithEscape(x, pattern, standardText),
  uuid: (x) => `CAST(${x} AS VARCHAR)`,
  fence: "case",
};

const momentType = (type: TypeKind): string => (type === "date" ? "DATE" : "TIMESTAMP");

const postgres: RestrictDialect = {
  ...duckdb,
  asText: (x) => `CAST(${x} AS text)`,
  starred: starredWith({
    length: (x) => `length(${x})`,
    repeat: (count) => `repeat('*', ${count})`,
    last: (x, count) => `right(${x}, ${count})`,
    first: (x, count) => `left(${x}, ${count})`,
    join: (a, b) => `${a} || ${b}`,
  }),
  firstOfYear: truncated,
  hashed: (x, key) => `left(encode(sha256(convert_to(${standardText(key)} || ${x}, 'UTF8')), 'hex'), 32)`,
  uuid: (x) => x,
  fence: { clause: "OFFSET 0" },
};

const mysqlText = (value: string): string => `'${value.replaceAll("\\", "\\\\").replaceAll("'", "''")}'`;

const mysql: RestrictDialect = {
  ...duckdb,
  quoteName: (name) => `\`${name.replaceAll("`", "``")}\``,
  text: mysqlText,
  asText: (x) => `CAST(${x} AS CHAR)`,
  starred: starredWith({
    length: (x) => `CHAR_LENGTH(${x})`,
    repeat: (count) => `REPEAT('*', ${count})`,
    last: (x, count) => `RIGHT(${x}, ${count})`,
    first: (x, count) => `LEFT(${x}, ${count})`,
    join: (a, b) => `CONCAT(${a}, ${b})`,
  }),
  firstOfYear: (x, type) =>
    type === "date"
      ? `MAKEDATE(YEAR(${x}), 1)`
      : isDated(type)
        ? `CAST(MAKEDATE(YEAR(${x}), 1) AS DATETIME)`
        : undefined,
  hashed: (x, key) => `LEFT(SHA2(CONCAT(${mysqlText(key)}, ${x}), 256), 32)`,
  like: (x, pattern) => likeWithEscape(x, pattern, mysqlText),
  uuid: (x) => x,
  fence: { clause: "LIMIT 18446744073709551615" },
};

/** LIKE ignores case here and = does not; GLOB is the one that compares as = does. */
const globbed = (pattern: string): string =>
  pattern
    .replaceAll(/[[*?]/g, (special) => `[${special}]`)
    .replaceAll("%", "*")
    .replaceAll("_", "?");

const sqlite: RestrictDialect = {
  ...duckdb,
  asText: (x) => `CAST(${x} AS TEXT)`,
  starred: starredWith({
    length: (x) => `length(${x})`,
    repeat: (count) => `replace(hex(zeroblob(min(${count}, 1000))), '00', '*')`,
    last: (x, count) => `substr(${x}, -${count})`,
    first: (x, count) => `substr(${x}, 1, ${count})`,
    join: (a, b) => `${a} || ${b}`,
  }),
  firstOfYear: (x, type) =>
    type === "date" ? `date(${x}, 'start of year')` : isDated(type) ? `datetime(${x}, 'start of year')` : undefined,
  hashed: () => undefined,
  moment: ({ value }) => standardText(value),
  like: (x, pattern) => `${x} GLOB ${standardText(globbed(pattern))}`,
  uuid: (x) => x,
  fence: { clause: "LIMIT -1" },
};

const trino: RestrictDialect = {
  ...duckdb,
  starred: starredWith({
    length: (x) => `length(${x})`,
    repeat: (count) => `lpad('', ${count}, '*')`,
    last: (x, count) => `substr(${x}, -${count})`,
    first: (x, count) => `substr(${x}, 1, ${count})`,
    join: (a, b) => `${a} || ${b}`,
  }),
  firstOfYear: truncated,
  hashed: (x, key) => `substr(lower(to_hex(sha256(to_utf8(${standardText(key)} || ${x})))), 1, 32)`,
};

const bigqueryText = (value: string): string =>
  `'${value.replaceAll("\\", "\\\\").replaceAll("'", "\\'").replaceAll("\n", "\\n").replaceAll("\r", "\\r")}'`;

const bigquery: RestrictDialect = {
  ...duckdb,
  quoteName: (name) => `\`${name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``,
  text: bigqueryText,
  asText: (x) => `CAST(${x} AS STRING)`,
  starred: starredWith({
    length: (x) => `LENGTH(${x})`,
    repeat: (count) => `REPEAT('*', ${count})`,
    last: (x, count) => `RIGHT(${x}, ${count})`,
    first: (x, count) => `LEFT(${x}, ${count})`,
    join: (a, b) => `CONCAT(${a}, ${b})`,
  }),
  firstOfYear: (x, type) =>
    type === "date"
      ? `DATE_TRUNC(${x}, YEAR)`
      : type === "timestamp"
        ? `DATETIME_TRUNC(${x}, YEAR)`
        : type === "timestamptz"
          ? `TIMESTAMP_TRUNC(${x}, YEAR)`
          : undefined,
  hashed: (x, key) => `LEFT(TO_HEX(SHA256(CONCAT(${bigqueryText(key)}, ${x}))), 32)`,
  moment: ({ type, value }) => (type === "date" ? `DATE '${value}'` : `'${value}'`),
  // There is no ESCAPE: a backslash of the pattern is doubled.
  like: (x, pattern) => `${x} LIKE ${bigqueryText(pattern.replaceAll("\\", "\\\\"))}`,
  uuid: (x) => x,
};

export const RESTRICT_DIALECTS: Readonly<Record<Exclude<Dialect, "mongodb">, RestrictDialect>> = {
  duckdb,
  sqlite,
  postgres,
  mysql,
  trino,
  bigquery,
};
