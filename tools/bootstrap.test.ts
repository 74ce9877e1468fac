import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, describe, expect, test } from "vitest";

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), "parlance-bootstrap-"));
afterAll(() => {
  chmodSync(checkout, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

/** A clone of which only the launcher is needed: it must speak before anything is installed. */
const checkout = join(folder, "checkout");
mkdirSync(checkout);
cpSync(join(ROOT, "tools", "bootstrap.mjs"), join(checkout, "tools", "bootstrap.mjs"));
cpSync(join(ROOT, "package-lock.json"), join(checkout, "package-lock.json"));
chmodSync(folder, 0o755);

/** Root may write anywhere, whatever the permissions say, so the launcher then runs as the user "nobody". */
const NOBODY = 65_534;
const anybody = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

function launch(args: readonly string[], nodeArgs: readonly string[] = []): SpawnSyncReturns<string> {
  const command = [...nodeArgs, join(checkout, "tools", "bootstrap.mjs"), ...args];
  return spawnSync(process.execPath, command, { cwd: checkout, encoding: "utf8", ...anybody });
}

/** Makes the process report another version; what the launcher does with it is its own code. */
function reporting(version: string): string[] {
  const shim = join(folder, `node-${version}.mjs`);
  writeFileSync(
    shim,
    `Object.defineProperty(process, "versions", { value: { ...process.versions, node: "${version}" } });\n`,
  );
  return ["--import", pathToFileURL(shim).href];
}

describe("the launcher says in one sentence what is in its way", () => {
  test.each(["16.20.2", "18.20.8", "20.18.3"])("Node %s is too old for every command", (version) => {
    for (const command of ["start", "test", "build", "run"]) {
      const ended = launch([command], reporting(version));
      expect(ended.stderr).toBe(
        `Parlance needs Node 20.19 or newer; this is ${version}. Install a newer Node from nodejs.org and try again.\n`,
      );
      expect(ended.status).toBe(1);
      expect(ended.stdout).toBe("");
    }
  });

  describe.skipIf(process.platform === "win32")("a folder that cannot be written", () => {
    const cases: [name: string, version: readonly string[]][] = [
      ["with this Node", []],
      ["with the oldest Node allowed", reporting("20.19.0")],
    ];
    test.each(cases)("%s", (_name, nodeArgs) => {
      chmodSync(checkout, 0o555);
      const ended = launch(["start"], nodeArgs);
      expect(ended.stderr).toBe(
        "Parlance cannot install its libraries because this folder is read-only. Copy it to a folder you may write to, or change its permissions.\n",
      );
      expect(ended.status).toBe(1);
    });
  });

  test("an unknown command", () => {
    const ended = launch(["dance"]);
    expect(ended.stderr).toMatch(/^Usage: node tools\/bootstrap\.mjs start\|test\|build\|run/);
    expect(ended.status).toBe(1);
  });
});
