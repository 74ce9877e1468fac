import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const SALES = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n";

describe("results", () => {
  let server: TestServer;
  let browser: Browser;
  let resultId: string;
  beforeAll(async () => {
    server = await openTestServer();
    browser = server.browser();
    const form = multipart([{ name: "sales.csv", content: SALES }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    const payload = { sourceId: uploaded.json().source.id, sql: "SELECT id, customer, amount FROM sales ORDER BY id" };
    const response = await browser.inject({ method: "POST", url: "/api/v1/queries", payload });
    expect(response.statusCode, response.body).toBe(200);
    resultId = response.json().result.resultId;
  });
  afterAll(() => server.close());
  const get = (path: string, who = browser) => who.inject({ method: "GET", url: `/api/v1/results/${resultId}${path}` });

  test("are paged, sorted and filtered", async () => {
    const filter = encodeURIComponent(JSON.stringify([{ column: "customer", operator: "eq", value: "Ann" }]));
    const response = await get(`/rows?sort=amount:asc&filter=${filter}&limit=1`);
    const { rowCount, rows } = response.json();
    expect([rowCount, rows.map((row: unknown[]) => row.map(String))], response.body).toEqual([
      2,
      [["3", "Ann", "5.00"]],
    ]);
  });

  test("have statistics and a chart", async () => {
    expect((await get("/statistics")).json().items).toHaveLength(3);
    expect((await get("/chart")).json().kind).toBeTypeOf("string");
    const impossible = await get("/chart?kind=heatmap");
    expect([impossible.statusCode, impossible.json().code]).toEqual([422, "CHART_NOT_POSSIBLE"]);
  });

  test("are exported as a file with a safe name", async () => {
    const response = await get("/export?format=csv");
    expect(response.headers["content-disposition"]).toBe(
      "attachment; filename=\"sales.csv\"; filename*=UTF-8''sales.csv",
    );
    expect(response.body.split(/\r?\n/)[0]).toBe("id,customer,amount");
  });

  const EVERY_KIND = `SELECT * FROM (VALUES
    (1::BIGINT, 'Ann', 10.50::DECIMAL(12,2), DATE '2024-02-29', TIMESTAMP '2024-02-29 13:14:15', 0.25::DOUBLE, true),
    (2, 'naïve "quoted", 日本', -7.05::DECIMAL(12,2), DATE '1999-12-31', TIMESTAMP '1999-12-31 23:59:59', -1e-3::DOUBLE, false),
    (3, NULL, NULL, NULL, NULL, NULL, NULL)) t(id, customer, amount, day, moment, share, is_paid) ORDER BY id`;

  test.each([["parquet"], ["xlsx"]])("exported as %s and uploaded again hold the same cells", async (format) => {
    const listed = await browser.inject({ method: "GET", url: "/api/v1/workspaces/mine/sources" });
    const payload = { sourceId: listed.json().items.at(-1).id, sql: EVERY_KIND };
    const { result } = (await browser.inject({ method: "POST", url: "/api/v1/queries", payload })).json();
    const url = `/api/v1/results/${result.resultId}/export?format=${format}`;
    const exported = await browser.inject({ method: "GET", url });
    expect(exported.statusCode, exported.body.slice(0, 300)).toBe(200);

    const form = multipart([{ name: `again.${format}`, content: exported.rawPayload }]);
    const again = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    expect(again.statusCode, again.body).toBe(201);
    const { source, catalog } = again.json();
    const [table] = catalog.tables;
    const read = await browser.inject({
      method: "POST",
      url: "/api/v1/queries",
      payload: { sourceId: source.id, sql: `SELECT * FROM "${table.name}" ORDER BY id` },
    });
    expect(read.json().result.rows, read.body).toEqual(result.rows);
    const kinds = (columns: { type: { kind: string } }[]) => columns.map(({ type }) => type.kind);
    expect(kinds(read.json().result.columns)).toEqual(kinds(result.columns));
  });

  test("belong to whoever asked", async () => {
    for (const path of ["/rows", "/statistics", "/chart", "/export"]) {
      expect((await get(path, server.browser())).statusCode, path).toBe(404);
    }
  });

  test.each(["/rows?limit=1e9", "/rows?offset=-1", "/rows?filter=%7B", "/rows?sort=%25", "/export?format=exe"])(
    "%s is refused",
    async (path) => {
      expect((await get(path)).statusCode).toBe(400);
    },
  );
});
