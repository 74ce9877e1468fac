import { mariadbServer } from "../servers/mariadb-server.ts";
import { postgresServer } from "../servers/postgres-server.ts";
import { isSkipped } from "../servers/server-kind.ts";
import { isTrinoSkipped } from "../servers/trino-server.ts";
import { openDuckdb } from "./duckdb-engine.ts";
import { openMariadb } from "./mariadb-engine.ts";
import { openPostgres } from "./postgres-engine.ts";
import { openSqlite } from "./sqlite-engine.ts";
import type { TestEngine } from "./test-engine.ts";
import type { TestTable } from "./test-table.ts";
import { openTrino } from "./trino-engine.ts";

export interface TestEngines {
  /** DuckDB first: the answer that the others are held to. */
  readonly all: readonly TestEngine[];
  readonly close: () => Promise<void>;
}

/**
 * Every engine that this machine can run, filled with the same rows. Missing servers fail in CI, else are skipped
 * aloud; Trino is among them where `npm run test:trino` runs the tests.
 */
export async function openEngines(tables: readonly TestTable[]): Promise<TestEngines> {
  const openers = [
    openDuckdb,
    openSqlite,
    ...(isSkipped(postgresServer) ? [] : [openPostgres]),
    ...(isSkipped(mariadbServer) ? [] : [openMariadb]),
    ...(isTrinoSkipped() ? [] : [openTrino]),
  ];
  const opened = await Promise.allSettled(openers.map((open) => open()));
  const all = opened.flatMap((each) => (each.status === "fulfilled" ? [each.value] : []));
  const close = async (): Promise<void> => {
    await Promise.all(all.map((engine) => engine.close()));
  };
  try {
    for (const each of opened) if (each.status === "rejected") throw each.reason;
    await Promise.all(all.map((engine) => engine.load(tables)));
  } catch (error) {
    await close();
    throw error;
  }
  return { all, close };
}
