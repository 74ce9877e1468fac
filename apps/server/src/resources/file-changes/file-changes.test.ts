import { readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const JANUARY = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n";
const FEBRUARY = "id,customer,amount\n3,Cid,5.25\n";

describe("changes of files", () => {
  let server: TestServer;
  let browser: Browser;
  let id: string;
  let fileId: string;
  beforeAll(async () => {
    server = await openTestServer();
    browser = server.browser();
  });
  afterAll(() => server.close());
  beforeEach(async () => {
    const form = multipart([{ name: "orders.csv", content: JANUARY }]);
    const made = (await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form })).json();
    id = made.source.id;
    fileId = made.source.files[0].id;
  });

  const at = (path: string) => `/api/v1/sources/${id}${path}`;
  const show = (mode: "replace" | "append", content: string, who = browser, name = "orders_feb.csv") =>
    who.inject({ method: "POST", url: at(`/files/${fileId}/${mode}`), ...multipart([{ name, content }]) });
  const confirm = (changeId: string, mapping: object = {}) =>
    browser.inject({ method: "POST", url: at(`/changes/${changeId}`), payload: { mapping } });
  const undo = () => browser.inject({ method: "POST", url: at("/undo"), payload: {} });
  const query = async (sql: string) =>
    (await browser.inject({ method: "POST", url: "/api/v1/queries", payload: { sourceId: id, sql } })).json();
  const rows = async () => (await query("SELECT id, customer FROM orders ORDER BY id")).result.rows;
  const flat = (list: unknown[][]) => list.map((row) => row.map(String).join(" "));

  test("a preview changes nothing; confirmed, the file is another under the same ids and names", async () => {
    const preview = await show("replace", FEBRUARY);
    expect(preview.statusCode, preview.body).toBe(201);
    expect(preview.json()).toMatchObject({
      mode: "replace",
      tables: [{ table: "orders", rowsBefore: 2, rowsIncoming: 1, added: [], removed: [], retyped: [] }],
    });
    expect(flat(await rows())).toEqual(["1 Ann", "2 Bob"]);
    const done = await confirm(preview.json().id);
    expect(done.statusCode, done.body).toBe(200);
    expect(done.json().source).toMatchObject({ id, rowCount: 1, files: [{ id: fileId, tables: ["orders"] }] });
    expect(flat(await rows())).toEqual(["3 Cid"]);
    expect((await confirm(preview.json().id)).statusCode, "once only").toBe(404);
    expect(readdirSync(join(server.dataDir, "staging"))).toEqual([]);
  });

  test("undo brings the file back as it was, once", async () => {
    await confirm((await show("replace", FEBRUARY)).json().id);
    const undone = await undo();
    expect(undone.statusCode, undone.body).toBe(200);
    expect(flat(await rows())).toEqual(["1 Ann", "2 Bob"]);
    const again = await browser.inject({
      method: "PATCH",
      url: at(`/files/${fileId}`),
      payload: { options: { csv: { hasHeader: true } } },
    });
    expect(again.statusCode, "the file as received is there again").toBe(200);
    expect((await undo()).statusCode).toBe(404);
  });

  test("appended rows come below those that are there, exact and in their types", async () => {
    const before = (await query("SELECT sum(amount) AS total FROM orders")).result;
    const done = await confirm((await show("append", FEBRUARY)).json().id);
    expect(done.statusCode, done.body).toBe(200);
    expect(flat(await rows())).toEqual(["1 Ann", "2 Bob", "3 Cid"]);
    const after = (await query("SELECT sum(amount) AS total FROM orders")).result;
    expect([before.rows, after.rows]).toEqual([[["30.75"]], [["36.00"]]]);
    expect(after.columns[0].type.kind).toBe(before.columns[0].type.kind);
    await undo();
    expect(flat(await rows())).toEqual(["1 Ann", "2 Bob"]);
  });

  test("a renamed column is found, and keeps its old name when that is confirmed, so that old SQL works", async () => {
    const renamed = "id,customer_name,amount,colour\n7,Dan,1.00,red\n";
    const { id: changeId, tables } = (await show("replace", renamed)).json();
    expect(tables[0]).toMatchObject({
      added: ["customer_name", "colour"],
      removed: ["customer"],
      suggestions: [{ from: "customer", to: "customer_name" }],
    });
    await confirm(changeId, { orders: { customer_name: "customer" } });
    expect(flat(await rows())).toEqual(["7 Dan"]);
  });

  test("appending with a column more and one fewer leaves gaps, never shifts", async () => {
    await confirm((await show("append", "colour,id\nred,9\n")).json().id);
    const all = await query("SELECT id, customer, amount, colour FROM orders ORDER BY id");
    expect(all.result.rows.map((row: unknown[]) => row.map((cell) => (cell === null ? "-" : String(cell))))).toEqual([
      ["1", "Ann", "10.50", "-"],
      ["2", "Bob", "20.25", "-"],
      ["9", "-", "-", "red"],
    ]);
  });

  test("values that do not fit a column are refused with its table, and nothing changes", async () => {
    const preview = (await show("append", "id,customer,amount\nx1,Eve,2.00\n")).json();
    expect(preview.tables[0].retyped).toContainEqual({ column: "id", from: "BIGINT", to: "VARCHAR" });
    const refused = await confirm(preview.id);
    expect([refused.statusCode, refused.json().code], refused.body).toEqual([422, "FILE_REJECTED"]);
    expect(flat(await rows())).toEqual(["1 Ann", "2 Bob"]);
  });

  test("a change shown before another one is not confirmed over it", async () => {
    const [first, second] = [(await show("replace", FEBRUARY)).json(), (await show("append", FEBRUARY)).json()];
    expect((await confirm(first.id)).statusCode).toBe(200);
    const late = await confirm(second.id);
    expect([late.statusCode, late.json().code]).toEqual([412, "EDIT_CONFLICT"]);
  });

  test("a file that cannot be read leaves everything as it was", async () => {
    const staged = () => readdirSync(join(server.dataDir, "staging"));
    const before = staged();
    const refused = await show("replace", "PAR1 nothing", browser, "x.parquet");
    expect(refused.statusCode).toBe(422);
    expect(staged()).toEqual(before);
    expect(flat(await rows())).toEqual(["1 Ann", "2 Bob"]);
  });

  test.each<[string, object]>([
    ["a column that the file does not have", { orders: { nothing: "customer" } }],
    ["two columns under one name", { orders: { customer: "ID" } }],
  ])("a mapping of %s is refused", async (_name, mapping) => {
    const refused = await confirm((await show("replace", FEBRUARY)).json().id, mapping);
    expect([refused.statusCode, refused.json().code], refused.body).toEqual([400, "REQUEST_INVALID"]);
  });
});
