import { createHash } from "node:crypto";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { BUNDLED_PROGRAMS } from "../packages/worker/src/pool/own-program.ts";
import { bundlePrograms, PROGRAMS, ROOT } from "./bundle-programs.ts";

const CACHE = join(ROOT, "node_modules", ".cache", "parlance");
const PREFIX = "programs-";
const NEWEST = join(CACHE, "newest-programs.json");
const MANIFEST = join(ROOT, "apps", "cli", "package.json");
const STARTED_BY_TESTS = {
  ...PROGRAMS,
  serve: "apps/server/src/fixtures/serve.ts",
  "write-until-killed": "apps/server/src/database/fixtures/write-until-killed.ts",
};
/** Longer than any test run: a run may still start programs of a bundle that is no longer the newest. */
const KEPT_MS = 2 * 3_600_000;

/** One for each project of the run. */
const runFolders: string[] = [];

/**
 * Before all tests: bundles the programs that tests start in processes of their own, as they are shipped, and keeps
 * the bundle until a file that went into it changes; through tsx each start would compile for more than a second. What
 * test files of one run make for each other goes into a folder that goes with the run.
 */
export async function setup(project: TestProject): Promise<void> {
  process.env[BUNDLED_PROGRAMS] = fresh() ?? (await bundle());
  const runFolder = mkdtempSync(join(tmpdir(), "parlance-run-"));
  runFolders.push(runFolder);
  project.provide("runFolder", runFolder);
}

/** After all tests. */
export function teardown(): void {
  for (const folder of runFolders) rmSync(folder, { recursive: true, force: true });
}

function fresh(): string | undefined {
  if (!existsSync(NEWEST)) return undefined;
  // Written by bundle(), below.
  const { folder, modules, stamp } = JSON.parse(readFileSync(NEWEST, "utf8")) as Bundled;
  return existsSync(folder) && stampOf(modules) === stamp ? join(folder, "dist") : undefined;
}

interface Bundled {
  readonly folder: string;
  readonly modules: readonly string[];
  readonly stamp: string;
}

async function bundle(): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  removeOld();
  const startedAt = Date.now();
  const folder = join(CACHE, `${PREFIX}${startedAt}-${process.pid}`);
  const modules = [...new Set(await bundlePrograms(join(folder, "dist"), STARTED_BY_TESTS))].sort();
  cpSync(MANIFEST, join(folder, "package.json"));
  // What was edited meanwhile may be in the bundle or not: it is not used again.
  if (modules.every((path) => statSync(path).mtimeMs < startedAt)) {
    const draft = join(folder, "programs.json");
    writeFileSync(draft, JSON.stringify({ folder, modules, stamp: stampOf(modules) } satisfies Bundled));
    renameSync(draft, NEWEST);
  }
  return join(folder, "dist");
}

/** Sizes and times, not contents: cheap enough before every run. */
function stampOf(modules: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of modules) {
    const stat = statSync(path, { throwIfNoEntry: false });
    hash.update(`${path}:${stat?.size}:${stat?.mtimeMs}\n`);
  }
  return hash.digest("hex");
}

function removeOld(): void {
  for (const name of readdirSync(CACHE)) {
    if (!name.startsWith(PREFIX)) continue;
    const madeAt = Number(name.slice(PREFIX.length).split("-")[0]);
    if (madeAt < Date.now() - KEPT_MS) rmSync(join(CACHE, name), { recursive: true, force: true });
  }
}
