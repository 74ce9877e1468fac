import { type TestServer as DatabaseServer, isSkipped, mariadbServer, postgresServer } from "@parlance/testkit";
import { createConnection } from "mysql2/promise";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { multipart } from "../../fixtures/multipart.ts";
import { ANALYSTS, send, setAttributes } from "../../fixtures/ruled-team.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

/** Six customers of two countries; what stands in pay is for nobody under rules. */
const CUSTOMERS = [
  "CREATE TABLE customers (id int PRIMARY KEY, name varchar(50) NOT NULL, country varchar(10) NOT NULL, pay int, iban varchar(40))",
  `INSERT INTO customers VALUES ${[1, 2, 3, 4, 5, 6]
    .map(
      (n) => `(${n}, '${n < 5 ? "Ann" : "Kanaria"} ${n}', '${n < 5 ? "AT" : "DE"}', ${4_242_000 + n}, 'AT0012340${n}')`,
    )
    .join(", ")}`,
  "CREATE TABLE lands (code varchar(10) PRIMARY KEY, capital varchar(20) NOT NULL)",
  "INSERT INTO lands VALUES ('AT', 'Wien'), ('DE', 'Berlin')",
  "CREATE VIEW wages AS SELECT name AS who, pay FROM customers",
  "CREATE VIEW high_wages AS SELECT who, pay FROM wages WHERE pay > 4242002",
  "CREATE VIEW weekdays AS SELECT 1 AS number, 'Monday' AS label",
];

const KINDS = [
  {
    name: "PostgreSQL",
    connector: "postgres",
    kind: postgresServer,
    reader: ["CREATE ROLE reader LOGIN PASSWORD 'reads-only'", "GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader"],
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
      // Without SHOW VIEW the server does not tell what a view reads, and every view would be kept.
      "GRANT SELECT, SHOW VIEW ON parlance.* TO reader@'%'",
      "GRANT SELECT, SHOW VIEW ON parlance.* TO reader@localhost",
    ],
    async run({ host, port, user, password, database }: DatabaseServer, statements: readonly string[]) {
      const connection = await createConnection({ host, port, user, password, database });
      for (const sql of statements) await connection.query(sql);
      await connection.end();
    },
  },
] as const;

for (const { name, connector, kind, reader, run } of KINDS) {
  describe.skipIf(isSkipped(kind))(`rules over ${name}`, () => {
    let database: DatabaseServer;
    let server: TestServer;
    let owner: SignedInPerson;
    let austria: SignedInPerson;
    let germany: SignedInPerson;
    let shop: string;
    let combined: string;

    beforeAll(async () => {
      database = await kind.start();
      await run(database, [...CUSTOMERS, ...reader]);
      server = await openTestServer({ allowedNetworks: ["127.0.0.1"] });
      owner = await signUp(server, { email: "owner@x.example" });
      const join = async (email: string, country: string) => {
        const person = await signUp(server, { email, role: "analyst", workspaceId: owner.workspaceId });
        await setAttributes(server, person, { country });
        return person;
      };
      [austria, germany] = [await join("at@x.example", "AT"), await join("de@x.example", "DE")];
      const { host, port } = database;
      const config = { host, port, database: database.database, user: "reader", password: "reads-only", tls: "off" };
      shop = (await done(owner, "POST", "/sources", { name: "Shop", connector, config })).id;
      await done(owner, "POST", `/sources/${shop}/sync`);
      const form = multipart([{ name: "visits.csv", content: VISITS }]);
      const uploaded = await owner.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
      const visits: string = uploaded.json().source.id;
      combined = (await done(owner, "POST", "/combinations", { name: "Both", sourceIds: [shop, visits] })).id;
      const rule = (sourceId: string, table: string, body: object) =>
        done(owner, "POST", `/sources/${sourceId}/rules`, { table, rule: body, appliesTo: ANALYSTS });
      await rule(shop, "customers", { kind: "row", filter: "country = user.country" });
      await rule(shop, "customers", { kind: "column", column: "pay", action: "hide" });
      await rule(shop, "customers", { kind: "column", column: "iban", action: "hash" });
      await rule(visits, "visits", { kind: "row", filter: "place <> 'secret'" });
      await rule(visits, "visits", { kind: "column", column: "iban", action: "hash" });
    }, 240_000);
    afterAll(async () => {
      await server?.close();
      await database?.stop();
    });

    const rows = async (who: Browser, sourceId: string, sql: string): Promise<unknown[][]> =>
      (await done(who, "POST", "/queries", { sourceId, sql })).result.rows;

    test("the same question has the right answer for each", async () => {
      const question = { sourceId: shop, question: "how many customers" };
      const counts = [];
      for (const who of [austria, germany, owner, austria])
        counts.push(Number((await done(who, "POST", "/ask", question)).result.rows[0][0]));
      expect(counts).toEqual([4, 2, 6, 4]);
    });

    test("a hidden column is one that never was; rows of others are nowhere", async () => {
      const refusals = [];
      for (const column of ["pay", "pbx"]) {
        const { statusCode, body } = await send(austria, "POST", "/queries", {
          sourceId: shop,
          sql: `SELECT ${column} FROM customers`,
        });
        refusals.push([statusCode, body.replaceAll(column, "X").replace(/"requestId":"[^"]*"/, "")]);
      }
      expect(refusals[0]).toEqual(refusals[1]);
      expect(await rows(austria, shop, "SELECT name FROM customers WHERE name LIKE 'Kan%'")).toEqual([]);
      for (const page of ["catalog", "tables", "tables/customers", "tables/customers/rows", "suggestions", "syncs"]) {
        const { body } = await send(austria, "GET", `/sources/${shop}/${page}`);
        expect(body, page).not.toMatch(/Kanaria|42420|"pay"|AT001234/);
      }
      const estimate = await send(austria, "POST", "/queries/estimate", {
        sourceId: shop,
        sql: "SELECT * FROM customers",
      });
      expect(estimate.body).not.toMatch(/country|sha|plan/i);
    });

    test("views over a table with rules are kept from those they are about, until they have rules of their own or are opened", async () => {
      const views = async (who: Browser): Promise<string[]> => {
        const { tables } = await done(who, "GET", `/sources/${shop}/catalog`);
        return tables.flatMap((table: { name: string; kind: string }) => (table.kind === "view" ? [table.name] : []));
      };
      const kept = async () => (await done(owner, "GET", `/sources/${shop}/rules`)).keptViews;
      const rule = (table: string, body: object) => ({ table, rule: body, appliesTo: ANALYSTS });
      const make = async (table: string, body: object): Promise<string> =>
        (await done(owner, "POST", `/sources/${shop}/rules`, rule(table, body))).id;
      expect(await kept()).toEqual([
        { name: "high_wages", reads: ["wages"] },
        { name: "wages", reads: ["customers"] },
      ]);
      expect(await views(owner)).toEqual(["high_wages", "wages", "weekdays"]);
      expect(await views(austria)).toEqual(["weekdays"]);
      const asked = await send(austria, "POST", "/queries", { sourceId: shop, sql: "SELECT * FROM high_wages" });
      expect(asked.json().code, asked.body).toMatch(/^SQL_/);
      expect(asked.body).not.toMatch(/Kanaria|42420/);
      expect(await rows(owner, shop, "SELECT count(*) FROM wages")).toEqual([["6"]]);
      const check = { table: "customers", rule: { kind: "row", filter: "country = 'AT'" } };
      expect((await done(owner, "POST", `/sources/${shop}/rules/check`, check)).keptViews).toEqual([
        "high_wages",
        "wages",
      ]);

      const opened = await make("wages", { kind: "open" });
      expect(await views(austria)).toEqual(["high_wages", "wages", "weekdays"]);
      expect(await kept(), "everybody whom the rule is about sees them").toEqual([]);
      await send(owner, "DELETE", `/sources/${shop}/rules/${opened}`);

      await make("wages", { kind: "row", filter: "who like 'Ann%'" });
      expect(await views(austria)).toEqual(["weekdays"]);
      await make("wages", { kind: "column", column: "pay", action: "hide" });
      expect(await views(austria)).toEqual(["wages", "weekdays"]);
      expect(await rows(austria, shop, "SELECT * FROM wages ORDER BY who")).toEqual(
        [1, 2, 3, 4].map((n) => [`Ann ${n}`]),
      );

      const table = await send(owner, "POST", `/sources/${shop}/rules`, rule("customers", { kind: "open" }));
      expect(table.json().code).toBe("DATA_RULE_INVALID");
    });

    test("a combined source keeps the rules of its members, and hashes meet across them", async () => {
      const sql =
        "SELECT count(*) AS n, count(DISTINCT c.id) AS people FROM customers c JOIN visits v ON v.iban = c.iban";
      const seen = [];
      for (const who of [owner, austria, germany, austria]) seen.push((await rows(who, combined, sql))[0]?.map(Number));
      expect(seen).toEqual([
        [12, 6],
        [4, 4],
        [2, 2],
        [4, 4],
      ]);
      // The two tables of the database come joined by it, under the rules of each.
      const capitals =
        "SELECT l.capital, count(*) AS n FROM customers c JOIN lands l ON l.code = c.country JOIN visits v ON v.customer_id = c.id GROUP BY l.capital ORDER BY l.capital";
      const { estimate } = await done(owner, "POST", "/queries/estimate", { sourceId: combined, sql: capitals });
      expect(estimate.plan).toContain("customers and lands, from Shop (joined there");
      expect([await rows(owner, combined, capitals), await rows(austria, combined, capitals)]).toEqual([
        [
          ["Berlin", "4"],
          ["Wien", "8"],
        ],
        [["Wien", "4"]],
      ]);
      const own = await rows(austria, combined, "SELECT DISTINCT place FROM visits ORDER BY place");
      expect(own).toEqual([["open"]]);
      const { body } = await send(austria, "GET", `/sources/${combined}/catalog`);
      expect(body).not.toMatch(/Kanaria|42420|"pay"|AT001234|secret/);
    });
  });
}

const VISITS = [
  "customer_id,iban,place",
  ...[1, 2, 3, 4, 5, 6].flatMap((n) => [`${n},AT0012340${n},open`, `${n},AT0012340${n},secret`]),
].join("\n");

async function done(...request: Parameters<typeof send>) {
  const response = await send(...request);
  expect(response.statusCode, `${request[2]} ${response.body}`).toBeLessThan(300);
  return response.json();
}
