import { existsSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { build as buildWeb } from "vite";
import { makeTemplate } from "../apps/server/src/database/database.ts";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, "apps", "cli", "dist");

/** Everything Node runs, in one folder: code that starts a child process finds its sibling there. */
const NODE_ENTRIES = {
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
function isExternal(id: string, importer: string | undefined): boolean {
  if (BUILTINS.has(id)) return true;
  if (isOurs(id) || importer === undefined) return false;
  const library = libraryOf(id);
  return !BUNDLED.has(library) && installedAt(OUT, library) === installedAt(dirname(importer), library);
}

async function buildNode(): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  const bundle = await rolldown({
    input: Object.fromEntries(Object.entries(NODE_ENTRIES).map(([name, path]) => [name, join(ROOT, path)])),
    platform: "node",
    external: (id, importer) => isExternal(id, importer),
  });
  await bundle.write({
    dir: OUT,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "[name]-[hash].js",
    sourcemap: true,
    minify: false,
  });
  await bundle.close();
  await cp(join(ROOT, "apps/server/src/database/migrations"), join(OUT, "migrations"), { recursive: true });
  await cp(join(ROOT, "apps/server/src/plugging/plugin-thread.mjs"), join(OUT, "plugin-thread.mjs"));
  await makeTemplate(join(OUT, "database-template"));
}

await buildNode();
await buildWeb({ root: join(ROOT, "apps", "web"), logLevel: "warn" });
