import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sqlite from "node-sqlite3-wasm";

export type SqlValue = null | number | bigint | string | Uint8Array;

export interface SqlRows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly SqlValue[])[];
  /** True when maxRows cut the result. */
  readonly isCut: boolean;
}

export interface SqliteDatabase {
  /** Throws the library's SQLite3Error for statements that do not compile or run. */
  query(sql: string, maxRows?: number): SqlRows;
  close(): void;
}

export const quoteName = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const NO_LIMIT = Number.POSITIVE_INFINITY;

/**
 * Opens a private copy: the library takes its lock by making a folder beside the file, and the data may lie where
 * nothing may be written. Exclusive locking then makes a small query about 20 times cheaper.
 */
export function openSqlite(path: string): SqliteDatabase {
  const folder = mkdtempSync(join(tmpdir(), "parlance-eval-"));
  const copy = join(folder, "data.sqlite");
  copyFileSync(path, copy);
  const database = new sqlite.Database(copy, { fileMustExist: true });
  database.exec("PRAGMA locking_mode = exclusive; PRAGMA cache_size = -65536");
  return {
    query: (sql, maxRows = NO_LIMIT) => readRows(database, sql, maxRows),
    close: () => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function readRows(database: sqlite.Database, sql: string, maxRows: number): SqlRows {
  const statement = database.prepare(sql);
  try {
    const columns = nameByPosition(statement);
    const keys = columns.map((_, index) => `c${index}`);
    const rows: SqlValue[][] = [];
    for (const row of statement.iterate()) {
      if (rows.length >= maxRows) return { columns, rows, isCut: true };
      // Without `expand` a row is a flat record of SQLite values.
      const record = row as Record<string, SqlValue>;
      rows.push(keys.map((key) => readable(record[key] ?? null)));
    }
    return { columns, rows, isCut: false };
  } finally {
    statement.finalize();
  }
}

interface NamedStatement {
  _getColumnNames(): string[];
}

/**
 * The library returns rows keyed by column name, which loses one of two columns of the same name ("SELECT a.id, b.id").
 * Its one place that reads names is replaced on this statement, so that keys are positions.
 */
function nameByPosition(statement: sqlite.Statement): string[] {
  // The method is not in the library's typings; sqlite.test.ts fails if an update renames it.
  const named = statement as unknown as NamedStatement;
  const columns = named._getColumnNames();
  Object.defineProperty(statement, "_getColumnNames", { value: () => columns.map((_, index) => `c${index}`) });
  return columns;
}

/** Bytes that are not UTF-8 are dropped, as the published scorer does. */
const readable = (value: SqlValue): SqlValue =>
  typeof value === "string" && value.includes("\uFFFD") ? value.replaceAll("\uFFFD", "") : value;
