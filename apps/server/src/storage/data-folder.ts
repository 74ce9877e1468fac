import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { lockDataFolder, refuseLocked } from "./data-folder-lock.ts";
import { joinInstances } from "./instances.ts";

/** The data folder as this process has it: for itself, or together with other instances. */
export interface DataFolder {
  readonly path: string;
  /** Names this process where several work in one folder. */
  readonly instance: string | null;
  /** For files of running queries, of this process alone. */
  readonly scratch: string;
  /** Ids of other instances that are alive. */
  others(): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** Several processes may share the folder where the database is a server: the embedded one has one owner. */
export async function openDataFolder(path: string, isShared: boolean): Promise<DataFolder> {
  await mkdir(path, { recursive: true });
  return isShared ? openShared(path) : openAlone(path);
}

async function openAlone(path: string): Promise<DataFolder> {
  const unlock = await lockDataFolder(path);
  return {
    path,
    instance: null,
    scratch: join(path, "scratch"),
    others: async () => [],
    close: async () => unlock(),
  };
}

async function openShared(path: string): Promise<DataFolder> {
  refuseLocked(path);
  const { id, others, leave } = await joinInstances(path);
  const scratch = join(path, "scratch", id);
  return {
    path,
    instance: id,
    scratch,
    others,
    close: async () => {
      await rm(scratch, { recursive: true, force: true });
      await leave();
    },
  };
}
