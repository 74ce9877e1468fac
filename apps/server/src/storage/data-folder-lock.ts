import { readFileSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";

/** Someone else works in this folder. The message is one sentence for the person who started the program. */
export class DataFolderBusyError extends Error {
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
  const mine = JSON.stringify(identify(process.pid));
  if (!(await createExclusively(path, mine))) {
    const holder = readHolder(path);
    if (holder !== null && isAlive(holder)) {
      throw new DataFolderBusyError(
        `The data folder ${dataDir} is in use by another Parlance (process ${holder.pid}). Stop that one, or start this one with --data-dir and another folder.`,
      );
    }
    rmSync(path, { force: true });
    if (!(await createExclusively(path, mine))) {
      throw new DataFolderBusyError(`The data folder ${dataDir} was taken by another Parlance just now.`);
    }
  }
  return () => rmSync(path, { force: true });
}

interface Holder {
  readonly pid: number;
  /** Clock ticks since boot at which the process started; null where the system does not tell. */
  readonly startedAt: string | null;
}

const identify = (pid: number): Holder => ({ pid, startedAt: startTicks(pid) });

async function createExclusively(path: string, content: string): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    await file.writeFile(content);
    await file.close();
    return true;
  } catch (error) {
    if (hasCode(error, "EEXIST")) return false;
    throw error;
  }
}

function readHolder(path: string): Holder | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, "utf8"));
    if (typeof value !== "object" || value === null || !("pid" in value) || typeof value.pid !== "number") return null;
    const startedAt = "startedAt" in value && typeof value.startedAt === "string" ? value.startedAt : null;
    return { pid: value.pid, startedAt };
  } catch (error) {
    // A lock cut short by a kill holds no process; a lock that vanished was released.
    if (error instanceof SyntaxError || hasCode(error, "ENOENT")) return null;
    throw error;
  }
}

function isAlive(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (hasCode(error, "ESRCH")) return false;
    if (!hasCode(error, "EPERM")) throw error;
  }
  return holder.startedAt === null || holder.startedAt === startTicks(holder.pid);
}

/** Field 22 of /proc/<pid>/stat; the second field may hold spaces, hence the cut after its closing bracket. */
function startTicks(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch (error) {
    if (hasCode(error, "ENOENT") || hasCode(error, "ESRCH")) return null;
    throw error;
  }
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;
