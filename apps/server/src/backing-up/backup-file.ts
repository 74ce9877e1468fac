import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { openDatabase } from "../database/database.ts";
import { openPostgres } from "../database/postgres-database.ts";
import { DataFolderBusyError, lockDataFolder } from "../storage/data-folder-lock.ts";
import { keepArchive } from "./archive.ts";
import { backUp } from "./back-up.ts";
import { BackupError } from "./backup-format.ts";
import { askForBackup } from "./control.ts";
import { type Restored, type RestoreRequest, restore } from "./restore.ts";

export interface BackupFileRequest {
  readonly path: string;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly withKeys: boolean;
}

/** Makes a backup of a folder: through the server that has it open, or else by opening it. Throws BackupError. */
export async function backUpToFile(request: BackupFileRequest): Promise<{ readonly isFromRunning: boolean }> {
  const { path, dataDir, withKeys, databaseUrl } = request;
  if (existsSync(path)) throw new BackupError(`${path} is there already; give the backup another name.`);
  if (databaseUrl === undefined && !existsSync(join(dataDir, "database")))
    throw new BackupError(`There is no data in ${dataDir}. Name the folder with --data-dir.`);
  const unlock = await lockUnlessRunning(dataDir);
  if (unlock === null) {
    await keepArchive(await askForBackup(dataDir, withKeys), path);
    return { isFromRunning: true };
  }
  try {
    // An older schema stays as it is: a backup changes nothing.
    const nothing = { only: new Set<string>() };
    const database =
      databaseUrl === undefined
        ? await openDatabase(join(dataDir, "database"), undefined, nothing)
        : await openPostgres(databaseUrl, nothing);
    try {
      const now = new Date();
      await keepArchive(await backUp({ database: database.target, dataDir, withFiles: true, withKeys, now }), path);
      return { isFromRunning: false };
    } finally {
      await database.close();
    }
  } finally {
    unlock();
  }
}

async function lockUnlessRunning(dataDir: string): Promise<(() => void) | null> {
  try {
    return await lockDataFolder(dataDir);
  } catch (error) {
    if (error instanceof DataFolderBusyError) return null;
    throw error;
  }
}

/** As restore, in a folder that nobody else has open meanwhile. */
export async function restoreFromFile(request: RestoreRequest): Promise<Restored> {
  await mkdir(request.dataDir, { recursive: true });
  const unlock = await lockDataFolder(request.dataDir);
  try {
    return await restore(request);
  } finally {
    unlock();
  }
}
