import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A program of ours that runs in a process of its own. */
export interface OwnProgram {
  /** What the bundler calls it, without the extension. */
  readonly name: string;
  /** Its TypeScript, relative to the module that starts it. */
  readonly source: string;
}

/**
 * Names a folder of bundled programs for code that runs from source. The test run bundles them once: compiling them
 * at each start would cost more than most tests. A build does not look at it.
 */
export const BUNDLED_PROGRAMS = "BUNDLED_PROGRAMS";

/** The file of a program: the bundler puts it beside the file that holds the module which starts it. */
export function ownProgram(
  { name, source }: OwnProgram,
  moduleUrl: string,
  bundled: string | null = process.env[BUNDLED_PROGRAMS] ?? null,
): string {
  if (!moduleUrl.endsWith(".ts")) return fileURLToPath(new URL(`./${name}.js`, moduleUrl));
  return bundled === null ? fileURLToPath(new URL(source, moduleUrl)) : join(bundled, `${name}.js`);
}

/** What Node is given to run it: TypeScript goes through tsx. */
export const nodeArgs = (entry: string): string[] =>
  entry.endsWith(".ts") ? ["--import", import.meta.resolve("tsx"), entry] : [entry];
