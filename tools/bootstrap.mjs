// The one file that runs before anything is installed, hence plain JavaScript without dependencies.
// It installs what the lock file asks for, builds what is stale, and hands over to TypeScript.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const MINIMUM_NODE = [20, 19];
const INSTALL_STAMP = join(ROOT, "node_modules", ".parlance-lock-hash");
const BUILD_STAMP = join(ROOT, "apps", "cli", "dist", ".stamp");
const SOURCE_FOLDERS = ["packages", "apps", "demo", "tools"];
const IGNORED_FOLDERS = new Set(["node_modules", "dist", "e2e", ".parlance"]);

/** Ends the process with one sentence a person can act on. */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  const isOld = major < MINIMUM_NODE[0] || (major === MINIMUM_NODE[0] && minor < MINIMUM_NODE[1]);
  if (isOld)
    fail(
      `Parlance needs Node ${MINIMUM_NODE.join(".")} or newer; this is ${process.versions.node}. Install a newer Node from nodejs.org and try again.`,
    );
}

function checkWritable(purpose) {
  try {
    accessSync(ROOT, constants.W_OK);
  } catch {
    fail(
      `Parlance cannot ${purpose} because this folder is read-only. Copy it to a folder you may write to, or change its permissions.`,
    );
  }
}

function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: ROOT,
    stdio: "inherit",
    shell: process.platform === "win32",
    ...options,
  });
  if (result.error) fail(`Could not run ${command}: ${result.error.message}`);
  return result.status ?? 1;
}

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(ROOT, "package-lock.json")))
    .digest("hex");

function ensureInstalled() {
  const wanted = lockHash();
  if (existsSync(INSTALL_STAMP) && readFileSync(INSTALL_STAMP, "utf8") === wanted) return;
  checkWritable("install its libraries");
  console.error("Installing libraries (first run only, about a minute) ...");
  // Standard output stays free for the command itself, such as `parlance ask --json`.
  // Not `npm ci`: it refuses a lock file that lacks the native builds of platforms other than the one that wrote it,
  // while `npm install` takes every locked version as it is and adds the build for this platform.
  const flags = ["--ignore-scripts", "--no-save", "--no-fund", "--no-audit", "--loglevel=error"];
  const status = run("npm", ["install", ...flags], { stdio: ["ignore", 2, 2] });
  if (status !== 0)
    fail(
      "The libraries could not be installed. Check that the npm registry can be reached, then run the same command again.",
    );
  writeFileSync(INSTALL_STAMP, wanted);
}

function* sourceFiles(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (IGNORED_FOLDERS.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sourceFiles(path);
    else if (!entry.name.endsWith(".test.ts") && !entry.name.endsWith(".md")) yield path;
  }
}

/** Sizes and times, not contents: cheap enough to check on every start. */
function sourceStamp() {
  const hash = createHash("sha256").update(lockHash());
  for (const folder of SOURCE_FOLDERS) {
    for (const path of sourceFiles(join(ROOT, folder))) {
      const { size, mtimeMs } = statSync(path);
      hash.update(`${relative(ROOT, path)}:${size}:${mtimeMs}\n`);
    }
  }
  return hash.digest("hex");
}

export function ensureBuilt() {
  checkNode();
  ensureInstalled();
  const wanted = sourceStamp();
  if (existsSync(BUILD_STAMP) && readFileSync(BUILD_STAMP, "utf8") === wanted) return;
  checkWritable("build itself");
  console.error("Building (only when something changed) ...");
  const status = run(process.execPath, ["--import", "tsx", "tools/build.ts"], { stdio: ["ignore", 2, 2] });
  if (status !== 0) fail("The build failed; the lines above say where.");
  mkdirSync(dirname(BUILD_STAMP), { recursive: true });
  writeFileSync(BUILD_STAMP, wanted);
}

const runTypeScript = (file, args) => run(process.execPath, ["--import", "tsx", file, ...args]);

/** In this process, with types taken out and nothing put in: what is timed runs as fast as it does in the build. */
async function runAsBuilt(file, args) {
  // Not at the top of this file: an old Node must get as far as being told that it is old.
  const { register } = await import("node:module");
  register("./typescript-hooks.mjs", import.meta.url);
  process.setSourceMapsEnabled(true);
  const path = join(ROOT, file);
  process.argv = [process.execPath, path, ...args];
  await import(pathToFileURL(path).href);
}

async function start(args) {
  ensureBuilt();
  process.argv = [process.execPath, "parlance", "serve", ...args];
  await import(pathToFileURL(join(ROOT, "apps", "cli", "dist", "parlance.js")).href);
}

async function main([command, ...args]) {
  switch (command) {
    case "start":
      return start(args);
    case "build":
      return ensureBuilt();
    case "test":
      ensureBuilt();
      process.exitCode = runTypeScript("tools/test.ts", args);
      return;
    case "run":
      checkNode();
      ensureInstalled();
      return runAsBuilt(args[0], args.slice(1));
    default:
      fail("Usage: node tools/bootstrap.mjs start|test|build|run FILE [arguments]");
  }
}

const isEntryPoint = process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href;
if (isEntryPoint) await main(process.argv.slice(2));
