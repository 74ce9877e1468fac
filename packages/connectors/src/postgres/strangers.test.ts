import { readFileSync } from "node:fs";
import { type Catalog, DEFAULT_LIMITS, type Driver, frameRows, type GuardPolicy } from "@parlance/core";
import { policyForCatalog } from "@parlance/sql";
import { isSkipped, postgresServer, type TestServer } from "@parlance/testkit";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ATTACKS } from "../../../sql/src/guard/postgres/fixtures/attacks.ts";
import { READS } from "../../../sql/src/guard/postgres/fixtures/reads.ts";
import { createOutbound } from "../outbound/outbound.ts";
import { postgresConfig } from "./config.ts";
import { openPostgres } from "./driver.ts";

const TABLES = new URL("../../../sql/src/guard/postgres/fixtures/tables.sql", import.meta.url);

/** What people add to their databases: functions that are called like columns, and types. */
const OF_STRANGERS = `
  CREATE FUNCTION total(orders) RETURNS text LANGUAGE sql AS 'SELECT token FROM secrets LIMIT 1';
  CREATE FUNCTION total(text) RETURNS text LANGUAGE sql AS 'SELECT token FROM secrets LIMIT 1';
  CREATE FUNCTION wipe(anyelement) RETURNS text LANGUAGE plpgsql AS 'BEGIN RETURN (SELECT token FROM secrets LIMIT 1); END';
  CREATE SCHEMA other;
  CREATE TYPE other.mood AS ENUM ('odd');
  CREATE TYPE other.secrets AS ENUM ('open');
  CREATE DOMAIN positive AS int CHECK (VALUE > 0);
  CREATE DOMAIN secret_row AS secrets;
  CREATE TABLE invoices (id int, total numeric);
  CREATE TABLE odd ("a,b" int PRIMARY KEY, "say ""x""" text, "NULL" int, "back\\slash" numeric(8, 2), "{}" int[], gone int, "last one" mood);
  ALTER TABLE odd ALTER "NULL" SET NOT NULL, DROP gone;
  ALTER TABLE odd ALTER "a,b" TYPE bigint;
  COMMENT ON COLUMN odd."back\\slash" IS 'of what there was';
  COMMENT ON TABLE odd IS 'odd names';
`;

describe.skipIf(isSkipped(postgresServer))("a database with functions and types of its people's making", () => {
  let server: TestServer;
  let admin: Client;
  let driver: Driver;
  let policy: GuardPolicy;
  let catalog: Catalog;

  beforeAll(async () => {
    server = await postgresServer.start();
    admin = new Client({ host: server.host, port: server.port, user: server.user, database: server.database });
    await admin.connect();
    await admin.query(readFileSync(TABLES, "utf8"));
    await admin.query(OF_STRANGERS);
    const config = { host: "127.0.0.1", port: server.port, database: server.database, user: server.user, tls: "off" };
    driver = await openPostgres(postgresConfig.parse(config), {
      outbound: createOutbound({ allowedNetworks: ["127.0.0.1"] }),
    });
    catalog = await driver.introspect();
    policy = policyForCatalog({ tables: catalog.tables.filter(({ name }) => name !== "secrets") });
  });
  afterAll(async () => {
    await driver?.close();
    await admin?.end();
    await server?.stop();
  });

  async function rowsOf(sql: string): Promise<readonly (readonly unknown[])[]> {
    const stream = await driver.stream({ sql, policy, limits: { ...DEFAULT_LIMITS, timeoutMs: 60_000 } });
    const rows = [];
    for await (const frame of stream.frames) rows.push(...frameRows(frame));
    return rows;
  }

  test.each([
    ["a function over the table's rows", "SELECT o.total FROM orders o"],
    ["the same with the table's own name", "SELECT orders.total, public.orders.total FROM orders"],
    ["the same as a field", "SELECT (o).total FROM orders o"],
    ["the same of an element", "SELECT (array_agg(o))[1].total FROM orders o"],
    ["the same in a condition", "SELECT 1 FROM customers c JOIN orders o ON o.total = c.name"],
    [
      "the same where another row of the name has the column",
      "SELECT o.total FROM orders o, (SELECT i.total FROM invoices i) p",
    ],
    [
      "the same where an inner query hides the name",
      "SELECT (SELECT o.total FROM invoices o LIMIT 1), o.total FROM orders o",
    ],
    ["the same under names of the statement's own", "SELECT o.total AS total FROM orders o(a, b)"],
    ["a column that its alias renamed", "SELECT i.total FROM invoices i(id, amount)"],
    ["a function over a column", "SELECT (o.status).total FROM orders o"],
    ["a function over any row", "SELECT q.wipe FROM (SELECT 1 AS id) q"],
    ["a function over a value in FROM", "SELECT x.total FROM unnest(ARRAY['a']) AS x"],
    ["the server's own, over a value in FROM", "SELECT x.pg_read_file FROM unnest(ARRAY['/etc/passwd']) AS x(path)"],
  ])("does not lend %s to a statement", async (_name, sql) => {
    await expect(rowsOf(sql)).rejects.toMatchObject({ code: "SQL_REFUSED" });
  });

  test.each([
    ["through a text", "SELECT (('(,,)'::text)::secrets).id"],
    ["through a text with the schema", "SELECT CAST('(,,)'::text AS public.secrets)"],
    ["through a domain over its rows", "SELECT '(,,)'::secret_row"],
    ["through a list", "SELECT ARRAY['(,,)']::_secrets"],
    ["through a result of XMLTABLE", "SELECT x FROM xmltable('/a' PASSING '<a>(,,)</a>' COLUMNS x secrets PATH '.') q"],
    ["through a word, which tells that it is a row", "SELECT 'a'::secrets"],
    ["through a name that a type of another schema has too", "SELECT 'open'::secrets"],
  ])("tells nothing of a table that is not allowed: %s", async (_name, sql) => {
    await expect(rowsOf(sql)).rejects.toMatchObject({ code: "SQL_REFUSED" });
  });

  test.each([
    ["an enumeration", "SELECT 'happy'::mood::text, c.name::public.mood FROM customers c WHERE false", []],
    ["one of another schema", "SELECT 'open'::other.secrets::text, 'odd'::other.mood::text", [["open", "odd"]]],
    ["a list of them", "SELECT (ARRAY['sad', 'happy']::mood[])[2]::text", [["happy"]]],
    ["a domain", "SELECT x.n::positive FROM (SELECT 3 AS n) x", [[3]]],
    [
      "the columns that every table has",
      "SELECT count(o.ctid)::int, max(o.tableoid) IS NULL FROM orders o",
      [[2, false]],
    ],
    ["a column that has a function's name", "SELECT i.total FROM invoices i", []],
  ])("offers its types and columns: %s", async (_name, sql, rows) => {
    expect(await rowsOf(sql)).toEqual(rows);
  });

  test("lists columns whatever they are called, in their order, with types and comments", () => {
    const odd = catalog.tables.find(({ name }) => name === "odd");
    expect(odd).toMatchObject({ comment: "odd names", primaryKey: ["a,b"] });
    expect(odd?.columns.map(({ name, type, nullable, comment }) => [name, type.native, nullable, comment])).toEqual([
      ["a,b", "bigint", false, undefined],
      ['say "x"', "text", true, undefined],
      ["NULL", "integer", false, undefined],
      ["back\\slash", "numeric(8,2)", true, "of what there was"],
      ["{}", "integer[]", true, undefined],
      ["last one", "mood", true, undefined],
    ]);
  });

  test("runs every read of the guard's own list", async () => {
    const failed: string[] = [];
    for (const sql of Object.values(READS).flat()) {
      await rowsOf(sql).catch((error: unknown) => failed.push(`${sql}: ${String(error)}`));
    }
    expect(failed).toEqual([]);
  });

  test("refuses every attack of the guard's own list, with the catalog as without", async () => {
    const passed: string[] = [];
    for (const sql of Object.values(ATTACKS).flat()) {
      if ((await driver.check(sql, policy)).isAllowed) passed.push(sql);
    }
    expect(passed).toEqual([]);
  });
});
