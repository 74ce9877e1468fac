import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationTarget } from "../database/migrate.ts";
import { writeDurably } from "../storage/durable-files.ts";
import { hasCode } from "../storage/system-error.ts";

const FILE = "generation";

/**
 * Counts the starts of this server in the database and beside the files. A database that has counted fewer than the
 * files is older than they are: it came out of a backup. Then files that no row names are not litter but the data that
 * the backup did not know, and nobody may clear them away.
 */
export async function isDatabaseOlderThanFiles(
  target: Pick<MigrationTarget, "query">,
  dataDir: string,
): Promise<boolean> {
  const ofFiles = await readGeneration(join(dataDir, FILE));
  const { rows } = await target.query("SELECT value FROM instance_state WHERE name = 'generation'");
  const ofDatabase = Number(rows[0]?.value ?? 0);
  const next = Math.max(ofFiles, ofDatabase) + 1;
  await target.query(
    `INSERT INTO instance_state (name, value) VALUES ('generation', $1::bigint)
     ON CONFLICT (name) DO UPDATE SET value = greatest(instance_state.value + 1, excluded.value)`,
    [next],
  );
  await writeDurably(join(dataDir, FILE), `${next}\n`);
  return ofDatabase < ofFiles;
}

/** Sees to it that the next start knows the database for older than the files, whichever files lie there. */
export async function markRestored(target: Pick<MigrationTarget, "query">, dataDir: string): Promise<void> {
  const { rows } = await target.query("SELECT value FROM instance_state WHERE name = 'generation'");
  const newest = Math.max(Number(rows[0]?.value ?? 0), await readGeneration(join(dataDir, FILE)));
  await writeDurably(join(dataDir, FILE), `${newest + 1}\n`);
}

async function readGeneration(path: string): Promise<number> {
  try {
    return Number.parseInt(await readFile(path, "utf8"), 10) || 0;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return 0;
    throw error;
  }
}
