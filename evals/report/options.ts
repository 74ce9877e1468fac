import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";

/** How many of `all` an option asks for; throws with `usage` where it is no count. */
export function countOf(option: string | undefined, all: number, usage: string): number {
  const count = option === undefined ? all : Number(option);
  if (!Number.isInteger(count) || count < 0) throw new Error(`Not a number of questions: ${option}\n${usage}`);
  return count;
}

/** The path itself, once its folder is there. */
export function createFolderOf(path: string): string {
  mkdirSync(dirname(resolve(path)), { recursive: true });
  return path;
}
