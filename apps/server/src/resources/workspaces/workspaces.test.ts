import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

describe("workspaces", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ isDemoEnabled: true });
  });
  afterAll(() => server.close());

  test("a visitor sees their own and the three demos, before anything was generated", async () => {
    const response = await server.browser().inject({ method: "GET", url: "/api/v1/workspaces" });
    const items: readonly { id: string; kind: string; sourceCount: number }[] = response.json().items;
    expect(items.map(({ kind, sourceCount }) => [kind, sourceCount])).toEqual([
      ["anonymous", 0],
      ["demo", 1],
      ["demo", 1],
      ["demo", 1],
    ]);
    expect(items.slice(1).map(({ id }) => id)).toEqual(["sales", "marketing", "operations"]);
  });

  test("a cookie keeps its workspace, another browser has another", async () => {
    const [one, other] = [server.browser(), server.browser()];
    const idOf = async (browser: typeof one) =>
      (await browser.inject({ method: "GET", url: "/api/v1/workspaces" })).json().items[0].id;
    expect(await idOf(one)).toBe(await idOf(one));
    expect(await idOf(one)).not.toBe(await idOf(other));
  });

  test("a demo that is still being generated says so", async () => {
    const list = await server.browser().inject({ method: "GET", url: "/api/v1/workspaces/sales/sources" });
    expect(list.json().items).toMatchObject([{ id: "sales", status: "syncing" }]);
    const catalog = await server.browser().inject({ method: "GET", url: "/api/v1/sources/sales/catalog" });
    expect([catalog.statusCode, catalog.json().code]).toEqual([409, "SOURCE_SYNCING"]);
  });

  const IDS = ["1", "-1", "undefined", "null", "__proto__", "[object Object]", "..%2f", "%00", "x".repeat(300)];
  test.each(IDS)("the id %s is none", async (id) => {
    for (const url of [
      `/api/v1/workspaces/${id}/sources`,
      `/api/v1/sources/${id}`,
      `/api/v1/sources/${id}/catalog`,
      `/api/v1/results/${id}/rows`,
    ]) {
      const { statusCode } = await server.browser().inject({ method: "GET", url });
      expect([400, 404], url).toContain(statusCode);
    }
  });
});
