import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { identify, isAlive } from "./process-mark.ts";
import { hasCode } from "./system-error.ts";

const FOLDER = "instances";
const BEAT_EVERY_MS = 10_000;
/** An instance that has not been heard of this long is gone. */
const GONE_AFTER_MS = 60_000;

/** This process among the instances that work in one data folder. */
export interface Membership {
  readonly id: string;
  /** Ids of the other instances that are alive. */
  others(): Promise<readonly string[]>;
  leave(): Promise<void>;
}

/**
 * Enters the folder as one of several. Each instance keeps touching a file of its own; the ages of the files are
 * compared with each other, as the clock of a shared disk need not be that of this machine.
 */
export async function joinInstances(dataDir: string): Promise<Membership> {
  const folder = join(dataDir, FOLDER);
  await mkdir(folder, { recursive: true });
  const id = randomUUID();
  const own = join(folder, id);
  await writeFile(own, JSON.stringify({ host: hostname(), ...identify(process.pid) }));
  const beat = setInterval(() => void touch(own), BEAT_EVERY_MS);
  beat.unref();
  return {
    id,
    others: async () => {
      await touch(own);
      const { mtimeMs } = await stat(own);
      const names = (await readdir(folder)).filter((name) => name !== id);
      const alive = await Promise.all(names.map((name) => isLive(join(folder, name), mtimeMs)));
      return names.filter((_, index) => alive[index]);
    },
    leave: async () => {
      clearInterval(beat);
      await rm(own, { force: true });
    },
  };
}

/** Instances that are alive in a folder that this process has not entered. */
export async function liveInstances(dataDir: string): Promise<readonly string[]> {
  try {
    if ((await readdir(join(dataDir, FOLDER))).length === 0) return [];
  } catch (error) {
    if (hasCode(error, "ENOENT")) return [];
    throw error;
  }
  const visit = await joinInstances(dataDir);
  return visit.others().finally(() => visit.leave());
}

/** The file of a process that ended without leaving goes with it. */
async function isLive(path: string, now: number): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs < GONE_AFTER_MS && !(await hasDied(path))) return true;
    await rm(path, { force: true });
    return false;
  } catch (error) {
    if (hasCode(error, "ENOENT")) return false;
    throw error;
  }
}

/** Told at once on the machine that it ran on; of others the age of the file tells. */
async function hasDied(path: string): Promise<boolean> {
  const text = await readFile(path, "utf8");
  const holder = /^\{"host":"([^"]*)","pid":(\d+),"startedAt":(?:"(\d+)"|null)\}$/.exec(text);
  if (holder === null || holder[1] !== hostname()) return false;
  return !isAlive({ pid: Number(holder[2]), startedAt: holder[3] ?? null });
}

async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch((error: unknown) => {
    // The folder may be removed while a test or a person ends the server.
    if (!hasCode(error, "ENOENT")) throw error;
  });
}
