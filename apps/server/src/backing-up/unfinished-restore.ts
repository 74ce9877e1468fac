import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { writeDurably } from "../storage/durable-files.ts";
import { BackupError } from "./backup-format.ts";

const MARK = "restore.unfinished";

/** A restore that was cut off while it moved things into place leaves a folder that must not be started from. */
export function refuseUnfinishedRestore(dataDir: string): void {
  if (!existsSync(join(dataDir, MARK))) return;
  throw new BackupError(
    `A restore into ${dataDir} was cut off. Run parlance restore again with --force; nothing is lost until it ends.`,
  );
}

export async function whileRestoring(dataDir: string, work: () => Promise<void>): Promise<void> {
  await writeDurably(join(dataDir, MARK), `${new Date().toISOString()}\n`);
  try {
    await work();
  } catch (error) {
    // Refused before anything was touched.
    if (error instanceof BackupError) await rm(join(dataDir, MARK));
    throw error;
  }
  await rm(join(dataDir, MARK));
}
