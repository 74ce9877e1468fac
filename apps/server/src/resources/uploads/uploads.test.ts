import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const ORDERS = { name: "orders.csv", content: "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n" };
const UPLOAD = { method: "POST" as const, url: "/api/v1/workspaces/mine/sources" };

describe("uploads", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ maxUploadBytes: 1_000_000 });
  });
  afterAll(() => server.close());

  const leftovers = () => ({
    staging: readdirSync(join(server.dataDir, "staging")),
    workspaces: readdirSync(join(server.dataDir, "workspaces")).flatMap((id) =>
      readdirSync(join(server.dataDir, "workspaces", id, "sources")),
    ),
  });

  test("a CSV becomes a source with a catalog", async () => {
    const browser = server.browser();
    const response = await browser.inject({ ...UPLOAD, ...multipart([ORDERS], { name: "My orders" }) });
    expect(response.statusCode, response.body).toBe(201);
    const { source, catalog } = response.json();
    expect(source).toMatchObject({
      name: "My orders",
      status: "connected",
      tableCount: 1,
      rowCount: 3,
      files: [{ name: "orders.csv", kind: "csv", tables: ["orders"] }],
    });
    expect(catalog.tables[0].columns.map((column: { name: string }) => column.name)).toEqual([
      "id",
      "customer",
      "amount",
    ]);
    const list = await browser.inject({ method: "GET", url: "/api/v1/workspaces/mine/sources" });
    expect(list.json().items).toHaveLength(1);
    expect(readdirSync(join(server.dataDir, "staging"))).toEqual([]);
  });
});
