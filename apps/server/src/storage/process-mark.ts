import { readFileSync } from "node:fs";
import { hasCode } from "./system-error.ts";

/** A process, so that another one that is given its number later is not taken for it. */
export interface Holder {
  readonly pid: number;
  /** Clock ticks since boot at which the process started; null where the system does not tell. */
  readonly startedAt: string | null;
}

export const identify = (pid: number): Holder => ({ pid, startedAt: startTicks(pid) });

export function isAlive(holder: Holder): boolean {
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
