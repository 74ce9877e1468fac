import type { DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { toSqlError } from "./errors.ts";

/** DuckDB forgets an interrupt that arrives while no statement runs on the connection, so it is repeated. */
const INTERRUPT_EVERY_MS = 50;

/**
 * Runs `work` on a connection of its own and interrupts it when the signal aborts; the signal's reason (a timeout or a
 * cancellation) is then what the caller gets. A connection is never used twice: nothing a statement leaves behind can
 * meet the next one.
 */
export async function onConnection<T>(
  instance: DuckDBInstance,
  signal: AbortSignal,
  sql: string,
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const connection = await instance.connect();
  let repeat: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    repeat = setInterval(() => connection.interrupt(), INTERRUPT_EVERY_MS);
  };
  signal.addEventListener("abort", interrupt, { once: true });
  try {
    return await work(connection);
  } catch (error) {
    signal.throwIfAborted();
    throw toSqlError(error, sql);
  } finally {
    clearInterval(repeat);
    signal.removeEventListener("abort", interrupt);
    connection.closeSync();
  }
}
