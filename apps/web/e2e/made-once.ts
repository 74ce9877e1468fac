import { existsSync } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** A folder that goes when all tests have ended. */
    runFolder: string;
  }
}

const LOOK_EVERY_MS = 200;
const PATIENCE_MS = 170_000;

/**
 * A folder that the first test file to need it makes for all files of the run. One that fails to make it leaves the
 * place to the next, which fails by itself.
 */
export async function madeOnce(name: string, make: (folder: string) => Promise<void>): Promise<string> {
  const folder = join(inject("runFolder"), name);
  const deadline = Date.now() + PATIENCE_MS;
  while (!existsSync(folder)) {
    if (await isMine(`${folder}.lock`)) await makeWhole(folder, make);
    else if (Date.now() > deadline) throw new Error(`Another test file did not finish making ${name} in time.`);
    else await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
  return folder;
}

/** The lock stays where the folder was made, so that nobody makes it again. */
async function makeWhole(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const draft = `${folder}.draft`;
  try {
    await make(draft);
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    await rm(`${folder}.lock`, { recursive: true });
    throw error;
  }
}

async function isMine(lock: string): Promise<boolean> {
  try {
    await mkdir(lock);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
