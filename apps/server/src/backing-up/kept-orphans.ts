import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { writeDurably } from "../storage/durable-files.ts";
import { hasCode } from "../storage/system-error.ts";

const FILE = "orphans.json";

const orphans = z.array(z.object({ workspaceId: z.string(), sourceId: z.string() }));

/** A folder of files that no row of the database names. */
export type Orphan = z.output<typeof orphans>[number];

/** Orphans that a restore left, for a person to look at; they stay until their folder is removed by hand. */
export async function readOrphans(dataDir: string): Promise<readonly Orphan[]> {
  try {
    return orphans.parse(JSON.parse(await readFile(join(dataDir, FILE), "utf8")));
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}

export const writeOrphans = (dataDir: string, found: readonly Orphan[]): Promise<void> =>
  writeDurably(join(dataDir, FILE), `${JSON.stringify(found, null, 2)}\n`);
