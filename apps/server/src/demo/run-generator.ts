import { spawn } from "node:child_process";
import { once } from "node:events";
import { nodeArgs, ownProgram } from "@parlance/worker/calls";

const GENERATOR = { name: "demo-generator", source: "./generate-main.ts" };

/** Writes one demo workspace's Parquet files into outDir, in a child process that the signal ends. */
export async function runGenerator(
  workspaceId: string,
  outDir: string,
  today: string,
  signal: AbortSignal,
): Promise<void> {
  const program = nodeArgs(ownProgram(GENERATOR, import.meta.url));
  const child = spawn(process.execPath, [...program, workspaceId, outDir, today], {
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
