import { readdirSync, type Stats, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { CliError } from "./cli-error.ts";
import { EXIT } from "./exit-codes.ts";

export interface InputFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** The files a person named, checked before any work begins. */
export function checkFiles(paths: readonly string[]): InputFile[] {
  return paths.map((given) => {
    const stats = statsOf(given);
    if (stats === null) throw new CliError(EXIT.file, `There is no file "${given}".`, nearNames(given));
    if (stats.isDirectory()) throw new CliError(EXIT.file, `"${given}" is a folder.`, "Name the files in it.");
    if (!stats.isFile()) throw new CliError(EXIT.file, `"${given}" is not a file.`);
    if (stats.size === 0) throw new CliError(EXIT.file, `"${given}" is empty.`);
    return { path: resolve(given), name: basename(given), bytes: stats.size };
  });
}

export const isExistingFile = (path: string): boolean => statsOf(path)?.isFile() ?? false;

const statsOf = (path: string): Stats | null => statSync(path, { throwIfNoEntry: false }) ?? null;

function nearNames(given: string): string | undefined {
  const wanted = basename(given).toLowerCase();
  const folder = dirname(given);
  if (!statsOf(folder)?.isDirectory()) return `The folder "${folder}" does not exist either.`;
  const near = readdirSync(folder)
    .filter((name) => distance(name.toLowerCase(), wanted) <= Math.max(2, wanted.length / 4))
    .slice(0, 3);
  return near.length === 0 ? undefined : `Did you mean ${near.map((name) => `"${name}"`).join(" or ")}?`;
}

/** Edits (insert, delete, replace) from one text to the other. */
function distance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
