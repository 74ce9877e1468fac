import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { modelCalls } from "../../database/model-tables.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { ModelCallRow } from "./store.ts";

const DAY_MS = 24 * 3_600_000;

describe("the books of model calls", () => {
  let server: TestServer;
  let ann: Browser;
  let workspaceId: string;
  let count = 0;
  beforeAll(async () => {
    server = await openTestServer();
    ann = server.browser();
    workspaceId = (await ann.inject({ method: "GET", url: "/api/v1/workspaces" })).json().items[0].id;
    await book({ inputTokens: 1_000, outputTokens: 100, costUsd: 0.01, elapsedMs: 100 });
    await book({ inputTokens: 2_000, outputTokens: 200, costUsd: 0.02, elapsedMs: 300 }, 2);
    await book({ outcome: "MODEL_TIMEOUT", costUsd: null, elapsedMs: 200 }, 2);
    await book({ model: "other", costUsd: null }, 40);
    await book({ workspaceId: "somebody-else", inputTokens: 9_999 });
  });
  afterAll(() => server.close());

  async function book(more: Partial<ModelCallRow>, daysAgo = 0): Promise<void> {
    count++;
    await server.database.db.insert(modelCalls).values({
      id: `call-${count}`,
      workspaceId,
      principal: workspaceId,
      sourceId: null,
      provider: "anthropic",
      model: "m",
      configuredBy: "you",
      purpose: "draft",
      outcome: "replied",
      attempts: 1,
      inputTokens: 0,
      outputTokens: 0,
      costUsd: null,
      elapsedMs: 0,
      calledAt: new Date(server.clock.now() - daysAgo * DAY_MS),
      ...more,
    });
  }
  const usage = async (query = "", who = ann) =>
    (await who.inject({ method: "GET", url: `/api/v1/usage/models${query}` })).json();

  test("are added up by model and by day, for one workspace", async () => {
    const summary = await usage();
    expect(summary.total).toEqual({
      calls: 3,
      failed: 1,
      inputTokens: 3_000,
      outputTokens: 300,
      costUsd: expect.closeTo(0.03),
      meanMs: 200,
    });
    expect(summary.items).toMatchObject([{ provider: "anthropic", model: "m", purpose: "draft", calls: 3 }]);
    expect(summary.days.map(({ day, calls }: { day: string; calls: number }) => [day, calls])).toEqual([
      ["2026-01-13", 2],
      ["2026-01-15", 1],
    ]);
  });

  test("reach as far back as is asked", async () => {
    expect((await usage("?days=1")).total.calls).toBe(1);
    expect((await usage("?days=60")).items.map(({ model }: { model: string }) => model)).toEqual(["m", "other"]);
    expect((await ann.inject({ method: "GET", url: "/api/v1/usage/models?days=0" })).statusCode).toBe(400);
  });

  test("a price nobody knows is told as such, and nothing is nothing", async () => {
    const { total, items, days } = await usage("", server.browser());
    expect([total.calls, total.costUsd, items, days]).toEqual([0, null, [], []]);
  });

  test("are not kept for ever", async () => {
    server.clock.advance(790 * DAY_MS);
    await server.sweeper.sweep();
    server.clock.advance(-790 * DAY_MS);
    expect((await usage("?days=60")).total.calls).toBe(3);
  });
});
