import type { DuckDBConnection, DuckDBDataChunk, DuckDBResult, DuckDBType } from "@duckdb/node-api";
import { AppError, type FrameColumn } from "@parlance/core";
import { dataTypeOf } from "../describe/data-type.ts";
import { isEngineError, unlessEngineFails } from "./errors.ts";

/** A statement's rows as they come from the engine, with names made unique. */
export interface OpenStatement {
  readonly columns: readonly FrameColumn[];
  readonly types: readonly DuckDBType[];
  chunks(signal: AbortSignal): AsyncGenerator<DuckDBDataChunk>;
}

/** Starts a statement on a connection that has run none yet and is closed after it. */
export async function openStatement(
  connection: DuckDBConnection,
  sql: string,
  values: readonly string[] = [],
): Promise<OpenStatement> {
  await connection.run("BEGIN TRANSACTION");
  const result = await connection.stream(sql, [...values]);
  const types = result.columnTypes();
  const names = uniqueNames(result.columnNames());
  return {
    columns: names.map((name, i) => ({ name, type: dataTypeOf(nativeName(types[i])) })),
    types,
    async *chunks(signal) {
      yield* chunksOf(connection, result, signal);
      signal.throwIfAborted();
      if (await isTransactionAborted(connection)) await raiseError(connection, sql, values);
    },
  };
}

const nativeName = (type: DuckDBType | undefined): string => type?.alias ?? type?.toString() ?? "NULL";

/**
 * The next chunk is fetched on the engine's thread while this one is worked on. A reader that leaves early stops the
 * fetch under way, which must end before the connection may close.
 */
async function* chunksOf(
  connection: DuckDBConnection,
  result: DuckDBResult,
  signal: AbortSignal,
): AsyncGenerator<DuckDBDataChunk> {
  let fetching: Promise<DuckDBDataChunk | null> | null = result.fetchChunk();
  try {
    for (;;) {
      const chunk = await fetching;
      fetching = null;
      signal.throwIfAborted();
      if (chunk === null || chunk.rowCount === 0) return;
      fetching = result.fetchChunk();
      yield chunk;
    }
  } finally {
    if (fetching) {
      connection.interrupt();
      await fetching;
    }
  }
}

/**
 * A streamed statement that fails after its first rows looks exactly like one that ended: the binding answers "no more
 * chunks" and hides the error. A failed statement aborts its transaction, though, so every statement runs in one, and
 * the end counts only when the transaction still lives.
 */
async function isTransactionAborted(connection: DuckDBConnection): Promise<boolean> {
  try {
    await connection.run("SELECT 1");
    return false;
  } catch (error) {
    // Whatever keeps the engine from running a plain SELECT, the rows before it cannot be called complete.
    if (isEngineError(error)) return true;
    throw error;
  }
}

/** Runs the statement again in a way that reports its error: into a table that goes with the connection. */
async function raiseError(connection: DuckDBConnection, sql: string, values: readonly string[]): Promise<never> {
  await unlessEngineFails(connection.run("ROLLBACK"));
  await connection.run(`CREATE TEMP TABLE failed AS ${sql}`, [...values]);
  throw new AppError("SQL_FAILED", { message: "The statement failed after some of its rows had been read." });
}

/** SQL allows the same name twice; frames and tables do not, and tables do not tell cases apart. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let candidate = name;
    for (let n = 2; taken.has(candidate.toLowerCase()); n++) candidate = `${name}_${n}`;
    taken.add(candidate.toLowerCase());
    return candidate;
  });
}
