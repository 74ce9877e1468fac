import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { StartError } from "../start-error.ts";

/** Beside this file in the sources, beside the bundle when built. */
const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

/** What a migration needs of a database, embedded or a server. */
export interface MigrationTarget {
  /** Several statements in one text. */
  exec(sql: string): Promise<unknown>;
  query(sql: string, parameters?: readonly unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
  /** All of the work or nothing of it. */
  transaction(work: (inside: Pick<MigrationTarget, "exec" | "query">) => Promise<void>): Promise<void>;
}

export interface MigrateOptions {
  readonly folder?: string;
  /** The step as this database can run it. */
  readonly adapt?: (sql: string) => string;
  /** Brings a new database to the schema of an older one: these steps and no others. */
  readonly only?: ReadonlySet<string>;
  /** Runs before the first step of a database that holds something already. */
  readonly beforeSteps?: (pending: readonly string[], target: MigrationTarget) => Promise<void>;
}

/**
 * Brings the product database to the newest schema: forward only, each step one transaction with its version row,
 * so that a kill between or inside steps leaves the last whole step. A database from a newer Parlance is refused.
 */
export async function migrate(target: MigrationTarget, options: MigrateOptions = {}): Promise<readonly string[]> {
  const { folder = MIGRATIONS, adapt = (sql) => sql, only, beforeSteps = async () => undefined } = options;
  await target.exec(
    "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL)",
  );
  const known = await knownMigrations(folder);
  const { rows } = await target.query("SELECT name FROM schema_migrations");
  const applied = new Set(rows.map((row) => String(row.name)));
  refuseNewer(applied, known);
  const pending = known.filter((name) => !applied.has(name) && (only === undefined || only.has(name)));
  if (pending.length > 0 && applied.size > 0) await beforeSteps(pending, target);
  for (const name of pending) await applyStep(target, name, adapt(await readFile(join(folder, name), "utf8")));
  return pending;
}

/** Steps this Parlance knows, in order. */
export const knownMigrations = async (folder = MIGRATIONS): Promise<readonly string[]> =>
  (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();

function refuseNewer(applied: ReadonlySet<string>, known: readonly string[]): void {
  const unknown = [...applied].filter((name) => !known.includes(name)).sort();
  if (unknown.length === 0) return;
  throw new NewerDatabaseError(
    `This data was written by a newer Parlance (its database has ${unknown[0]}). Start that version.`,
  );
}

async function applyStep(target: MigrationTarget, name: string, sql: string): Promise<void> {
  await target.transaction(async (inside) => {
    await inside.exec(sql);
    await inside.query("INSERT INTO schema_migrations (name, applied_at) VALUES ($1, now())", [name]);
  });
}

/** A start-up failure of the database that a person can act on. Its message is shown as it is. */
export class NewerDatabaseError extends StartError {
  override readonly name = "NewerDatabaseError";
}
