import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { parseArgs } from "node:util";

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

export interface PackOptions<Half extends string> {
  /** What stands before the options: a folder, where a pack needs one. */
  readonly place: string | undefined;
  readonly halves: readonly Half[];
  /** Misses are shown of the open half alone. */
  readonly withMisses: boolean;
  readonly withPool: boolean;
  /** Names of databases with commas; empty asks about all. */
  readonly only: string;
}

/** `[place] [--misses] [--pool] [--half open|held] [--databases name,name]`, as packs with two halves take them. */
export function readPackOptions<Half extends string>(args: readonly string[], all: readonly Half[]): PackOptions<Half> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      misses: { type: "boolean" },
      pool: { type: "boolean" },
      half: { type: "string" },
      databases: { type: "string" },
    },
    allowPositionals: true,
  });
  return {
    place: positionals[0],
    halves: all.filter((half) => values.half === undefined || values.half === half),
    withMisses: values.misses === true,
    withPool: values.pool === true,
    only: values.databases ?? "",
  };
}
