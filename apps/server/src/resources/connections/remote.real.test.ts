import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestServer as DatabaseServer, isSkipped, mariadbServer, postgresServer } from "@parlance/testkit";
import { createConnection } from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type OtlpReceiver, startOtlpReceiver } from "../../fixtures/otlp-receiver.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const SHOP = [
  "CREATE TABLE customers (id int PRIMARY KEY, name varchar(100) NOT NULL, city varchar(100) NOT NULL)",
  "CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, amount decimal(10,2) NOT NULL, day date NOT NULL, FOREIGN KEY (customer_id) REFERENCES customers (id))",
  "INSERT INTO customers VALUES (1, 'Ann', 'Oslo'), (2, 'Bob', 'Rome'), (3, 'Cid', 'Oslo')",
  `INSERT INTO orders VALUES ${Array.from({ length: 300 }, (_, i) => `(${i + 1}, ${1 + (i % 3)}, ${i % 50}.25, '2025-0${1 + (i % 9)}-15')`).join(", ")}`,
];

interface Database {
  readonly server: DatabaseServer;
  run(sql: string): Promise<void>;
}

const KINDS = [
  {
    name: "PostgreSQL",
    connector: "postgres",
    kind: postgresServer,
    reader: [
      "CREATE ROLE reader LOGIN PASSWORD 'reads-only'",
      "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
      "SELECT pg_reload_conf()",
      "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO reader",
    ],
    slow: "SELECT count(*) FROM orders a, orders b, orders c, orders d WHERE a.amount + b.amount + c.amount + d.amount < 0",
    /** The throw-away server trusts everybody; this user has to know the password. */
    async harden({ folder }: DatabaseServer) {
      const rules = "host all reader 127.0.0.1/32 scram-sha-256\nhost all all 127.0.0.1/32 trust\n";
      await writeFile(join(folder, "data", "pg_hba.conf"), rules);
    },
    async run({ host, port, user, database }: DatabaseServer, statements: readonly string[]) {
      const client = new pg.Client({ host, port, user, database });
      await client.connect();
      for (const sql of statements) await client.query(sql);
      await client.end();
    },
  },
  {
    name: "MariaDB",
    connector: "mysql",
    kind: mariadbServer,
    reader: [
      "CREATE USER reader@'%' IDENTIFIED BY 'reads-only'",
      "CREATE USER reader@localhost IDENTIFIED BY 'reads-only'",
      "GRANT SELECT ON parlance.* TO reader@'%'",
      "GRANT SELECT ON parlance.* TO reader@localhost",
    ],
    slow: "SELECT count(*) FROM orders a, orders b, orders c, orders d WHERE a.amount + b.amount + c.amount + d.amount < 0",
    harden: async () => undefined,
    async run({ host, port, user, password, database }: DatabaseServer, statements: readonly string[]) {
      const connection = await createConnection({ host, port, user, password, database });
      for (const sql of statements) await connection.query(sql);
      await connection.end();
    },
  },
] as const;

for (const { name, connector, kind, reader, slow, harden, run } of KINDS) {
  describe.skipIf(isSkipped(kind))(`${name} as a source`, () => {
    let database: Database;
    let server: TestServer;
    let browser: Browser;
    let id: string;
    let receiver: OtlpReceiver;
    beforeAll(async () => {
      const started = await kind.start();
      database = { server: started, run: (sql) => run(started, [sql]) };
      await harden(started);
      await run(started, [...SHOP, ...reader]);
      receiver = await startOtlpReceiver();
      server = await openTestServer({
        allowedNetworks: ["127.0.0.1"],
        warnAboveRows: 50_000,
        tracesEndpoint: receiver.endpoint,
      });
      browser = server.browser();
      const created = await browser.inject({
        method: "POST",
        url: "/api/v1/sources",
        payload: { name: "Shop", connector, config: config() },
      });
      expect(created.statusCode, created.body).toBe(201);
      id = created.json().id;
      const synced = await sync();
      expect(synced.statusCode, synced.body).toBe(200);
    });
    afterAll(async () => {
      await server?.close();
      await receiver?.close();
      await database?.server.stop();
    });

    const config = (more: object = {}) => ({
      host: database.server.host,
      port: database.server.port,
      database: database.server.database,
      user: "reader",
      password: "reads-only",
      tls: "off",
      ...more,
    });
    const at = (path = "") => `/api/v1/sources/${id}${path}`;
    const get = async (url: string) => (await browser.inject({ method: "GET", url })).json();
    const sync = () => browser.inject({ method: "POST", url: at("/sync") });
    const query = (sql: string, more: object = {}) =>
      browser.inject({ method: "POST", url: "/api/v1/queries", payload: { sourceId: id, sql, ...more } });

    test("is listed with its tables, keys and status, and never with its password", async () => {
      const source = await get(at());
      expect(source).toMatchObject({ kind: "remote", status: "connected", tableCount: 2 });
      expect(JSON.stringify(source)).not.toContain("reads-only");
      const { items } = await get(at("/tables"));
      expect(items.map((table: { name: string }) => table.name).sort()).toEqual(["customers", "orders"]);
      const orders = items.find((table: { name: string }) => table.name === "orders");
      expect(orders.foreignKeys).toMatchObject([{ columns: ["customer_id"], refTable: "customers" }]);
      expect((await get(at("/tables/customers/rows?limit=2"))).rows).toHaveLength(2);
    });

    test("is the end of a trace that begins with the caller", async () => {
      const trace = "4bf92f3577b34da6a3ce929d0e0e4736";
      const asked = await browser.inject({
        method: "POST",
        url: "/api/v1/ask",
        payload: { sourceId: id, question: "total amount" },
        headers: { traceparent: `00-${trace}-00f067aa0ba902b7-01` },
      });
      expect(asked.statusCode, asked.body).toBe(200);
      const named = (span: string) =>
        receiver.spans.find(({ traceId, name: known }) => traceId === trace && known === span);
      // Spans are sent a few seconds later, many at once.
      await expect.poll(() => named("POST /api/v1/ask"), { timeout: 20_000 }).toBeDefined();
      const statement = named(`statement ${connector}`);
      expect(statement?.parentSpanId).toBe(named("step run")?.spanId);
      expect(statement?.attributes["db.system.name"]).toBe(connector === "postgres" ? "postgresql" : connector);
      expect(named("step run")?.parentSpanId).toBe(named("POST /api/v1/ask")?.spanId);
    });

    test("answers questions, and its results are paged, counted and exported like any other", async () => {
      const asked = await browser.inject({
        method: "POST",
        url: "/api/v1/ask",
        payload: { sourceId: id, question: "total amount by city" },
      });
      expect(asked.statusCode, asked.body).toBe(200);
      const { result, sql } = asked.json();
      expect(result.rows.map((row: unknown[]) => row[0]).sort(), sql).toEqual(["Oslo", "Rome"]);
      const all = (await query("SELECT id, amount FROM orders ORDER BY id")).json().result;
      expect(all.rowCount).toBe(300);
      const page = await get(`/api/v1/results/${all.resultId}/rows?offset=290&limit=20&sort=id:asc`);
      expect([page.rows.length, String(page.rows[9][0]), page.rows[9][1]]).toEqual([10, "300", "49.25"]);
      const { items } = await get(`/api/v1/results/${all.resultId}/statistics`);
      expect(items[0]).toMatchObject({ name: "id", count: 300, nulls: 0 });
      const csv = await browser.inject({ method: "GET", url: `/api/v1/results/${all.resultId}/export?format=csv` });
      expect(csv.body.trim().split(/\r?\n/)).toHaveLength(301);
    });

    test("is asked anew each time: its rows may have changed", async () => {
      const count = async () => Number((await query("SELECT count(*) AS n FROM customers")).json().result.rows[0][0]);
      expect(await count()).toBe(3);
      await database.run("INSERT INTO customers VALUES (4, 'Dan', 'Lima')");
      expect(await count()).toBe(4);
    });

    test("refuses what writes and what is not its own, at every entrance", async () => {
      for (const sql of ["DELETE FROM orders", "SELECT 1; DROP TABLE orders", "SELECT * FROM secrets_elsewhere"]) {
        const refused = await query(sql);
        expect([refused.statusCode >= 400, /^SQL_/.test(refused.json().code)], sql).toEqual([true, true]);
      }
      const checked = await browser.inject({
        method: "POST",
        url: "/api/v1/queries/check",
        payload: { sourceId: id, sql: "DELETE FROM orders" },
      });
      expect(checked.json().isAllowed).toBe(false);
    });

    test("says what a query costs, and runs an expensive one only on demand", async () => {
      const sql = "SELECT a.id FROM orders a CROSS JOIN orders b LIMIT 100000";
      const estimate = await browser.inject({
        method: "POST",
        url: "/api/v1/queries/estimate",
        payload: { sourceId: id, sql },
      });
      expect(estimate.json(), estimate.body).toMatchObject({ isOverBudget: true, budget: { maxRows: 50_000 } });
      const refused = await query(sql);
      expect([refused.statusCode, refused.json().code]).toEqual([409, "QUERY_OVER_BUDGET"]);
      expect((await query(sql, { acceptCost: true })).json().result.rowCount).toBe(90_000);
    });

    test("a cancelled query ends, and the next one works", async () => {
      const headers = { "x-query-id": "slow-query-1" };
      const running = browser.inject({
        method: "POST",
        url: "/api/v1/queries",
        headers,
        payload: { sourceId: id, sql: slow, acceptCost: true },
      });
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      await browser.inject({ method: "DELETE", url: "/api/v1/queries/slow-query-1" });
      expect((await running).json().code).toBe("QUERY_CANCELLED");
      expect((await query("SELECT 1 AS one FROM customers LIMIT 1")).statusCode).toBe(200);
    });

    test("a sync brings what has changed since, and the questions about it", async () => {
      await database.run("CREATE TABLE returns (id int PRIMARY KEY, order_id int, reason varchar(50))");
      const before = await get(at());
      const after = (await sync()).json();
      expect(after.tableCount).toBe(3);
      expect(after.version).not.toBe(before.version);
      expect((await get(at("/syncs"))).items[0]).toMatchObject({ state: "done", tablesAdded: 1 });
      expect((await query("SELECT count(*) AS n FROM returns")).statusCode).toBe(200);
    });

    test("a wrong password is told before saving, and marks a source that had the right one", async () => {
      const tried = await browser.inject({
        method: "POST",
        url: "/api/v1/connections/test",
        payload: { connector, config: config({ password: "not-this-one" }) },
      });
      expect([tried.statusCode, tried.json().code], tried.body).toEqual([502, "SOURCE_SIGN_IN_FAILED"]);
      expect(tried.body).not.toContain("not-this-one");
      const moved = await browser.inject({
        method: "PATCH",
        url: at(),
        payload: { config: config({ host: "localhost", password: undefined }) },
      });
      expect([moved.statusCode, moved.json().code]).toEqual([422, "SOURCE_SECRET_REQUIRED"]);
      await browser.inject({ method: "PATCH", url: at(), payload: { config: config({ password: "not-this-one" }) } });
      await sync();
      expect(await get(at())).toMatchObject({ status: "disconnected", tableCount: 3 });
      await browser.inject({ method: "PATCH", url: at(), payload: { config: config() } });
      await sync();
      expect((await get(at())).status).toBe("connected");
    });

    test.each([
      ["another option than the settings have", { options: "-c statement_timeout=0" }, "SOURCE_CONFIG_INVALID"],
      ["a socket in place of a host", { host: "/var/run/postgresql" }, "SOURCE_CONFIG_INVALID"],
      ["an address of the cloud's metadata", { host: "169.254.169.254" }, "ADDRESS_NOT_ALLOWED"],
    ])("%s is refused", async (_name, change, code) => {
      const tried = await browser.inject({
        method: "POST",
        url: "/api/v1/connections/test",
        payload: { connector, config: config(change) },
      });
      expect([tried.statusCode, tried.json().code], tried.body).toEqual([422, code]);
    });
  });
}
