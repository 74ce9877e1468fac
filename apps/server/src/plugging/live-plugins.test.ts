import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type SignedInPerson, signUp } from "../fixtures/accounts.ts";
import { ANALYSTS } from "../fixtures/ruled-team.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const EXAMPLE = at("../../../../examples/plugins/pglite-dumps/index.js");
const UNRULY = at("./fixtures/unruly-live.js");
const PATIENCE = { timeout: 240_000 };

const SHOP = `
  CREATE TABLE customers (id integer PRIMARY KEY, name text NOT NULL);
  CREATE TABLE orders (id bigint PRIMARY KEY, customer_id integer REFERENCES customers, amount numeric(10,2), placed date);
  INSERT INTO customers VALUES (1, 'Ann'), (2, 'Bob');
  INSERT INTO orders VALUES (1, 1, 10.50, '2026-01-02'), (2, 2, 20.25, '2026-01-03'), (9007199254740993, 1, 5.00, NULL);`;

let folder: string;
let server: TestServer;
let root: SignedInPerson;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlance-dumps-"));
  const shop = await PGlite.create();
  await shop.exec(SHOP);
  await writeFile(join(folder, "shop.tar.gz"), Buffer.from(await (await shop.dumpDataDir("gzip")).arrayBuffer()));
  await shop.close();
  server = await openTestServer({
    plugins: [EXAMPLE, UNRULY],
    pluginEnvironment: { PARLANCE_PLUGIN_PGLITE_FOLDER: folder },
    pluginMaxFaults: 3,
    queryTimeoutMs: 120_000,
  });
  root = await signUp(server, { email: "root@example.com", isInstanceAdmin: true });
}, PATIENCE.timeout);
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

const send = async (method: "GET" | "POST" | "PATCH" | "PUT", url: string, payload?: object) => {
  const { statusCode, body } = await root.inject({ method, url: `/api/v1${url}`, ...(payload && { payload }) });
  return { statusCode, body: body === "" ? null : JSON.parse(body) };
};
const query = (sourceId: string, sql: string) => send("POST", "/queries", { sourceId, sql });

const read = async (id: string) => {
  const { body } = await send("GET", `/sources/${id}`);
  return body.source ?? body;
};

/** A source that has been read for the first time. */
async function connect(connector: string, config: object): Promise<string> {
  const { statusCode, body } = await send("POST", "/sources", { connector, name: connector, config });
  expect(statusCode, JSON.stringify(body)).toBeLessThan(300);
  const id = body.source?.id ?? body.id;
  await vi.waitFor(async () => expect(await read(id)).toMatchObject({ status: "connected" }), { timeout: 90_000 });
  return id;
}

describe("the example of a source that is asked where it is", PATIENCE, () => {
  let id: string;
  test("is tried, and says in its own words what is wrong with what was typed", async () => {
    const tried = (database: string) =>
      send("POST", "/connections/test", { connector: "pglite-dump", config: { database } });
    expect(JSON.stringify((await tried("../shop")).body)).toContain("Write the name of a database");
    expect(JSON.stringify((await tried("absent")).body)).toContain("There is no such database.");
    expect(JSON.stringify((await tried("shop")).body)).toContain("The plugin reached it.");
    const { faultCount } = (await send("GET", "/instance/plugins")).body.items[0];
    expect(faultCount, "what it says of its source is no fault").toBe(0);
  });

  test("has its tables, keys and exact cells, and is asked in words and in SQL like any other", async () => {
    id = await connect("pglite-dump", { database: "shop" });
    expect(await read(id)).toMatchObject({ kind: "remote", dialect: "postgres", tableCount: 2, rowCount: 5 });
    const { tables } = (await send("GET", `/sources/${id}/catalog`)).body;
    const orders = tables.find(({ name }: { name: string }) => name === "orders");
    expect(orders.foreignKeys).toMatchObject([{ refTable: "customers", origin: "declared" }]);
    const told = await query(id, "SELECT max(id) AS id, sum(amount) AS total, max(placed) AS day FROM orders");
    expect(told.body?.result?.rows, JSON.stringify(told.body)).toEqual([["9007199254740993", "35.75", "2026-01-03"]]);
    const asked = await send("POST", "/ask", { sourceId: id, question: "total amount by customer name" });
    expect(asked.body.result?.rows, JSON.stringify(asked.body)).toEqual(
      expect.arrayContaining([
        ["Bob", "20.25"],
        ["Ann", "15.50"],
      ]),
    );
  });

  test.each([
    ["a write", "DELETE FROM orders", /^SQL_/],
    ["a function that is not listed", "SELECT pg_read_file('/etc/passwd') FROM orders", /^SQL_/],
    ["a table of the system", "SELECT * FROM pg_authid", /^SQL_/],
    ["a column that is not there", "SELECT colour FROM orders", /^SQL_/],
  ])("is kept from %s by the guard of its dialect, or says what is wrong", async (_name, sql, code) => {
    expect((await query(id, sql)).body.code).toMatch(code);
  });

  test("is seen through the rules of its workspace", async () => {
    const ann = await signUp(server, { email: "ann@example.com", role: "analyst", workspaceId: root.workspaceId });
    const rule = { kind: "column", column: "name", action: "hide" };
    const made = await send("POST", `/sources/${id}/rules`, { table: "customers", rule, appliesTo: ANALYSTS });
    expect(made.statusCode, JSON.stringify(made.body)).toBe(201);
    const payload = (sql: string) => ({
      method: "POST" as const,
      url: "/api/v1/queries",
      payload: { sourceId: id, sql },
    });
    expect((await ann.inject(payload("SELECT name FROM customers"))).json().code).toMatch(/^SQL_/);
    expect((await ann.inject(payload("SELECT count(*) AS n FROM customers"))).json().result.rows).toEqual([["2"]]);
  });
});

describe("a plugin whose source does not behave", PATIENCE, () => {
  let id: string;
  const plugin = async () =>
    (await send("GET", "/instance/plugins")).body.items.find(({ id }: { id: string }) => id === "unruly-live");
  beforeAll(async () => {
    id = await connect("unruly-live-harbour", { pier: "1" });
  }, PATIENCE.timeout);

  test("knows nothing of the server's environment", async () => {
    expect((await query(id, "SELECT 'tells' FROM ships")).body.result.rows).toEqual([[""]]);
  });

  test("says what its source has to say, which is no fault", async () => {
    const { body } = await query(id, "SELECT 'says' FROM ships");
    expect(body).toMatchObject({ code: "SQL_FAILED", message: "The harbour is closed." });
    expect((await plugin()).faultCount).toBe(0);
  });

  test.each([
    ["throws", "threw", "on purpose"],
    ["lies", "answered-nonsense", "a cell of deed is not of the form of text"],
    ["exits", "died", "a process of its sources"],
    ["leaks", "threw", "allocation failed"],
  ])(
    "that %s has it counted and told to the administrator alone, and the next statement works",
    async (deed, kind, reason) => {
      const wrong = await query(id, `SELECT '${deed}' FROM ships`);
      expect(wrong.statusCode, JSON.stringify(wrong.body)).toBeGreaterThanOrEqual(500);
      expect(JSON.stringify(wrong.body)).not.toContain(reason);
      await expect.poll(async () => (await plugin()).faults[0]).toMatchObject({ kind });
      expect((await plugin()).faults[0].message).toContain(reason);
      await send("PATCH", "/instance/plugins/unruly-live", { isEnabled: true });
      expect((await query(id, "SELECT 'sails' FROM ships")).body.result.rows).toEqual([["sails"]]);
    },
  );

  test("that does not stop when it is told to loses its process, and nobody waits for it", async () => {
    const headers = { "x-query-id": "deaf-one" };
    const payload = { sourceId: id, sql: "SELECT 'hangs' FROM ships" };
    const running = root.inject({ method: "POST", url: "/api/v1/queries", headers, payload });
    const ended: string[] = [];
    running.then((answer) => ended.push(answer.json().code));
    // What has not begun cannot be cancelled, and when it begins depends on the machine.
    while (ended.length === 0) {
      await root.inject({ method: "DELETE", url: "/api/v1/queries/deaf-one" });
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    expect(ended).toEqual(["QUERY_CANCELLED"]);
    await expect.poll(async () => (await plugin()).faults[0]?.kind).toBe("died");
  });

  test("that fails too often is switched off with a notice, and its sources say so", async () => {
    await send("PATCH", "/instance/plugins/unruly-live", { isEnabled: true });
    for (let i = 0; i < 3; i++) await query(id, "SELECT 'throws' FROM ships");
    expect(await plugin()).toMatchObject({ state: "disabled", reason: expect.stringContaining("on purpose") });
    expect((await query(id, "SELECT 'sails' FROM ships")).body).toMatchObject({
      code: "PLUGIN_FAILED",
      message: "The plugin that asks this source is switched off.",
    });
    expect((await send("GET", "/health")).body).toEqual({ status: "degraded" });
    const listed = await send("GET", "/instance/audit?action=plugin.disable");
    expect(JSON.stringify(listed.body), "the audit trail has it").toContain("on purpose");
    await send("PATCH", "/instance/plugins/unruly-live", { isEnabled: true });
    expect((await query(id, "SELECT 'sails' FROM ships")).body.result.rows).toEqual([["sails"]]);
  });
});
