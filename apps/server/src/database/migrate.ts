import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { PGlite } from "@electric-sql/pglite";

/** Beside this file in the sources, beside the bundle when built. */
const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));

/**
 * Brings the product database to the newest schema: forward only, each step one transaction with its version row,
 * so that a kill between or inside steps leaves the last whole step. A database from a newer Parlance is refused.
 */
export async function migrate(pglite: PGlite, folder = MIGRATIONS): Promise<readonly string[]> {
  await pglite.exec(
    "CREATE TABLE IF NOT EXISTS schema_migrations (name text PRIMARY KEY, applied_at timestamptz NOT NULL)",
  );
  const known = (await readdir(folder)).filter((name) => name.endsWith(".sql")).sort();
  const { rows } = await pglite.query<{ name: string }>("SELECT name FROM schema_migrations");
  const applied = new Set(rows.map((row) => row.name));
  refuseNewer(applied, known);
  const pending = known.filter((name) => !applied.has(name));
  for (const name of pending) await applyStep(pglite, name, await readFile(join(folder, name), "utf8"));
  return pending;
}

function refuseNewer(applied: ReadonlySet<string>, known: readonly string[]): void {
  const unknown = [...applied].filter((name) => !known.includes(name)).sort();
  if (unknown.length === 0) return;
  throw new NewerDatabaseError(
    `This data folder was written by a newer Parlance (it has ${unknown[0]}). Start that version.`,
  );
}

async function applyStep(pglite: PGlite, name: string, sql: string): Promise<void> {
  await pglite.transaction(async (transaction) => {
    await transaction.exec(sql);
    await transaction.query("INSERT INTO schema_migrations (name, applied_at) VALUES ($1, now())", [name]);
  });
}

/** The one start-up failure of the database that a person can act on. Its message is shown as it is. */
export class NewerDatabaseError extends Error {
  override readonly name = "NewerDatabaseError";
}
