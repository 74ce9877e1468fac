import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LoadedPlugin } from "./loaded-plugin.ts";
import type { PluginFault } from "./plugin-fault.ts";
import { Plugins } from "./plugins.ts";

const UNRULY = fileURLToPath(new URL("./fixtures/unruly.js", import.meta.url));
const FOLDER = fileURLToPath(new URL(".", import.meta.url));
const HOOK_MS = 1_500;

let faults: PluginFault[];
let logged: string[];
let disabled: string[];
let plugins: Plugins;

const load = async (place: string): Promise<Plugins> => {
  const plugin = new LoadedPlugin({
    place,
    folder: FOLDER,
    settingsOf: () => ({}),
    limits: { hookWithinMs: HOOK_MS, maxFaults: 3 },
    now: () => Date.now(),
    onLog: (message) => logged.push(message),
    onFault: (_plugin, fault) => faults.push(fault),
    onDisabled: (_plugin, reason) => disabled.push(reason),
  });
  await plugin.start();
  return new Plugins([plugin]);
};

const query = (deed: string) =>
  plugins.beforeQuery({
    sql: `SELECT 1 -- unruly ${deed}`,
    dialect: "duckdb",
    sourceId: "s",
    workspaceId: "w",
    principal: "p",
  });

/** Fault 31. */
describe("a plugin that does not behave", { timeout: 60_000 }, () => {
  beforeEach(async () => {
    faults = [];
    logged = [];
    disabled = [];
    plugins = await load(UNRULY);
    expect(plugins.all[0]?.reason).toBeNull();
  });
  afterEach(() => plugins.close());

  test.each([
    ["throws", "threw"],
    ["waits", "hung"],
    ["spins", "hung"],
    ["leaks", "died"],
    ["exits", "died"],
    ["nonsense", "answered-nonsense"],
  ])("that %s costs the request its wait at most, and goes on with the next", async (deed, kind) => {
    let isLoopFree = false;
    setTimeout(() => {
      isLoopFree = true;
    }, HOOK_MS / 3);
    const startedAt = performance.now();
    expect(await query(deed)).toEqual([]);
    const tookMs = performance.now() - startedAt;
    if (tookMs > HOOK_MS / 2) expect(isLoopFree, "other requests go on meanwhile").toBe(true);
    expect(["hung", "died"].includes(kind) ? ["hung", "died"] : [kind]).toContain(faults[0]?.kind);
    expect(await query("notes")).toEqual(["Unruly: seen"]);
  });

  test("that floods its log is cut short", async () => {
    await query("floods");
    await query("notes");
    await expect.poll(() => logged.some((line) => line.includes("were dropped")) || logged.length > 0).toBe(true);
    expect(logged.length).toBeLessThan(110);
  });

  test("that fails too often is switched off, says why, and can be switched on again", async () => {
    for (let i = 0; i < 3; i++) await query("throws");
    expect(disabled).toEqual([expect.stringMatching(/^It failed 3 times/)]);
    const [plugin] = plugins.all;
    expect([plugin?.state, plugins.isDegraded]).toEqual(["disabled", true]);
    expect(await query("refuses"), "it has no say any more").toEqual([]);
    await plugin?.enable();
    expect([plugin?.state, plugins.isDegraded]).toEqual(["running", false]);
    await expect(query("refuses")).rejects.toMatchObject({ code: "PLUGIN_REFUSED", message: "Not today." });
  });
});

test.each([
  ["is not there", "./fixtures/absent.js", /Cannot find/],
  ["is no plugin", "../plugging/plugin-fault.ts", /./],
])("a plugin that %s is told of, and the server starts", async (_name, place, reason) => {
  faults = [];
  logged = [];
  disabled = [];
  const failed = await load(place);
  expect([failed.all[0]?.state, failed.isDegraded]).toEqual(["failed", true]);
  expect(failed.all[0]?.reason).toMatch(reason);
  await failed.close();
});
