import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { MigrationTarget } from "../database/migrate.ts";
import { writeDurably } from "../storage/durable-files.ts";

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

async function readGeneration(path: string): Promise<number> {
  try {
    return Number.parseInt(await readFile(path, "utf8"), 10) || 0;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return 0;
    throw error;
  }
}
