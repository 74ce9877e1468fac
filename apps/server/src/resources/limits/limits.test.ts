import { v7 as uuid } from "uuid";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelCalls } from "../../database/schema.ts";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const LIMITS = "/api/v1/limits";

describe("limits of a workspace", () => {
  let server: TestServer;
  let owner: SignedInPerson;
  beforeAll(async () => {
    server = await openTestServer({
      modelTokensPerWorkspace: 1_000,
      modelTokensPerPerson: 500,
      storagePerWorkspace: 9_000,
    });
    owner = await signUp(server, { email: "owner@example.com" });
  });
  afterAll(() => server.close());

  const read = async (who: SignedInPerson) => (await who.inject({ url: LIMITS })).json();
  const change = (who: SignedInPerson, payload: object) => who.inject({ method: "PATCH", url: LIMITS, payload });
  const spend = (who: SignedInPerson, tokens: number, usd: number | null, daysAgo = 0) =>
    server.database.db.insert(modelCalls).values({
      id: uuid(),
      workspaceId: who.workspaceId,
      principal: who.userId,
      sourceId: null,
      provider: "openai",
      model: "m",
      configuredBy: "workspace",
      purpose: "draft",
      outcome: "replied",
      attempts: 1,
      inputTokens: tokens,
      outputTokens: 0,
      costUsd: usd,
      elapsedMs: 1,
      calledAt: new Date(server.clock.now() - daysAgo * 24 * 3_600_000),
    });

  test("are the server's, and what was used this month is counted for the workspace and the person", async () => {
    const colleague = await signUp(server, { email: "c@example.com", role: "analyst", workspaceId: owner.workspaceId });
    await spend(owner, 100, 0.5);
    await spend(colleague, 40, null);
    await spend(owner, 7_000, 9, 40);
    expect(await read(owner)).toEqual({
      storage: { usedBytes: 0, limitBytes: 9_000 },
      models: {
        from: "2026-01-01T00:00:00.000Z",
        until: "2026-02-01T00:00:00.000Z",
        workspace: { tokens: { used: 140, limit: 1_000 }, usd: { used: 0.5, limit: null }, unpricedCalls: 1 },
        person: { tokens: { used: 100, limit: 500 }, usd: { used: 0.5, limit: null }, unpricedCalls: 0 },
      },
    });
  });

  test("can be set lower by who looks after the workspace, and higher by who looks after the server", async () => {
    const lower = await change(owner, { storageBytes: 5_000, modelUsd: 3 });
    expect(lower.json(), lower.body).toMatchObject({
      storage: { limitBytes: 5_000 },
      models: { workspace: { tokens: { limit: 1_000 }, usd: { limit: 3 } } },
    });
    expect((await change(owner, { storageBytes: 10_000 })).json().code).toBe("LIMIT_ABOVE_SERVER");
    expect((await change(owner, { userId: owner.userId, modelTokens: 501 })).json().code).toBe("LIMIT_ABOVE_SERVER");
    const operator = await signUp(server, {
      email: "operator@example.com",
      role: "admin",
      workspaceId: owner.workspaceId,
      isInstanceAdmin: true,
    });
    expect((await change(operator, { storageBytes: 10_000 })).json().storage.limitBytes).toBe(10_000);
    expect((await change(owner, { storageBytes: null })).json().storage.limitBytes).toBe(9_000);
  });

  test("are changed by nobody else", async () => {
    const analyst = await signUp(server, { email: "a@example.com", role: "analyst", workspaceId: owner.workspaceId });
    expect((await change(analyst, { modelTokens: 1 })).json().code).toBe("PERMISSION_DENIED");
    const browser = server.browser();
    const answer = await browser.inject({ method: "PATCH", url: LIMITS, payload: { storageBytes: 1 } });
    expect(answer.json().code).toBe("PERMISSION_DENIED");
  });
});
