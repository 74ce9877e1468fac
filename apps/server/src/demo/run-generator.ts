import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** From source through tsx; from a build as the bundle's sibling. */
function generatorArgs(): string[] {
  if (!import.meta.url.endsWith(".ts")) return [fileURLToPath(new URL("./demo-generator.js", import.meta.url))];
  return ["--import", import.meta.resolve("tsx"), fileURLToPath(new URL("./generate-main.ts", import.meta.url))];
}

/** Writes one demo workspace's Parquet files into outDir, in a child process that the signal ends. */
export async function runGenerator(
  workspaceId: string,
  outDir: string,
  today: string,
  signal: AbortSignal,
): Promise<void> {
  const child = spawn(process.execPath, [...generatorArgs(), workspaceId, outDir, today], {
    stdio: ["ignore", "ignore", "pipe"],
    signal,
  });
  let problem = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    problem = (problem + text).slice(-2_000);
  });
  const [exitCode] = await once(child, "close");
  if (exitCode !== 0) throw new Error(`Generating the demo "${workspaceId}" failed: ${problem}`);
}
