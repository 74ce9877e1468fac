import { resolve } from "node:path";
import { BackupError, backUpToFile, DataFolderBusyError, restoreFromFile } from "@parlance/server";
import { CliError } from "../cli-error.ts";
import type { CliIo } from "../cli-io.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { readSettings } from "./read-settings.ts";
import type { ServeOptions } from "./serve-options.ts";

export interface BackupOptions extends Pick<ServeOptions, "config" | "dataDir"> {
  readonly withKeys?: boolean;
}

/** Writes everything of a data folder into one file, whether or not a server has it open. */
export async function backup(file: string, options: BackupOptions, io: CliIo): Promise<ExitCode> {
  const place = await placeOf(options, io);
  const path = resolve(file);
  const { withKeys = false } = options;
  const { isFromRunning } = await explained(() => backUpToFile({ ...place, path, withKeys }));
  await io.write(`Backed up ${place.dataDir} to ${path}${isFromRunning ? " from the running server" : ""}.\n`);
  await io.write(
    withKeys
      ? "It holds the key of stored credentials: whoever has the file can use them.\n"
      : "Stored credentials in it open only with the server's secret key; keep that elsewhere.\n",
  );
  return EXIT.answered;
}

export interface RestoreOptions extends Pick<ServeOptions, "config" | "dataDir"> {
  readonly force?: boolean;
}

/** Puts a backup into a data folder that no server has open. */
export async function restore(file: string, options: RestoreOptions, io: CliIo): Promise<ExitCode> {
  const place = await placeOf(options, io);
  const { force = false } = options;
  const request = { ...place, path: resolve(file), force, now: new Date() };
  const { header, migrated, keptAside } = await explained(() => restoreFromFile(request));
  await io.write(`Restored what Parlance ${header.version} backed up on ${header.createdAt} into ${place.dataDir}.\n`);
  if (migrated.length > 0) await io.write(`Brought to this version in ${migrated.length} steps.\n`);
  if (!header.hasFiles) await io.write("The backup held the product database alone; files stay as they were.\n");
  if (header.missing.length > 0) await io.write(`${header.missing.length} files were gone when it was made.\n`);
  if (keptAside !== null) await io.write(`The database that was there is kept in ${keptAside}.\n`);
  if (!header.hasKeys) {
    await io.write(
      "Credentials open only with the secret key they were stored under; others are to be entered again.\n",
    );
  }
  return EXIT.answered;
}

async function placeOf(
  options: ServeOptions,
  io: CliIo,
): Promise<{ dataDir: string; databaseUrl: string | undefined }> {
  const { dataDir, databaseUrl } = (await readSettings(options, io)).current();
  return { dataDir: resolve(dataDir), databaseUrl };
}

async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const isForPeople = error instanceof BackupError || error instanceof DataFolderBusyError;
    if (isForPeople) throw new CliError(EXIT.file, error.message);
    throw error;
  }
}
