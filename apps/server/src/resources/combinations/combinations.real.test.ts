import { type TestServer as DatabaseServer, isSkipped, mariadbServer, postgresServer } from "@parlance/testkit";
import { createConnection } from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const ORDERS = [
  "CREATE TABLE orders (id int PRIMARY KEY, customer_id int NOT NULL, status text, amount numeric(10,2), day date, product_id int)",
  "CREATE TABLE products (id int PRIMARY KEY, label text NOT NULL, kind text)",
  "INSERT INTO products SELECT i, 'Product ' || i, (ARRAY['tool', 'Tool', NULL])[1 + i % 3] FROM generate_series(0, 9) i",
  `INSERT INTO orders SELECT i, 1 + i % 7, (ARRAY['paid', 'open'])[1 + i % 2], i % 50 + 0.25, DATE '2026-01-01' + i % 90, NULLIF(i % 11, 10) FROM generate_series(1, 20000) i`,
  "ANALYZE",
  "CREATE ROLE reader LOGIN PASSWORD 'reads-only'",
  "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader",
];
const CUSTOMERS = [
  "CREATE TABLE customers (id int PRIMARY KEY, name varchar(50) NOT NULL, country char(2) NOT NULL)",
  "INSERT INTO customers VALUES (1,'Ann','AT'),(2,'Bob','DE'),(3,'Cid','AT'),(4,'Dot','FR'),(5,'Eve','DE'),(6,'Fay','FR')",
  "CREATE TABLE countries (code char(2) PRIMARY KEY, area varchar(20) NOT NULL)",
  "INSERT INTO countries VALUES ('AT','south'),('de','north'),('FR','west')",
  "CREATE TABLE leaders (code char(2) COLLATE utf8mb4_german2_ci PRIMARY KEY, leader varchar(20))",
  "INSERT INTO leaders VALUES ('AT','Uta'),('DE','Max')",
  "CREATE USER reader@'%' IDENTIFIED BY 'reads-only'",
  "CREATE USER reader@localhost IDENTIFIED BY 'reads-only'",
  "GRANT SELECT ON parlance.* TO reader@'%'",
  "GRANT SELECT ON parlance.* TO reader@localhost",
];
/** What is elsewhere, beside the orders, out of the reader's sight: the same statement can be run over all in one place. */
const IN_ONE_PLACE = [
  "CREATE SCHEMA elsewhere",
  "CREATE TABLE elsewhere.customers (id int, name text, country text)",
  "INSERT INTO elsewhere.customers VALUES (1,'Ann','AT'),(2,'Bob','DE'),(3,'Cid','AT'),(4,'Dot','FR'),(5,'Eve','DE'),(6,'Fay','FR')",
  "CREATE TABLE elsewhere.countries (code text, area text)",
  "INSERT INTO elsewhere.countries VALUES ('AT','south'),('de','north'),('FR','west')",
  "CREATE TABLE elsewhere.leaders (code text, leader text)",
  "INSERT INTO elsewhere.leaders VALUES ('AT','Uta'),('DE','Max')",
  "CREATE TABLE elsewhere.targets (country text, target int)",
  "INSERT INTO elsewhere.targets VALUES ('AT',50000),('DE',60000),('FR',1)",
];
const TARGETS = "country,target\nAT,50000\nDE,60000\nFR,1\n";

describe.skipIf(isSkipped(postgresServer) || isSkipped(mariadbServer))(
  "PostgreSQL, MariaDB and a file in one question",
  () => {
    let postgres: DatabaseServer;
    let mariadb: DatabaseServer;
    let server: TestServer;
    let browser: Browser;
    let id: string;
    let shopId: string;
    beforeAll(async () => {
      [postgres, mariadb] = [await postgresServer.start(), await mariadbServer.start()];
      const { host, port, user, database } = postgres;
      const client = new pg.Client({ host, port, user, database });
      await client.connect();
      for (const sql of [...ORDERS, ...IN_ONE_PLACE]) await client.query(sql);
      await client.end();
      const connection = await createConnection({ ...login(mariadb) });
      for (const sql of CUSTOMERS) await connection.query(sql);
      await connection.end();
      server = await openTestServer({ allowedNetworks: ["127.0.0.1"] });
      browser = server.browser();
      shopId = await connect("Shop", "mysql", mariadb);
      const warehouse = await connect("Warehouse", "postgres", postgres);
      const sourceIds = [warehouse, shopId, await upload("targets.csv", TARGETS)];
      const created = await post("/api/v1/combinations", { name: "Everything", sourceIds });
      expect(created.statusCode, created.body).toBe(201);
      id = created.json().id;
    });
    afterAll(async () => {
      await server?.close();
      await mariadb?.stop();
      await postgres?.stop();
    });

    const post = (url: string, payload: object) => browser.inject({ method: "POST", url, payload });
    const query = (sql: string) => post("/api/v1/queries", { sourceId: id, sql });
    const planOf = async (sql: string): Promise<string> =>
      (await post("/api/v1/queries/estimate", { sourceId: id, sql })).json().estimate.plan;

    async function connect(name: string, connector: string, at: DatabaseServer): Promise<string> {
      const { host, port, database } = at;
      const config = { host, port, database, user: "reader", password: "reads-only", tls: "off" };
      const created = await post("/api/v1/sources", { name, connector, config });
      expect(created.statusCode, created.body).toBe(201);
      const synced = await browser.inject({ method: "POST", url: `/api/v1/sources/${created.json().id}/sync` });
      expect(synced.statusCode, synced.body).toBe(200);
      return created.json().id;
    }

    async function upload(name: string, content: string): Promise<string> {
      const url = "/api/v1/workspaces/mine/sources";
      return (await browser.inject({ method: "POST", url, ...multipart([{ name, content }]) })).json().source.id;
    }

    test("a question in plain words is answered from all of them", async () => {
      const asked = await post("/api/v1/ask", { sourceId: id, question: "total amount by country" });
      expect(asked.statusCode, asked.body).toBe(200);
      const { result, sql } = asked.json();
      const rows = result.rows.map((row: unknown[]) => [row[0], Number(row[1])]).sort();
      const expected = await bare(
        "SELECT CASE customer_id WHEN 1 THEN 'AT' WHEN 3 THEN 'AT' WHEN 2 THEN 'DE' WHEN 5 THEN 'DE' ELSE 'FR' END, sum(amount) FROM orders WHERE customer_id < 7 GROUP BY 1 ORDER BY 1",
      );
      expect(rows, sql).toEqual(expected);
    });

    test("filters and sums are done by the database, and the plan says so", async () => {
      const sql =
        "SELECT c.country, t.target, sum(o.amount) AS total FROM orders o JOIN customers c ON c.id = o.customer_id JOIN targets t ON t.country = c.country WHERE o.status = 'paid' AND o.day >= DATE '2026-02-01' GROUP BY c.country, t.target ORDER BY c.country";
      const plan = await planOf(sql);
      expect(plan).toContain("orders, from Warehouse (2 conditions applied there, grouped and added up there)");
      expect(plan).toMatch(/GROUP BY/);
      expect(plan).toContain("targets, from targets: read where it is stored");
      const { result } = (await query(sql)).json();
      const rows = result.rows.map((row: unknown[]) => [row[0], Number(row[2])]);
      const expected = await bare(
        "SELECT CASE customer_id WHEN 1 THEN 'AT' WHEN 3 THEN 'AT' WHEN 2 THEN 'DE' WHEN 5 THEN 'DE' ELSE 'FR' END, sum(amount) FROM orders WHERE customer_id < 7 AND status = 'paid' AND day >= '2026-02-01' GROUP BY 1 ORDER BY 1",
      );
      expect(rows).toEqual(expected);
    });

    test("a large table is asked only for rows whose key the small side has, and the plan says so", async () => {
      const sql =
        "SELECT c.name, o.id, o.amount FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.day >= DATE '2026-03-20' WHERE c.name IN ('Ann', 'Dot')";
      const plan = await planOf(sql);
      expect(plan).toContain("only rows with a key of customers, asked of Shop first");
      expect(plan).toMatch(/SELECT DISTINCT/);
      const { rows } = (await query(`SELECT name, sum(amount) FROM (${sql}) GROUP BY name ORDER BY name`)).json()
        .result;
      const expected = await bare(
        "SELECT CASE customer_id WHEN 1 THEN 'Ann' ELSE 'Dot' END, sum(amount) FROM orders WHERE customer_id IN (1, 4) AND day >= '2026-03-20' GROUP BY 1 ORDER BY 1",
      );
      expect(rows.map((row: unknown[]) => [row[0], Number(row[1])])).toEqual(expected);
    });

    /** [what is special, statement, what the plan says] */
    test.each<[string, string, RegExp]>([
      [
        "rows of one source, joined there",
        "SELECT o.id, p.label FROM orders o JOIN products p ON p.id = o.product_id WHERE p.kind = 'tool' AND o.day = DATE '2026-02-03'",
        /^orders and products, from Warehouse \(joined there, 2 conditions applied there\):\n {2}SELECT [^\n]* JOIN [^\n]*\nFinished here\.$/,
      ],
      [
        "sums of one source, with a file",
        "SELECT t.target, p.kind, sum(o.amount) AS total, count(*) AS n FROM orders o JOIN products p ON p.id = o.product_id JOIN targets t ON t.target > o.id WHERE o.status = 'paid' GROUP BY t.target, p.kind",
        /orders and products, from Warehouse \(joined there, 1 condition applied there, grouped and added up there\)/,
      ],
      [
        "two of each of two databases, and a file",
        "SELECT n.area, p.kind, t.target, sum(o.amount) AS total, avg(o.amount) AS mean FROM orders o JOIN products p ON p.id = o.product_id JOIN customers c ON c.id = o.customer_id JOIN countries n ON n.code = c.country JOIN targets t ON t.country = c.country WHERE p.id < 7 GROUP BY n.area, p.kind, t.target",
        /customers and countries, from Shop \(joined there\)[\s\S]*orders and products, from Warehouse \(joined there, 1 condition applied there, grouped/,
      ],
      [
        "what MariaDB takes for equal and others do not",
        "SELECT c.name, n.area FROM customers c JOIN countries n ON n.code = c.country",
        /customers and countries, from Shop \(joined there\)/,
      ],
      [
        "what MariaDB does not compare, because of two collations",
        "SELECT c.name, l.leader FROM customers c JOIN leaders l ON l.code = c.country",
        /customers, from Shop:[\s\S]*leaders, from Shop:[\s\S]*Joined here/,
      ],
      [
        "an outer join is made here",
        "SELECT p.label, o.id FROM products p LEFT JOIN orders o ON o.product_id = p.id AND o.id < 5",
        /Joined here/,
      ],
    ])("as if all tables were in one place: %s", async (_name, sql, plan) => {
      expect(await planOf(sql)).toMatch(plan);
      const answer = await query(sql);
      expect(answer.statusCode, answer.body).toBe(200);
      expect(comparable(answer.json().result.rows)).toEqual(comparable(await inOnePlace(sql)));
    });

    test("a source whose values are to stay is asked for none of them ahead, and the rows are the same", async () => {
      const sql =
        "SELECT c.name, count(*) AS n FROM customers c JOIN orders o ON o.customer_id = c.id WHERE c.name IN ('Ann', 'Dot') AND o.status <> 'gone' GROUP BY c.name";
      const set = (sendsKeys: boolean) =>
        browser.inject({ method: "PATCH", url: `/api/v1/sources/${shopId}`, payload: { sendsKeys } });
      expect(await planOf(sql)).toContain("only rows with a key of customers, asked of Shop first");
      const before = (await query(sql)).json().result.rows;
      expect((await set(false)).json()).toMatchObject({ sendsKeys: false });
      const { members } = (await browser.inject({ method: "GET", url: `/api/v1/combinations/${id}` })).json();
      expect(members.map((member: { sendsKeys: boolean }) => member.sendsKeys)).toEqual([true, false, true]);
      expect(await planOf(sql)).not.toContain("asked of Shop first");
      expect(comparable((await query(sql)).json().result.rows)).toEqual(comparable(before));
      await set(true);
    });

    test("nothing found there gives nothing here, with the right types", async () => {
      const answer = await query(
        "SELECT c.country, sum(o.amount) AS total FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id < 0 GROUP BY c.country",
      );
      expect(answer.json().result?.rows, answer.body).toEqual([]);
      const one = await query(
        "SELECT sum(o.amount) AS total, count(*) AS n, max(o.day) AS d FROM orders o WHERE o.id < 0",
      );
      expect(one.json().result?.rows, one.body).toEqual([[null, "0", null]]);
      const rows = await query("SELECT o.amount * 2 AS twice, o.day + 1 AS next FROM orders o WHERE o.id < 0");
      expect(rows.json().result?.rows, rows.body).toEqual([]);
    });

    test("what a database refuses or loses names the database", async () => {
      const refused = await query("DELETE FROM orders");
      expect(refused.json().code).toMatch(/^SQL_/);
      const functions = await query("SELECT pg_sleep(5) FROM orders");
      expect(functions.json().code).toMatch(/^SQL_/);
      await mariadb.stop();
      const lost = await query("SELECT o.id, c.name FROM orders o JOIN customers c ON c.id = o.customer_id LIMIT 5");
      expect([lost.json().code, lost.json().message], lost.body).toEqual([
        expect.stringMatching(/^SOURCE_/),
        expect.stringMatching(/^Shop: /),
      ]);
      expect((await query("SELECT count(*) FROM orders")).statusCode).toBe(200);
    });

    async function inOnePlace(sql: string): Promise<unknown[][]> {
      const { host, port, user, database } = postgres;
      const client = new pg.Client({ host, port, user, database });
      await client.connect();
      await client.query("SET search_path = public, elsewhere");
      const { rows } = await client.query({ text: sql, rowMode: "array" });
      await client.end();
      return rows;
    }

    async function bare(sql: string): Promise<unknown[][]> {
      const { host, port, user, database } = postgres;
      const client = new pg.Client({ host, port, user, database });
      await client.connect();
      const { rows } = await client.query({ text: sql, rowMode: "array" });
      await client.end();
      return rows.map((row) => [row[0], Number(row[1])]);
    }
  },
);

/** In no order; numbers as far as a sum of doubles can tell them. */
const comparable = (rows: readonly (readonly unknown[])[]): readonly string[] =>
  rows
    .map((row) =>
      JSON.stringify(
        row.map((cell) => (cell === null || Number.isNaN(Number(cell)) ? cell : Number(cell).toPrecision(9))),
      ),
    )
    .sort();

const login = ({ host, port, user, password, database }: DatabaseServer) => ({ host, port, user, password, database });
