import { type Connection, isAppError, type StoredResult } from "@parlance/core";
import type { SeenQuery } from "@parlance/plugin";
import type { Plugins } from "./plugins.ts";

/**
 * The same connection, whose statements plugins see before they run. They may refuse one or say something beside its
 * answer; letting one through is not theirs: the connection judges every statement by itself, after them.
 */
export function hookedConnection(
  connection: Connection,
  about: Omit<SeenQuery, "sql">,
  plugins: Plugins,
  notes: string[],
): Connection {
  const around = async <T>(sql: string, run: () => Promise<T>, rowsOf: (value: T) => number | null): Promise<T> => {
    const query = { ...about, sql };
    notes.push(...(await plugins.beforeQuery(query)));
    const startedAt = performance.now();
    const end = (code: string | null, rowCount: number | null): void =>
      plugins.afterQuery(query, { code, rowCount, elapsedMs: Math.round(performance.now() - startedAt) });
    try {
      const value = await run();
      end(null, rowsOf(value));
      return value;
    } catch (error) {
      end(isAppError(error) ? error.code : "INTERNAL_ERROR", null);
      throw error;
    }
  };
  const { estimate } = connection;
  return {
    introspect: (signal) => connection.introspect(signal),
    values: (signal) => connection.values(signal),
    check: (...call) => connection.check(...call),
    run: (statement, signal) =>
      around(
        statement.sql,
        () => connection.run(statement, signal),
        ({ rowCount }: StoredResult) => rowCount,
      ),
    stream: (statement, signal) =>
      around(
        statement.sql,
        () => connection.stream(statement, signal),
        () => null,
      ),
    ...(estimate === undefined ? {} : { estimate: (...call) => estimate.apply(connection, call) }),
    close: () => connection.close(),
  };
}
