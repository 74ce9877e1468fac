import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { Identity } from "../../plugins/identity.ts";
import { assertCanManagePlugins } from "../plugins/policy.ts";
import { assertCanOperate } from "./policy.ts";

const EXAMPLE = fileURLToPath(new URL("../../../../../examples/plugins/quiet-hours/index.js", import.meta.url));

describe("operations", () => {
  let dataDir: string;
  let server: TestServer;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "parlance-operations-"));
    server = await openTestServer({ dataDir, plugins: [EXAMPLE, "./absent.js"] });
  });
  afterAll(async () => {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  test.each(["/api/v1/instance/operations", "/api/v1/instance/plugins"])("%s is not for everybody", async (url) => {
    const response = await server.browser().inject({ method: "GET", url });
    expect([response.statusCode, response.json().code]).toEqual([403, "PERMISSION_DENIED"]);
  });

  test("roles of a workspace, owner included, give no right over the server", () => {
    const owner: Identity = {
      kind: "user",
      workspaceId: "w",
      principal: "u",
      role: "owner",
      userId: "u",
      isInstanceAdmin: false,
      scopes: null,
      attributes: {},
    };
    for (const assert of [assertCanOperate, assertCanManagePlugins]) {
      expect(() => assert(owner)).toThrow(expect.objectContaining({ code: "PERMISSION_DENIED" }));
      expect(() => assert({ ...owner, isInstanceAdmin: true })).not.toThrow();
    }
  });

  test("tell an administrator of the server everything that is looked at, and nothing of what is in the sources", async () => {
    const admin = await signUp(server, { email: "admin@example.com", isInstanceAdmin: true });
    const read = await admin.inject({ method: "GET", url: "/api/v1/instance/operations" });
    expect(read.json(), read.body).toMatchObject({
      status: "degraded",
      checks: { database: "ok", worker: "ok", storage: "ok" },
      sources: { count: 0, troubled: [] },
      jobs: [],
      plugins: { running: 1, notRunning: 1 },
      orphans: [],
      upgradeBackups: [],
    });
  });

  test("health turns to degraded where a plugin could not be started", async () => {
    expect((await server.fastify.inject("/api/v1/health")).json()).toEqual({ status: "degraded" });
  });
});
