import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({ isDemoEnabled: true });
  await server.demo.refresh();
}, 240_000);
afterAll(() => server.close());

const sales = async () => (await server.browser().inject({ method: "GET", url: "/api/v1/sources/sales" })).json();

test("the demo is there, with keys and comments, and can be asked", async () => {
  expect(await sales()).toMatchObject({ status: "connected", tableCount: 6, kind: "demo", expiresAt: null });
  const catalog = (await server.browser().inject({ method: "GET", url: "/api/v1/sources/sales/catalog" })).json();
  const orders = catalog.tables.find((table: { name: string }) => table.name === "orders");
  expect(orders.primaryKey).toEqual(["order_id"]);
  expect(orders.comment).toBeTypeOf("string");
  const payload = { sourceId: "sales", question: "how many customers" };
  const answer = await server.browser().inject({ method: "POST", url: "/api/v1/ask", payload });
  expect(answer.json()).toMatchObject({ verdict: "answer", result: { rows: [["3200"]] } });
});

test("it is generated once a day", { timeout: 240_000 }, async () => {
  const { version } = await sales();
  await server.demo.refresh();
  expect((await sales()).version).toBe(version);
  server.clock.advance(24 * 3_600_000);
  await server.demo.refresh();
  expect((await sales()).version.slice(0, 10)).toBe("2026-01-16");
});
