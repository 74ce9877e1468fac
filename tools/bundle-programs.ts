import { existsSync, readdirSync } from "node:fs";
import { cp } from "node:fs/promises";
import { builtinModules } from "node:module";
import { basename, dirname, isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything Node runs, in one folder: code that starts a child process finds its sibling there. */
export const PROGRAMS = {
  parlance: "apps/cli/src/main.ts",
  "query-worker": "packages/worker/src/worker-main.ts",
  "source-process": "packages/connectors/src/process/source-main.ts",
  "demo-generator": "apps/server/src/demo/generate-main.ts",
};

const BUILTINS = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
const isOurs = (id: string): boolean => id.startsWith(".") || id.startsWith("/") || id.startsWith("@parlance/");

/** Where Node would find a library when code in `folder` imports it. */
function installedAt(folder: string, library: string): string | undefined {
  const place = join(folder, "node_modules", library);
  if (existsSync(place)) return place;
  const parent = dirname(folder);
  return parent === folder ? undefined : installedAt(parent, library);
}

const libraryOf = (id: string): string =>
  id
    .split("/")
    .slice(0, id.startsWith("@") ? 2 : 1)
    .join("/");

/** Their modules name each other without extensions, which bundlers understand and Node does not. */
const WITHOUT_EXTENSIONS = ["dt-sql-parser", "antlr4ng", "antlr4-c3"];

/**
 * Libraries of every query worker and of `parlance ask`: many small files that Node would find and compile one by one
 * at each start. In the bundle a worker starts in half the time.
 */
const BUNDLED = new Set([
  "apache-arrow",
  "flatbuffers",
  "tslib",
  "@duckdb/node-api",
  "hucre",
  "commander",
  ...WITHOUT_EXTENSIONS,
]);

/**
 * Other libraries stay outside the bundle when the output folder finds the same copy that its importer finds; a copy
 * of another version is bundled. What holds native code or WebAssembly must stay outside: it loads files beside itself.
 */
function isExternal(outDir: string, id: string, importer: string | undefined): boolean {
  if (BUILTINS.has(id)) return true;
  if (isOurs(id) || importer === undefined) return false;
  const library = libraryOf(id);
  return !BUNDLED.has(library) && installedAt(outDir, library) === installedAt(dirname(importer), library);
}

/** Files that programs read beside themselves. */
const BESIDE = ["apps/server/src/database/migrations", "apps/server/src/plugging/plugin-thread.mjs"];

/** A folder counts itself: its time is that of the last file that came or went. */
const filesOf = (path: string): string[] => [
  join(ROOT, path),
  ...(path.endsWith("migrations") ? readdirSync(join(ROOT, path)).map((name) => join(ROOT, path, name)) : []),
];

/** Writes the programs into a folder; answers with the files and folders that went into them. */
export async function bundlePrograms(outDir: string, programs: Readonly<Record<string, string>>): Promise<string[]> {
  const bundle = await rolldown({
    input: Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(ROOT, path)])),
    platform: "node",
    // A guard that one program loads when it is needed, another may load at once.
    checks: { ineffectiveDynamicImport: false },
    external: (id, importer) => isExternal(outDir, id, importer),
  });
  const { output } = await bundle.write({
    dir: outDir,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    sourcemap: true,
    minify: false,
  });
  await bundle.close();
  for (const path of BESIDE) await cp(join(ROOT, path), join(outDir, basename(path)), { recursive: true });
  const modules = output.flatMap((file) => (file.type === "chunk" ? file.moduleIds : []));
  return [...modules.filter((id) => isAbsolute(id)), ...BESIDE.flatMap(filesOf)];
}
