import { cp, rm } from "node:fs/promises";
import { builtinModules } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { build as buildWeb } from "vite";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OUT = join(ROOT, "apps", "cli", "dist");

/** Everything Node runs, in one folder: code that starts a child process finds its sibling there. */
const NODE_ENTRIES = {
  parlance: "apps/cli/src/main.ts",
  "query-worker": "packages/worker/src/worker-main.ts",
  "demo-generator": "apps/server/src/demo/generate-main.ts",
};

const BUILTINS = new Set(builtinModules.flatMap((name) => [name, `node:${name}`]));
const isOurs = (id: string): boolean => id.startsWith(".") || id.startsWith("/") || id.startsWith("@parlance/");

async function buildNode(): Promise<void> {
  await rm(OUT, { recursive: true, force: true });
  const bundle = await rolldown({
    input: Object.fromEntries(Object.entries(NODE_ENTRIES).map(([name, path]) => [name, join(ROOT, path)])),
    platform: "node",
    external: (id) => BUILTINS.has(id) || !isOurs(id),
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
}

await buildNode();
await buildWeb({ root: join(ROOT, "apps", "web"), logLevel: "warn" });
