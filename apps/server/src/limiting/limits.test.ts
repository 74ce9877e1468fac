import { describe, expect, test } from "vitest";
import { settingsOf } from "../configuration/settings.ts";
import type { Identity } from "../plugins/identity.ts";
import type { ServerOptionsInput } from "../server-options.ts";
import { memorySharedState } from "../sharing/memory-shared-state.ts";
import type { Counters } from "../sharing/shared-state.ts";
import { Limits } from "./limits.ts";

const clock = { now: () => 0 };
const ANYBODY: Identity = {
  kind: "anonymous",
  workspaceId: "w",
  principal: "w",
  role: "owner",
  userId: null,
  isInstanceAdmin: false,
  scopes: null,
  attributes: {},
};
const user = (id: string): Identity => ({ ...ANYBODY, kind: "user", principal: id, userId: id });
const key = (id: string, userId: string): Identity => ({ ...user(userId), kind: "apiKey", sessionId: id });

const SMALL = { authPerMinute: 2, queriesPerMinute: 2, uploadsPerHour: 2, callsPerMinute: 2, requestsPerMinute: 3 };
const REMOTE = { ...SMALL, host: "0.0.0.0" };

function limitsOf(options: Partial<ServerOptionsInput>, counters?: Counters): Limits {
  const shared = counters === undefined ? memorySharedState(clock, { error: () => undefined }) : { counters };
  return new Limits({ shared, settings: settingsOf({ dataDir: "x", ...options }) });
}

describe("limits", () => {
  test("count per person, whatever the address", async () => {
    const limits = limitsOf(REMOTE);
    for (const address of ["192.0.2.1", "192.0.2.2"]) await limits.count("query", user("ada"), address);
    expect(await limits.count("query", user("ada"), "192.0.2.3")).toMatchObject({ isAllowed: false, max: 2 });
    expect(await limits.count("query", user("bob"), "192.0.2.3")).toMatchObject({ isAllowed: true, remaining: 1 });
    expect(await limits.count("default", user("ada"), "192.0.2.3")).toMatchObject({ isAllowed: true });
  });

  test("count per key and for whose it is", async () => {
    const limits = limitsOf(REMOTE);
    await limits.count("query", key("k1", "ada"), "192.0.2.1");
    await limits.count("query", key("k2", "ada"), "192.0.2.1");
    expect(await limits.count("query", key("k3", "ada"), "192.0.2.1")).toMatchObject({ isAllowed: false });
    expect(await limits.count("query", key("k4", "bob"), "192.0.2.1")).toMatchObject({ isAllowed: true });
  });

  test("count browsers without an account per address, IPv6 per network", async () => {
    const limits = limitsOf(REMOTE);
    const ask = (address: string, id: string) => limits.count("query", { ...ANYBODY, principal: id }, address);
    await ask("2001:db8::1", "one");
    await ask("2001:db8::ffff:2", "two");
    expect(await ask("2001:db8::3", "three")).toMatchObject({ isAllowed: false });
    expect(await ask("2001:db8:0:1::3", "three")).toMatchObject({ isAllowed: true });
  });

  test("signing in counts per address and per person", async () => {
    const limits = limitsOf(REMOTE);
    await limits.count("auth", null, "192.0.2.1");
    await limits.count("auth", user("ada"), "192.0.2.1");
    expect(await limits.count("auth", null, "192.0.2.1")).toMatchObject({ isAllowed: false });
    expect(await limits.count("auth", null, "192.0.2.2")).toMatchObject({ isAllowed: true });
  });

  test.each([
    ["somebody at this machine who tries it out has the address' limit alone", {}, ANYBODY, true],
    ["not behind a proxy", { isBehindProxy: true }, ANYBODY, false],
    ["not where accounts are required", { anonymous: "refused" as const }, ANYBODY, false],
    ["not with an account", {}, user("ada"), false],
    ["not from elsewhere", { host: "0.0.0.0" }, ANYBODY, false],
  ])("%s", async (_name, options, caller, isFree) => {
    const counted = await limitsOf({ ...SMALL, ...options }).count("default", caller, "127.0.0.1");
    expect(counted === undefined).toBe(isFree);
  });

  test("every request counts under its address", async () => {
    const limits = limitsOf(REMOTE);
    for (let i = 0; i < 3; i++) expect((await limits.countAddress("192.0.2.1")).isAllowed).toBe(true);
    expect((await limits.countAddress("192.0.2.1")).isAllowed).toBe(false);
  });

  test("without the shared count, signing in is refused and reading goes on", async () => {
    const counters: Counters = {
      hit: async () => ({ isAllowed: true, count: 1, remaining: 1, resetMs: 1, isShared: false }),
    };
    const limits = limitsOf(REMOTE, counters);
    await expect(limits.count("auth", null, "192.0.2.1")).rejects.toMatchObject({ code: "SHARED_STATE_UNREACHABLE" });
    expect(await limits.count("default", null, "192.0.2.1")).toMatchObject({ isAllowed: true });
  });
});
