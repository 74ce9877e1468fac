import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

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

/** The bundler emits worker-main.ts as query-worker.js next to the file that holds this module. */
export function defaultEntry(moduleUrl: string): string {
  const sibling = moduleUrl.endsWith(".ts") ? "../worker-main.ts" : "./query-worker.js";
  return fileURLToPath(new URL(sibling, moduleUrl));
}

const nodeArgs = (entry: string): string[] =>
  entry.endsWith(".ts") ? ["--import", import.meta.resolve("tsx"), entry] : [entry];

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
