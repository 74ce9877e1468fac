import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { StartError } from "../start-error.ts";
import { createDurably } from "./durable-files.ts";
import { liveInstances } from "./instances.ts";
import { type Holder, identify, isAlive } from "./process-mark.ts";
import { hasCode } from "./system-error.ts";

/** Someone else works in this folder. The message is one sentence for the person who started the program. */
export class DataFolderBusyError extends StartError {
  override readonly name = "DataFolderBusyError";
}

const LOCK_FILE = "parlance.lock";

/**
 * Takes the data folder for this process. Two writers in one product database would destroy it, and nothing inside
 * PGlite prevents that. The lock names a process and when it started, so that a lock left by `kill -9` is
 * recognised as stale even when its process number has been given to another program since.
 */
export async function lockDataFolder(dataDir: string): Promise<() => void> {
  const path = join(dataDir, LOCK_FILE);
  const [other] = await liveInstances(dataDir);
  if (other !== undefined) {
    throw new DataFolderBusyError(
      `The data folder ${dataDir} is in use by instances that share a database. Give this one the same database (PARLANCE_DATABASE_URL), or another folder.`,
    );
  }
  const mine = JSON.stringify(identify(process.pid));
  if (!(await createDurably(path, mine))) {
    const holder = readHolder(path);
    if (holder !== null && isAlive(holder)) {
      throw new DataFolderBusyError(
        `The data folder ${dataDir} is in use by another Parlance (process ${holder.pid}). Stop that one, or start this one with --data-dir and another folder.`,
      );
    }
    rmSync(path, { force: true });
    if (!(await createDurably(path, mine))) {
      throw new DataFolderBusyError(`The data folder ${dataDir} was taken by another Parlance just now.`);
    }
  }
  return () => rmSync(path, { force: true });
}

/** Refuses a folder that one process has for itself. For instances that share it with each other. */
export function refuseLocked(dataDir: string): void {
  const holder = readHolder(join(dataDir, LOCK_FILE));
  if (holder === null || !isAlive(holder)) return;
  throw new DataFolderBusyError(
    `The data folder ${dataDir} is in use by a Parlance with a database of its own (process ${holder.pid}). Stop that one first.`,
  );
}

function readHolder(path: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number") return null;
    const startedAt = "startedAt" in value && typeof value.startedAt === "string" ? value.startedAt : null;
    return { pid: value.pid, startedAt };
  } catch (error) {
    // What is no lock names no process; a lock that vanished was released.
    if (error instanceof SyntaxError || hasCode(error, "ENOENT")) return null;
    throw error;
  }
}
