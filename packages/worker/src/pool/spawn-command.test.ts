import { describe, expect, test } from "vitest";
import { findPrlimit, spawnCommand } from "./spawn-command.ts";

describe("the command that starts a worker", () => {
  test("limits memory and core files through prlimit where it exists", () => {
    const command = spawnCommand("/app/query-worker.js", 1000, "/usr/bin/prlimit");
    expect(command.program).toBe("/usr/bin/prlimit");
    expect(command.args).toEqual(["--data=1000", "--core=0", "--", process.execPath, "/app/query-worker.js"]);
    expect(command.hasMemoryLimit).toBe(true);
  });

  test("is plain Node elsewhere, and says that there is no limit", () => {
    const command = spawnCommand("/app/query-worker.js", 1000, null);
    expect(command).toEqual({ program: process.execPath, args: ["/app/query-worker.js"], hasMemoryLimit: false });
  });

  test("loads TypeScript through tsx", () => {
    const { args } = spawnCommand("/src/worker-main.ts", 1000, null);
    expect(args).toEqual(["--import", expect.stringContaining("tsx"), "/src/worker-main.ts"]);
  });

  test("looks for prlimit in the folders of PATH only", () => {
    expect(findPrlimit("/nowhere:")).toBeNull();
  });
});
