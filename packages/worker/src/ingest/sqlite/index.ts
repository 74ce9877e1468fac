import { stat } from "node:fs/promises";
import type { DeclaredFacts, IngestedTable } from "@parlance/core";
import sqlite from "node-sqlite3-wasm";
import type { IngestJob } from "../job.ts";
import { type SourceValue, ValueFile } from "../load/value-file.ts";
import { quoteName } from "../quote.ts";
import type { ReadFile } from "../read-file.ts";
import { type NamedTable, nameKeyTables, type SourceTable } from "../source-table.ts";

type Database = InstanceType<typeof sqlite.Database>;

const MAX_TABLES = 1_000;
const ROWS_PER_PAUSE = 10_000;

/**
 * Tables of a SQLite database. Nothing in it runs: views, virtual tables and triggers are left out, functions in
 * the schema are not trusted, and columns that compute (generated) are read as they were stored or skipped.
 */
export async function ingestSqlite(job: IngestJob, path: string): Promise<ReadFile> {
  const { size } = await stat(path);
  let database: Database | null = null;
  try {
    database = new sqlite.Database(path, { readOnly: true, fileMustExist: true });
    database.exec(
      "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA query_only = ON; PRAGMA mmap_size = 0",
    );
    return await copyTables(job, database, size);
  } catch (error) {
    if (!(error instanceof sqlite.SQLite3Error)) throw error;
    throw job.reject(`The SQLite file is damaged: ${error.message.slice(0, 200)}`);
  } finally {
    database?.close();
  }
}

async function copyTables(job: IngestJob, database: Database, size: number): Promise<ReadFile> {
  const sources = nameKeyTables(job, readSourceTables(job, database));
  const tables: IngestedTable[] = [];
  for (const [index, source] of sources.entries()) {
    const span = { from: (size * index) / sources.length, to: (size * (index + 1)) / sources.length };
    const table = await copyTable(job, database, source, span);
    if (table) tables.push(table);
  }
  if (tables.every(({ rowCount }) => rowCount === 0)) throw job.empty("The database holds no rows.");
  return { kind: "sqlite", tables, parsed: {} };
}

function readSourceTables(job: IngestJob, database: Database): SourceTable[] {
  const entries = database.all(
    `SELECT name, type, sql FROM sqlite_schema
     WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY rowid LIMIT ${MAX_TABLES * 10}`,
  );
  const isVirtual = (sql: unknown): boolean => /^\s*create\s+virtual\b/i.test(String(sql));
  const views = entries.filter(({ type }) => type === "view").length;
  const virtual = entries.filter(({ type, sql }) => type === "table" && isVirtual(sql));
  if (views > 0) job.warn({ message: `${views} views were left out; only tables are read.` });
  for (const { name } of virtual) job.warn({ message: `The virtual table "${String(name)}" was left out.` });
  const shadowOf = virtual.map(({ name }) => `${String(name)}_`);
  const names = entries
    .filter(({ type, sql }) => type === "table" && !isVirtual(sql))
    .map(({ name }) => String(name))
    .filter((name) => !shadowOf.some((prefix) => name.startsWith(prefix)));
  if (names.length > MAX_TABLES) throw job.reject(`The database has more than ${MAX_TABLES} tables.`);
  return names.map((origin) => ({ schema: "main", origin, facts: readKeys(database, origin) }));
}

function readKeys(database: Database, table: string): DeclaredFacts {
  const columns = database.all(`PRAGMA table_info(${quoteName(table)})`);
  const primaryKey = columns
    .filter(({ pk }) => Number(pk) > 0)
    .sort((a, b) => Number(a.pk) - Number(b.pk))
    .map(({ name }) => String(name));
  const parts = database.all(`PRAGMA foreign_key_list(${quoteName(table)})`);
  const foreignKeys = [...new Set(parts.map(({ id }) => Number(id)))].flatMap((id) => {
    const key = parts.filter((part) => Number(part.id) === id).sort((a, b) => Number(a.seq) - Number(b.seq));
    const refTable = String(key[0]?.table);
    // REFERENCES without columns means the other table's primary key.
    const named = key.map(({ to }) => (to === null || to === undefined ? null : String(to)));
    const refColumns = named.every((name) => name !== null) ? named : primaryKeyOf(database, refTable);
    if (refColumns.length !== key.length) return [];
    return [{ columns: key.map(({ from }) => String(from)), refTable, refColumns }];
  });
  return { ...(primaryKey.length > 0 ? { primaryKey } : {}), foreignKeys };
}

const primaryKeyOf = (database: Database, table: string): string[] =>
  database
    .all(`PRAGMA table_info(${quoteName(table)})`)
    .filter(({ pk }) => Number(pk) > 0)
    .sort((a, b) => Number(a.pk) - Number(b.pk))
    .map(({ name }) => String(name));

async function copyTable(
  job: IngestJob,
  database: Database,
  source: NamedTable,
  span: { from: number; to: number },
): Promise<IngestedTable | null> {
  const names = database
    .all(`PRAGMA table_xinfo(${quoteName(source.origin)})`)
    .filter(({ hidden }) => Number(hidden) === 0)
    .map(({ name }) => String(name));
  if (names.length === 0) return null;
  const file = await ValueFile.create(job, source.name, names.length);
  const items = names.map((name, index) => `${quoteName(name)} AS c${index}`).join(", ");
  const statement = database.prepare(`SELECT ${items} FROM main.${quoteName(source.origin)}`);
  try {
    for (const row of statement.iterate()) {
      // Without the expand option a row is one flat record.
      file.write(names.map((_, index) => row[`c${index}`] as SourceValue));
      if (file.rowCount % ROWS_PER_PAUSE === 0) await breathe(job, source.name, file.rowCount, span.from);
    }
  } finally {
    statement.finalize();
    file.close();
  }
  const path = job.nextParquetPath();
  const { rowCount } = await file.load(names, path, span);
  return { name: source.name, path, rowCount, origin: source.origin, ...source.facts };
}

/** Lets a cancel arrive between batches: SQLite runs on this very thread. */
async function breathe(job: IngestJob, table: string, rows: number, bytes: number): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve));
  job.signal?.throwIfAborted();
  job.progress("convert", bytes, rows, table);
}
