import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Catalog, Column, ColumnValues, DataType, ForeignKey, Table, TypeKind } from "@parlance/core";
import { openSqlite, quoteName, type SqliteDatabase, type SqlValue } from "../sqlite/open-sqlite.ts";
import type { SpiderSchema } from "./dataset.ts";
import { inferKeys } from "./infer-keys.ts";

/** What the engine is prepared with. */
export interface SourceFacts {
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
}

const CACHE = join(dirname(dirname(fileURLToPath(import.meta.url))), ".cache", "catalog");
/** Part of the cache key: raise it when what is read changes. */
const FORMAT = 4;
const MAX_VALUES = 50_000;
const TOP_VALUES = 20;

/** Catalog, profile and values of one database, kept on disk because reading them all takes half a minute. */
export function readSource(path: string, schema: SpiderSchema): SourceFacts {
  if (!existsSync(path)) return describedOnly(path, schema, "no such file");
  const { size, mtimeMs } = statSync(path);
  const key = createHash("sha256")
    .update(JSON.stringify([FORMAT, path, size, mtimeMs, schema]))
    .digest("hex")
    .slice(0, 16);
  const file = join(CACHE, `${schema.db_id}-${key}.json`);
  // Written by the line below from the same type.
  if (existsSync(file)) return JSON.parse(readFileSync(file, "utf8")) as SourceFacts;
  const facts = introspectSafely(path, schema, key);
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(file, JSON.stringify(facts));
  return facts;
}

/** A file that is no database still leaves what tables.json says of it. */
function introspectSafely(path: string, schema: SpiderSchema, version: string): SourceFacts {
  try {
    return introspect(path, schema, version);
  } catch (error) {
    return describedOnly(path, schema, error instanceof Error ? error.message : String(error));
  }
}

/** Names, keys and rough types alone: enough to write a statement, though no value of it can be found. */
function describedOnly(path: string, schema: SpiderSchema, reason: string): SourceFacts {
  console.error(`${path}: ${reason}; answered from tables.json alone`);
  const tables = schema.table_names_original.map((_, index) => describedTable(schema, index).table);
  return { catalog: { dialect: "sqlite", version: "described", tables }, values: [] };
}

function introspect(path: string, schema: SpiderSchema, version: string): SourceFacts {
  const database = openSqlite(path);
  try {
    const stored = new Set(storedTables(database));
    const read = schema.table_names_original.flatMap((name, index) =>
      stored.has(name.toLowerCase()) ? [readTableSafely(database, schema, index)] : [],
    );
    if (read.length === 0) return describedOnly(path, schema, "none of the tables described is stored");
    const tables = inferKeys(
      database,
      read.map((entry) => entry.table),
    );
    return { catalog: { dialect: "sqlite", version, tables }, values: read.flatMap((entry) => entry.values) };
  } finally {
    database.close();
  }
}

function storedTables(database: SqliteDatabase): string[] {
  const { rows } = database.query("SELECT lower(name) FROM sqlite_master WHERE type IN ('table', 'view')");
  return rows.map((row) => String(row[0]));
}

interface ReadTable {
  readonly table: Table;
  readonly values: readonly ColumnValues[];
}

function readTable(database: SqliteDatabase, schema: SpiderSchema, index: number): ReadTable {
  const name = schema.table_names_original[index] ?? "";
  const native = declaredTypes(database, name);
  // tables.json may name columns that the file does not have.
  const stored = ownColumns(schema, index).filter((column) => native.has(column.name.toLowerCase()));
  const read = stored.map((column) =>
    readColumn(database, name, column.name, native.get(column.name.toLowerCase()) ?? "", column.hint),
  );
  return {
    table: {
      ...tableFacts(schema, index),
      columns: read.map((entry) => entry.column),
      rowCount: read[0]?.column.profile?.rows ?? 0,
    },
    values: read.flatMap((entry) => (entry.values ? [entry.values] : [])),
  };
}

/** Views whose tables are gone, and virtual tables of modules that are not here, cannot be read. */
function readTableSafely(database: SqliteDatabase, schema: SpiderSchema, index: number): ReadTable {
  try {
    return readTable(database, schema, index);
  } catch (error) {
    console.error(`${schema.db_id}: ${error instanceof Error ? error.message : String(error)}`);
    return describedTable(schema, index);
  }
}

function describedTable(schema: SpiderSchema, index: number): ReadTable {
  const columns = ownColumns(schema, index).map(({ name, hint }) => ({
    name,
    type: inferType([], "", hint, name),
    nullable: true,
  }));
  return { table: { ...tableFacts(schema, index), columns }, values: [] };
}

const ownColumns = (schema: SpiderSchema, index: number): { name: string; hint: string | undefined }[] =>
  schema.column_names_original.flatMap(([owner, name], position) =>
    owner === index ? [{ name, hint: schema.column_types[position] }] : [],
  );

function tableFacts(schema: SpiderSchema, index: number): Omit<Table, "columns" | "rowCount"> {
  const keys = schema.primary_keys.map((key) => (Array.isArray(key) ? key : [key]));
  const own = keys.find((key) => key.some((position) => schema.column_names_original[position]?.[0] === index)) ?? [];
  return {
    name: schema.table_names_original[index] ?? "",
    kind: "table",
    primaryKey: own.map((position) => schema.column_names_original[position]?.[1] ?? ""),
    primaryKeyOrigin: "declared",
    foreignKeys: foreignKeys(schema, index),
  };
}

function declaredTypes(database: SqliteDatabase, table: string): Map<string, string> {
  const { rows } = database.query(`PRAGMA table_xinfo(${quoteName(table)})`);
  return new Map(rows.map((row) => [String(row[1]).toLowerCase(), String(row[2] ?? "")]));
}

function foreignKeys(schema: SpiderSchema, index: number): ForeignKey[] {
  return schema.foreign_keys.flatMap(([from, to]) => {
    const [owner, column] = schema.column_names_original[from] ?? [-1, ""];
    const [refOwner, refColumn] = schema.column_names_original[to] ?? [-1, ""];
    const refTable = schema.table_names_original[refOwner];
    if (owner !== index || refTable === undefined) return [];
    return [{ columns: [column], refTable, refColumns: [refColumn], origin: "declared" as const, confidence: 1 }];
  });
}

interface Distinct {
  readonly value: SqlValue;
  readonly count: number;
}

function readColumn(
  database: SqliteDatabase,
  table: string,
  name: string,
  native: string,
  hint: string | undefined,
): { column: Column; values?: ColumnValues } {
  const column = quoteName(name);
  const { rows } = database.query(
    `SELECT ${column}, count(*) FROM ${quoteName(table)} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_VALUES + 1}`,
  );
  const all = rows.map((row): Distinct => ({ value: row[0] ?? null, count: Number(row[1]) }));
  const present = all.filter((entry) => entry.value !== null);
  const type = inferType(present, native, hint, name);
  const [summary] = database.query(
    `SELECT count(*), count(${column}), count(DISTINCT ${column}), min(${column}), max(${column}), avg(${column}) FROM ${quoteName(table)}`,
  ).rows;
  const total = Number(summary?.[0] ?? 0);
  const nonNull = Number(summary?.[1] ?? 0);
  const mean = NUMERIC.has(type.kind) && typeof summary?.[5] === "number" ? summary[5] : undefined;
  const entries = present.slice(0, MAX_VALUES).map((entry) => ({ value: String(entry.value), count: entry.count }));
  return {
    column: {
      name,
      type,
      nullable: nonNull < total,
      profile: {
        rows: total,
        nulls: total - nonNull,
        distinct: Number(summary?.[2] ?? 0),
        distinctIsExact: true,
        ...(nonNull > 0 ? { min: String(summary?.[3]), max: String(summary?.[4]) } : {}),
        ...(mean === undefined ? {} : { mean }),
        topValues: entries.slice(0, TOP_VALUES),
      },
    },
    ...(type.kind === "text"
      ? { values: { table, column: name, values: entries, isTruncated: present.length > MAX_VALUES } }
      : {}),
  };
}

const NUMERIC: ReadonlySet<TypeKind> = new Set(["integer", "double"]);
/** Share of values that must agree before stored values overrule each other. */
const MAJORITY = 0.9;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;

/** SQLite columns hold anything, so stored values decide; the declared type only where nothing is stored. */
function inferType(values: readonly Distinct[], native: string, hint: string | undefined, name: string): DataType {
  const total = values.length;
  if (total === 0) return { kind: hint === "number" ? "integer" : "text", native };
  const share = (test: (value: SqlValue) => boolean): number =>
    values.filter((entry) => test(entry.value)).length / total;
  const isNumber = (value: SqlValue): boolean => typeof value === "number" || typeof value === "bigint";
  if (share(isNumber) >= MAJORITY) {
    const isWhole = share((value) => !isNumber(value) || Number.isInteger(Number(value))) === 1;
    return { kind: isWhole ? "integer" : "double", native };
  }
  if (share((value) => typeof value === "string" && DATE.test(value)) >= MAJORITY) return { kind: "date", native };
  if (share((value) => typeof value === "string" && TIMESTAMP.test(value)) >= MAJORITY) {
    return { kind: "timestamp", native };
  }
  return { kind: isCountedText(values, native, name) ? numberKind(values) : "text", native };
}

/** No leading zeros: those are codes. */
const PLAIN_NUMBER = /^-?(?:0|[1-9]\d{0,14})(?:\.\d+)?$/;
const CODE_NAME =
  /(?:^|[_\s]|[a-z](?=[A-Z]))(?:ids?|codes?|numbers?|no|nr|zip|postcode|phone|fax|ssn|isbn|key|details?|name|address)$/i;

/** Quantities kept as text, which an upload of the same values would read as numbers; SQLite adds them up all the same. */
const isCountedText = (values: readonly Distinct[], native: string, name: string): boolean =>
  /char|text|clob/i.test(native) &&
  !CODE_NAME.test(name) &&
  values.every(({ value }) => typeof value === "string" && PLAIN_NUMBER.test(value)) &&
  // Yes and no are no quantities.
  values.some(({ value }) => value !== "0" && value !== "1");

const numberKind = (values: readonly Distinct[]): "integer" | "double" =>
  values.every(({ value }) => !String(value).includes(".")) ? "integer" : "double";
