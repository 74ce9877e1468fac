import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { nodeArgs } from "./own-program.ts";

export interface SpawnCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** False where the operating system offers no limit; the worker then watches its own size. */
  readonly hasMemoryLimit: boolean;
}

/** How to start a child program: from source through tsx, from a build as plain JavaScript; under prlimit where it exists. */
export function spawnCommand(entry: string, processBytes: number, prlimit = findPrlimit()): SpawnCommand {
  const node = [process.execPath, ...nodeArgs(entry)];
  const [program = process.execPath, ...args] = prlimit
    ? [prlimit, `--data=${processBytes}`, "--core=0", "--", ...node]
    : node;
  return { program, args, hasMemoryLimit: prlimit !== null };
}

/** The program that limits the memory of children; null where the system has none. */
export function findPrlimit(path = process.env.PATH ?? ""): string | null {
  if (process.platform !== "linux") return null;
  for (const folder of path.split(delimiter)) {
    const candidate = join(folder, "prlimit");
    if (folder !== "" && isExecutable(candidate)) return candidate;
  }
  return null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error) return false;
    throw error;
  }
}
