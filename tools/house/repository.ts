import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Files that belong to the repository: tracked, or new and not ignored. Paths are relative, with forward slashes. */
export function repositoryFiles(): string[] {
  const output = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  return output.split("\n").filter((path) => path !== "" && existsSync(join(ROOT, path)));
}

export const readSource = (path: string): string => readFileSync(join(ROOT, path), "utf8");

export const isCode = (path: string): boolean => /\.(ts|tsx|mjs)$/.test(path) && !path.includes("/generated/");
export const isTest = (path: string): boolean =>
  /\.test\.tsx?$/.test(path) || path.includes("/e2e/") || path.includes("/fixtures/");

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;

/** Module names a file imports, static and dynamic. */
export function importsOf(source: string): string[] {
  return [...source.matchAll(IMPORT)].flatMap((match) => match[1] ?? match[2] ?? match[3] ?? []);
}

/** The workspace a path lies in, such as "packages/core", or undefined for files outside all of them. */
export const workspaceOf = (path: string): string | undefined =>
  /^(?:packages|apps)\/[^/]+/.exec(path)?.[0] ?? (path.startsWith("demo/") ? "demo" : undefined);

/** Resolves a relative import to a repository path. */
export const resolveRelative = (from: string, specifier: string): string =>
  posix.normalize(posix.join(posix.dirname(from), specifier));
