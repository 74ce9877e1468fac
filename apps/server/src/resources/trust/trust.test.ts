import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const CUSTOMERS = "id,region,credit\n1,East,100\n2,West,50\n3,East,10\n";
const ORDERS = "order_id,id,amount,placed\n1,1,5,2025-01-03\n2,1,6,2025-02-03\n3,2,7,2025-02-05\n4,3,8,2025-03-01\n";
const FAN_OUT = "SELECT SUM(c.credit) AS credit FROM customers c JOIN orders o ON o.id = c.id";

let server: TestServer;
let browser: Browser;
let sourceId: string;
beforeAll(async () => {
  server = await openTestServer();
  browser = server.browser();
  const files = [
    { name: "customers.csv", content: new TextEncoder().encode(CUSTOMERS) },
    { name: "orders.csv", content: new TextEncoder().encode(ORDERS) },
  ];
  const uploaded = await browser.inject({
    method: "POST",
    url: "/api/v1/workspaces/mine/sources",
    ...multipart(files),
  });
  expect(uploaded.statusCode, uploaded.body).toBe(201);
  sourceId = uploaded.json().source.id;
});
afterAll(() => server.close());

const post = (path: string, payload: object, who = browser) =>
  who.inject({ method: "POST", url: `/api/v1/${path}`, payload: { sourceId, ...payload } });

describe("what stands behind an answer", () => {
  test("comes with it: badge, receipt, insights", async () => {
    const response = await post("ask", { question: "total amount of orders in February 2025" });
    expect(response.json(), response.body).toMatchObject({
      trust: { level: expect.stringMatching(/checked|caution/), isExamined: false },
      receipt: { dateWindow: { from: "2025-02-01", to: "2025-03-01" }, freshness: { isLive: false }, models: [] },
      insights: [],
    });
    expect(response.json().receipt.freshness.versionAt).toMatch(/^\d{4}-/);
  });

  test("is looked into on request, with the true total of a multiplied sum", async () => {
    const ran = await post("queries", { sql: FAN_OUT });
    expect(ran.json().trust.level).toBe("caution");
    const response = await post("ask/examine", { sql: FAN_OUT });
    expect(response.statusCode, response.body).toBe(200);
    const { trust, receipt, remedies } = response.json();
    expect(trust).toMatchObject({ level: "caution", isExamined: true });
    expect(trust.summary).toContain("260 with the join, 160 without");
    expect(receipt.joins).toMatchObject([{ rowsIn: 3, rowsOut: 4, mayMultiply: true }]);
    const corrected = await post("queries", { sql: remedies[0].sql });
    expect(Number(corrected.json().result.rows[0][0])).toBe(160);
  });

  test("can be edited item by item", async () => {
    const sql = "SELECT COUNT(*) AS n FROM orders WHERE amount > 5 AND id = 1";
    const edited = await post("ask/edit", { sql, edits: [{ kind: "removeCondition", id: "c2" }] });
    expect(edited.json()).toEqual({ sql: "SELECT COUNT(*) AS n FROM orders WHERE amount > 5" });
    const moved = await post("ask/edit", {
      sql,
      edits: [{ kind: "setDateWindow", column: "orders.placed", from: "2025-02-01", to: null }],
    });
    const ran = await post("queries", { sql: moved.json().sql });
    expect(ran.json().result.rows, moved.body).toEqual([["1"]]);
    const missing = await post("ask/edit", { sql, edits: [{ kind: "removeCondition", id: "c7" }] });
    expect([missing.statusCode, missing.json().code]).toEqual([422, "EDIT_NOT_POSSIBLE"]);
  });

  test("is compared with what was said before", async () => {
    const question = "how many orders are there?";
    const { sql, result, receipt } = (await post("ask", { question })).json();
    const record = { sql, columns: result.columns, rowCount: 1, sourceVersion: receipt.sourceVersion, definitions: [] };
    const same = await post("ask/compare", { question, before: { ...record, rows: result.rows } });
    expect(same.json().comparison, same.body).toMatchObject({ isSame: true, summary: "Nothing has changed." });
    const other = await post("ask/compare", { question, before: { ...record, rows: [["9"]], sourceVersion: "old" } });
    expect(other.json().comparison).toMatchObject({
      isSame: false,
      reasons: ["data"],
      counts: { added: 1, removed: 1 },
    });
  });

  test.each<[string, string, object]>([
    ["examined", "ask/examine", { sql: FAN_OUT }],
    ["edited", "ask/edit", { sql: FAN_OUT, edits: [{ kind: "removeCondition", id: "c1" }] }],
    [
      "compared",
      "ask/compare",
      { before: { sql: FAN_OUT, columns: [], rows: [], rowCount: 0, sourceVersion: "v", definitions: [] } },
    ],
  ])("of somebody else's source is not %s", async (_name, path, payload) => {
    expect((await post(path, payload, server.browser())).statusCode).toBe(404);
  });

  test("a statement that may not run is refused", async () => {
    const response = await post("ask/examine", { sql: "SELECT * FROM read_csv('/etc/passwd')" });
    expect(response.json().code).toBe("SQL_REFUSED");
  });
});
