import { randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { count, inArray } from "drizzle-orm";
import type { Database } from "../database/database.ts";
import { installation, sources } from "../database/schema.ts";
import { StartError } from "../start-error.ts";
import { createDurably } from "./durable-files.ts";
import { hasCode } from "./system-error.ts";

/** Carries the name in the folder. */
export const ID_FILE = "installation.id";

/** Database and data folder do not belong together. The message is one sentence for the person who starts the program. */
export class WrongDataFolderError extends StartError {
  override readonly name = "WrongDataFolderError";
}

/**
 * Files that no row names are left over and are removed at the start, so a server must never start over the database
 * of one installation and the files of another. Both carry the same name, given to them by the first start.
 */
export async function refuseStrangers(db: Database, dataDir: string, isShared: boolean): Promise<void> {
  const known = await nameOf(db);
  if (known === undefined && (await hasForeignFiles(db, dataDir, isShared))) {
    throw new WrongDataFolderError(
      `The data folder ${dataDir} holds files that this database knows nothing of. Restore the backup that belongs to them into the database, or name another folder.`,
    );
  }
  if (isShared && known !== undefined && (await lacksFiles(db, dataDir))) throw notItsFolder(dataDir);
  const written = await writeName(dataDir, known ?? randomUUID());
  await db.insert(installation).values({ id: written, madeAt: new Date() }).onConflictDoNothing();
  const agreed = (await nameOf(db)) ?? written;
  if (agreed !== written) throw notItsFolder(dataDir);
}

const notItsFolder = (dataDir: string): WrongDataFolderError =>
  new WrongDataFolderError(
    `The data folder ${dataDir} does not belong to this database. All instances of one database need its one folder, on a disk that they share.`,
  );

/** A database that knows of files beside a folder that has none; one that a backup was restored to has them. */
async function lacksFiles(db: Database, dataDir: string): Promise<boolean> {
  if ((await namesIn(dataDir)).includes(ID_FILE) || (await namesIn(join(dataDir, "workspaces"))).length > 0)
    return false;
  const [row] = await db
    .select({ total: count() })
    .from(sources)
    .where(inArray(sources.kind, ["files", "synced"]));
  return (row?.total ?? 0) > 0;
}

async function nameOf(db: Database): Promise<string | undefined> {
  const [row] = await db.select({ id: installation.id }).from(installation);
  return row?.id;
}

/** The folder's name: the one it has, else this one. Of two that write at once, one is first. */
async function writeName(dataDir: string, name: string): Promise<string> {
  const path = join(dataDir, ID_FILE);
  if (await createDurably(path, name)) return name;
  return (await readFile(path, "utf8")).trim();
}

/** A database that was never used beside a folder that was: but for the embedded one, as it was before there were names. */
async function hasForeignFiles(db: Database, dataDir: string, isShared: boolean): Promise<boolean> {
  const [row] = await db.select({ total: count() }).from(sources);
  if ((row?.total ?? 0) > 0 || (await namesIn(join(dataDir, "workspaces"))).length === 0) return false;
  return isShared || (await namesIn(dataDir)).includes(ID_FILE);
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
}
