import { setTimeout as sleep } from "node:timers/promises";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { StartError } from "../start-error.ts";
import type { Database, OpenDatabase } from "./database.ts";
import { type MigrateOptions, type MigrationTarget, migrate } from "./migrate.ts";
import { connectionOf, isUnreachable, placeOf } from "./postgres-connection.ts";
import { adaptVectors, prepareVectors } from "./postgres-vectors.ts";
import * as schema from "./schema.ts";

const OLDEST_SERVER = 150_000;
/** Instances that start at once migrate one after the other. Any number does that nobody else uses here. */
const MIGRATION_LOCK = 5_021_846_713;
const LOCK_WITHIN_MS = 120_000;
/** In a compose file the database starts at the same time. */
const REACH_WITHIN_MS = 20_000;
const REACH_AGAIN_MS = 250;

/** The product database cannot be used as it is. The message is one sentence for the person who started the program. */
export class DatabaseUnusableError extends StartError {
  override readonly name = "DatabaseUnusableError";
}

export interface PostgresOptions extends Omit<MigrateOptions, "adapt"> {
  readonly reachWithinMs?: number;
}

/** Opens the product database on a server of its own and migrates it. Several instances may do so at once. */
export async function openPostgres(
  url: string,
  { reachWithinMs = REACH_WITHIN_MS, ...migrating }: PostgresOptions = {},
): Promise<OpenDatabase> {
  const pool = new pg.Pool(connectionOf(url));
  // An idle connection that breaks is dropped by the pool; whoever asks next is given a new one or told why not.
  pool.on("error", () => undefined);
  try {
    const vectorForm = await withClient(pool, url, reachWithinMs, async (client) => {
      await refuseOld(client);
      return migrateAlone(client, migrating);
    });
    return {
      // Drizzle types each driver's answers by that driver; what is used of them, the rows, is the same.
      db: drizzle(pool, { schema }) as unknown as Database,
      vectorForm,
      target: poolTarget(pool),
      isAlive: async () => (await pool.query("SELECT 1")).rows.length === 1,
      close: () => (pool.ending ? Promise.resolve() : pool.end()),
    };
  } catch (error) {
    await pool.end();
    throw error;
  }
}

async function withClient<T>(
  pool: pg.Pool,
  url: string,
  reachWithinMs: number,
  work: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await reach(pool, url, reachWithinMs);
  try {
    return await work(client);
  } finally {
    // Not given back: its settings are those of a migration.
    client.release(true);
  }
}

async function reach(pool: pg.Pool, url: string, withinMs: number): Promise<pg.PoolClient> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isUnreachable(error) || performance.now() > deadline) throw unusable(url, error);
      await sleep(REACH_AGAIN_MS);
    }
  }
}

const unusable = (url: string, cause: unknown): DatabaseUnusableError => {
  const reason = cause instanceof Error && cause.message !== "" ? cause.message : "no answer";
  return new DatabaseUnusableError(
    `The product database at ${placeOf(url)} cannot be used: ${reason}. Check storage.databaseUrl (PARLANCE_DATABASE_URL).`,
    { cause },
  );
};

async function refuseOld(client: pg.PoolClient): Promise<void> {
  const { rows } = await client.query("SELECT current_setting('server_version_num')::int AS number, version() AS name");
  const [{ number = 0, name = "" } = {}] = rows;
  if (number >= OLDEST_SERVER) return;
  throw new DatabaseUnusableError(`The product database needs PostgreSQL 15 or later; this server is ${name}.`);
}

async function migrateAlone(client: pg.PoolClient, options: MigrateOptions): Promise<OpenDatabase["vectorForm"]> {
  await client.query(`SET lock_timeout = ${LOCK_WITHIN_MS}`);
  await client.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
  try {
    const vectorForm = await prepareVectors(client);
    await migrate(targetOf(client), vectorForm === "array" ? { ...options, adapt: adaptVectors } : options);
    return vectorForm;
  } finally {
    await client.query("SELECT pg_advisory_unlock($1)", [MIGRATION_LOCK]);
  }
}

/** Each transaction on a connection of its own. */
const poolTarget = (pool: pg.Pool): MigrationTarget => ({
  exec: (sql) => pool.query(sql),
  query: (sql, parameters = []) => pool.query(sql, [...parameters]),
  transaction: async (work) => {
    const client = await pool.connect();
    let failure: Error | undefined;
    try {
      await targetOf(client).transaction(work);
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error));
      throw error;
    } finally {
      // A connection whose work failed may be in any state.
      client.release(failure);
    }
  },
});

const targetOf = (client: pg.PoolClient): MigrationTarget => {
  const steps = {
    exec: (sql: string) => client.query(sql),
    query: (sql: string, parameters: readonly unknown[] = []) => client.query(sql, [...parameters]),
  };
  return {
    ...steps,
    transaction: async (work) => {
      await client.query("BEGIN");
      try {
        await work(steps);
        await client.query("COMMIT");
      } catch (error) {
        await client.query("ROLLBACK");
        throw error;
      }
    },
  };
};
