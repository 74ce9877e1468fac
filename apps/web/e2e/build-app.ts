import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const WEB_ROOT = fileURLToPath(new URL("..", import.meta.url));
const VITE = join(dirname(createRequire(import.meta.url).resolve("vite/package.json")), "bin/vite.js");

/** Builds the app as it is shipped. In a process of its own: the test runner's environment would select React's development build. */
export async function buildApp(outDir: string): Promise<void> {
  const args = [VITE, "build", WEB_ROOT, "--outDir", outDir, "--emptyOutDir", "--logLevel", "error"];
  await promisify(execFile)(process.execPath, args, { env: { ...process.env, NODE_ENV: "production" } });
}
