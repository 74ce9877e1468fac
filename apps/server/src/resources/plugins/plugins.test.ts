import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const EXAMPLE = fileURLToPath(new URL("../../../../../examples/plugins/quiet-hours/index.js", import.meta.url));

describe("plugins in the administration", () => {
  let dataDir: string;
  let server: TestServer;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "parlance-plugins-"));
    server = await openTestServer({ dataDir, plugins: [EXAMPLE, "./absent.js"] });
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test("plugins are listed with what became of them, and switched off and on, which is kept and told", async () => {
    const admin = await signUp(server, { email: "keeper@example.com", isInstanceAdmin: true });
    const listed = await admin.inject({ method: "GET", url: "/api/v1/instance/plugins" });
    expect(listed.json().items, listed.body).toMatchObject([
      { id: "quiet-hours", state: "running", reason: null, hooks: expect.arrayContaining(["beforeQuery", "routes"]) },
      { id: "./absent.js", state: "failed", reason: expect.stringMatching(/Cannot find/) },
    ]);
    const url = "/api/v1/instance/plugins/quiet-hours";
    const off = await admin.inject({ method: "PATCH", url, payload: { isEnabled: false } });
    expect(off.json()).toMatchObject({ state: "disabled", reason: "An administrator switched it off." });
    const counts = { method: "GET", url: "/api/v1/plugins/quiet-hours/counts" } as const;
    expect((await admin.inject(counts)).json().code).toBe("PLUGIN_FAILED");
    const { rows } = await server.database.target.query("SELECT id, is_disabled FROM plugin_states");
    expect(rows).toEqual([{ id: "quiet-hours", is_disabled: true }]);
    const on = await admin.inject({ method: "PATCH", url, payload: { isEnabled: true } });
    expect(on.json()).toMatchObject({ state: "running", reason: null });
    expect((await admin.inject(counts)).statusCode).toBe(200);
    const absent = await admin.inject({ method: "PATCH", url: `${url}-2`, payload: { isEnabled: true } });
    expect([absent.statusCode, absent.json().code]).toEqual([404, "PLUGIN_NOT_FOUND"]);
  });
});
