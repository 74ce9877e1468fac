import { stat } from "node:fs/promises";
import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { isAppError, type StoredTable } from "@parlance/core";
import { quoteName, quoteText } from "../ingest/quote.ts";
import { isEngineError, isEngineLost } from "./errors.ts";
import { measureChunk } from "./measure.ts";
import { openStatement } from "./statement.ts";

const MIB = 1024 * 1024;
/** Parquet files of one source together; below this their rows are few enough for one thread. */
const SMALL_BYTES = 4 * MIB;
/** What their values may take in memory: a column that repeats itself is small in a file and large outside. */
const MOST_HELD_BYTES = 64 * MIB;
const HELD_SCHEMA = "parlance_held";
/** Copying a small source is short, and no call waits for it. */
const NEVER = new AbortController().signal;

/**
 * Whether a source is small. More threads than one cannot share out a few thousand rows, and waking them for each
 * statement costs more processor time than the statement (measured on the Sales demo: 3.4 ms with two threads, 2.3 with
 * one).
 */
export async function areSmall(tables: readonly StoredTable[]): Promise<boolean> {
  // A file that is not there is told of by whatever opens it.
  const sizes = await Promise.all(
    tables.map(({ path }) =>
      stat(path).then(
        ({ size }) => size,
        () => Infinity,
      ),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0) <= SMALL_BYTES;
}

/**
 * Copies a small source's tables into memory, where a statement reads them without opening and decoding files each time
 * (measured on the Sales demo: 1.9 ms of processor time where reading the files takes 3.3). False, with nothing held,
 * where the rows turn out larger than their files promise.
 */
export async function holdTables(instance: DuckDBInstance, tables: readonly StoredTable[]): Promise<boolean> {
  const writer = await instance.connect();
  try {
    await writer.run(`CREATE SCHEMA ${HELD_SCHEMA}`);
    if (await areCopied(instance, writer, tables)) return true;
    await writer.run(`DROP SCHEMA ${HELD_SCHEMA} CASCADE`);
    return false;
  } finally {
    writer.closeSync();
  }
}

async function areCopied(instance: DuckDBInstance, writer: DuckDBConnection, tables: readonly StoredTable[]) {
  let room = MOST_HELD_BYTES;
  try {
    for (const [i, { path }] of tables.entries()) {
      const rows = `SELECT * FROM read_parquet(${quoteText(path)})`;
      await writer.run(`CREATE TABLE ${HELD_SCHEMA}.t${i} AS ${rows} LIMIT 0`);
      room -= await copyRows(instance, writer, `t${i}`, rows, room);
      if (room < 0) return false;
    }
    return true;
  } catch (error) {
    // Whatever is wrong with a file shows again when it is read where it lies.
    if (isAppError(error) || (isEngineError(error) && !isEngineLost(error))) return false;
    throw error;
  }
}

/** The size of the values; more than there is room for where it was given up. */
async function copyRows(instance: DuckDBInstance, writer: DuckDBConnection, name: string, rows: string, room: number) {
  const reader = await instance.connect();
  try {
    const statement = await openStatement(reader, rows);
    const appender = await writer.createAppender(name, HELD_SCHEMA);
    let bytes = 0;
    for await (const chunk of statement.chunks(NEVER)) {
      bytes += measureChunk(statement.types, chunk).bytes;
      if (bytes > room) break;
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    return bytes;
  } finally {
    reader.closeSync();
  }
}

/** Views, not tables: SELECT * hides the reader's own virtual columns, such as the file's path or the row's number. */
export async function defineViews(connection: DuckDBConnection, tables: readonly StoredTable[], areHeld: boolean) {
  for (const [i, { name, path }] of tables.entries()) {
    const rows = areHeld ? `${HELD_SCHEMA}.t${i}` : `read_parquet(${quoteText(path)})`;
    await connection.run(`CREATE OR REPLACE VIEW ${quoteName(name)} AS SELECT * FROM ${rows}`);
  }
}
