import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Catalog } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { printSql } from "../print/index.ts";
import { joinedSchema } from "./joined-schema.ts";
import { withKeys } from "./key-links.ts";
import { splitDuckdb } from "./split-duckdb.ts";
import type { SplitTable } from "./split-types.ts";

/** Orders are elsewhere, as are visits; customers and countries are here. */
const TABLES: readonly SplitTable[] = [
  {
    name: "orders",
    columns: [
      { name: "id", kind: "integer" },
      { name: "customer_id", kind: "integer" },
      { name: "status", kind: "text" },
      { name: "amount", kind: "decimal" },
      { name: "weight", kind: "double" },
      { name: "quantity", kind: "integer" },
      { name: "ordered", kind: "date" },
      { name: "shipped", kind: "timestamp" },
    ],
    keys: [["id"]],
    remote: { dialect: "duckdb", source: "far", table: "far_orders" },
  },
  {
    name: "visits",
    columns: [
      { name: "customer_id", kind: "integer" },
      { name: "pages", kind: "integer" },
    ],
    remote: { dialect: "duckdb", source: "away", table: "far_visits" },
  },
  {
    name: "people",
    columns: [
      { name: "id", kind: "integer" },
      { name: "Name", kind: "text" },
      { name: "town", kind: "text" },
    ],
    keys: [["id"]],
    remote: { dialect: "duckdb", source: "far", table: "far_people" },
  },
  {
    name: "towns",
    columns: [
      { name: "town", kind: "text" },
      { name: "size", kind: "integer" },
    ],
    keys: [["town"]],
    remote: { dialect: "duckdb", source: "far", table: "far_towns" },
  },
  {
    name: "calls",
    columns: [
      { name: "person", kind: "integer" },
      { name: "minutes", kind: "integer" },
    ],
    remote: { dialect: "duckdb", source: "far", table: "far_calls" },
  },
  {
    name: "customers",
    columns: [
      { name: "id", kind: "integer" },
      { name: "name", kind: "text" },
      { name: "country", kind: "text" },
    ],
    remote: null,
  },
];

/** With what is here, under the statement's own names. */
const schemaOf = (tables: readonly { readonly name: string; readonly columns: SplitTable["columns"] }[]) => ({
  tables: tables.map(({ name, columns }) => ({
    name,
    kind: "table" as const,
    primaryKey: [],
    foreignKeys: [],
    columns: columns.map((column) => ({
      name: column.name,
      nullable: true,
      type: { kind: column.kind, native: column.kind },
    })),
  })),
});

const FAR_SCHEMA: Pick<Catalog, "tables"> = schemaOf(
  TABLES.flatMap(({ columns, remote }) => (remote === null ? [] : [{ name: remote.table, columns }])),
);
const EVERY_SCHEMA = { tables: [...FAR_SCHEMA.tables, ...schemaOf(TABLES).tables] };

const SETUP = [
  "SELECT setseed(0.25)",
  `CREATE TABLE far_orders AS SELECT i::INTEGER AS id, CASE WHEN random() < 0.1 THEN NULL ELSE (random() * 12)::INTEGER END AS customer_id,
     CASE WHEN random() < 0.1 THEN NULL ELSE ['open', 'Open', 'paid', 'sent back'][1 + (random() * 3)::INTEGER] END AS status,
     CASE WHEN random() < 0.1 THEN NULL ELSE (random() * 1000)::DECIMAL(10, 2) END AS amount, (random() * 10)::INTEGER / 4 AS weight,
     CASE WHEN random() < 0.1 THEN NULL ELSE (random() * 9)::INTEGER END AS quantity,
     DATE '2026-01-01' + (random() * 200)::INTEGER AS ordered,
     TIMESTAMP '2026-01-01 00:00:00' + to_hours((random() * 4000)::INTEGER) AS shipped FROM range(400) t(i)`,
  "CREATE TABLE far_visits AS SELECT (random() * 12)::INTEGER AS customer_id, (random() * 30)::INTEGER AS pages FROM range(60)",
  "CREATE TABLE far_people AS SELECT i::INTEGER AS id, 'p' || i % 7 AS Name, ['Graz', 'graz', 'Linz', NULL][1 + i % 4] AS town FROM range(10) t(i)",
  "CREATE TABLE far_towns AS SELECT unnest(['Graz', 'graz', 'Linz', 'Wels']) AS town, unnest([3, 1, 2, 1]) AS size",
  "CREATE TABLE far_calls AS SELECT (random() * 12)::INTEGER AS person, (random() * 30)::INTEGER AS minutes FROM range(80)",
  "CREATE TABLE customers AS SELECT i::INTEGER AS id, 'n' || i AS name, ['at', 'de', 'fr'][1 + i % 3] AS country FROM range(10) t(i)",
];

/** [what is special, statement, what is left to the source] */
const STATEMENTS: readonly (readonly [string, string, string])[] = [
  ["whole table", "SELECT * FROM orders", ""],
  ["rows of one table, a few", "SELECT id, status FROM orders LIMIT 3", "limit"],
  ["a filter on numbers", "SELECT id FROM orders WHERE quantity > 3 AND amount <= 500.25", "2 filters"],
  ["a filter on text", "SELECT id FROM orders o WHERE o.status = 'open'", "1 filters"],
  ["text is not ordered by the source", "SELECT id FROM orders WHERE status > 'open'", ""],
  ["other than, for text", "SELECT id FROM orders WHERE status <> 'open'", ""],
  ["dates", "SELECT id FROM orders WHERE ordered >= DATE '2026-03-01' AND ordered < DATE '2026-04-01'", "2 filters"],
  [
    "moments",
    "SELECT id FROM orders WHERE shipped BETWEEN TIMESTAMP '2026-03-01 00:00:00' AND TIMESTAMP '2026-04-01 12:30:00'",
    "1 filters",
  ],
  ["a list", "SELECT id FROM orders WHERE status IN ('open', 'paid') AND quantity IN (1, 2)", "2 filters"],
  ["patterns", "SELECT id FROM orders WHERE status ILIKE '%back' OR status LIKE 'o%'", "1 filters"],
  ["missing", "SELECT id FROM orders WHERE status IS NULL OR amount IS NOT NULL", "1 filters"],
  ["half of an OR is unknown", "SELECT id FROM orders WHERE quantity = 2 OR lower(status) = 'open'", ""],
  [
    "a join",
    "SELECT c.name, o.amount FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.quantity = 4 AND c.country = 'at'",
    "1 filters",
  ],
  [
    "a condition of an inner join",
    "SELECT c.name, o.amount FROM customers c JOIN orders o ON c.id = o.customer_id AND o.quantity = 4",
    "1 filters",
  ],
  [
    "the filled side of a join",
    "SELECT c.name, o.amount FROM customers c LEFT JOIN orders o ON c.id = o.customer_id AND o.quantity = 4 WHERE o.amount IS NULL",
    "",
  ],
  [
    "the filled side, a value",
    "SELECT c.name, o.amount FROM customers c LEFT JOIN orders o ON c.id = o.customer_id WHERE o.quantity = 4",
    "1 filters",
  ],
  [
    "the other side of a left join",
    "SELECT o.id, c.name FROM orders o LEFT JOIN customers c ON c.id = o.customer_id WHERE o.quantity = 4",
    "1 filters",
  ],
  [
    "a full join",
    "SELECT o.id, c.name FROM orders o FULL JOIN customers c ON c.id = o.customer_id WHERE o.quantity = 4",
    "1 filters",
  ],
  ["USING", "SELECT customer_id, pages, amount FROM orders JOIN visits USING (customer_id) WHERE amount > 900", ""],
  [
    "sums by the other's column",
    "SELECT c.country, sum(o.amount) AS total FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY c.country",
    "sums",
  ],
  [
    "counts, averages, extremes",
    "SELECT c.country, count(*) AS n, count(o.amount) AS paid, avg(o.amount) AS mean, min(o.ordered) AS first, max(o.weight) AS heaviest FROM orders o JOIN customers c ON o.customer_id = c.id WHERE o.status = 'open' GROUP BY c.country",
    "1 filters, sums",
  ],
  [
    "no name of their own",
    "SELECT c.country, sum(o.quantity), count(*) FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY 1",
    "sums",
  ],
  [
    "a sum of products",
    "SELECT c.country, sum(o.quantity * o.amount) AS worth FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY ALL",
    "",
  ],
  [
    "a sum of products by name",
    "SELECT c.country, sum(o.quantity * o.amount) AS worth FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY c.country",
    "sums",
  ],
  [
    "HAVING and ORDER BY",
    "SELECT c.name, sum(o.amount) AS total FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY c.name HAVING count(*) > 3 ORDER BY total DESC, c.name LIMIT 4",
    "sums",
  ],
  ["one table alone", "SELECT status, count(*) AS n, sum(amount) AS total FROM orders GROUP BY status", "sums"],
  [
    "one number",
    "SELECT count(*) AS n, sum(amount) AS total, avg(quantity) AS mean FROM orders WHERE ordered >= DATE '2026-06-01'",
    "1 filters, sums",
  ],
  [
    "one number of nothing",
    "SELECT count(*) AS n, sum(amount) AS total FROM orders WHERE quantity > 1000",
    "1 filters, sums",
  ],
  [
    "months",
    "SELECT date_trunc('month', o.ordered) AS month, sum(o.amount) AS total FROM orders o JOIN customers c ON o.customer_id = c.id WHERE c.country = 'de' GROUP BY 1 ORDER BY 1",
    "sums",
  ],
  [
    "a filter the source cannot apply",
    "SELECT c.country, count(*) AS n FROM orders o JOIN customers c ON o.customer_id = c.id WHERE lower(o.status) = 'open' GROUP BY c.country",
    "sums",
  ],
  [
    "distinct values need the rows",
    "SELECT c.country, count(DISTINCT o.status) AS n FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY c.country",
    "",
  ],
  [
    "a filtered sum needs the rows",
    "SELECT c.country, sum(o.amount) FILTER (WHERE o.quantity > 2) AS n FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY c.country",
    "",
  ],
  [
    "sums of the other side",
    "SELECT o.status, sum(c.id) AS s FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY o.status",
    "",
  ],
  ["counted rows of both", "SELECT count(*) AS n FROM orders o JOIN visits v ON v.customer_id = o.customer_id", "sums"],
  [
    "outer joins keep rows",
    "SELECT c.country, count(o.id) AS n FROM customers c LEFT JOIN orders o ON o.customer_id = c.id GROUP BY c.country",
    "",
  ],
  [
    "an unknown aggregate",
    "SELECT c.country, median(o.amount) AS m FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY c.country",
    "",
  ],
  [
    "windows",
    "SELECT id, row_number() OVER (PARTITION BY status ORDER BY id) AS n FROM orders WHERE quantity = 3",
    "1 filters",
  ],
  [
    "a subquery",
    "SELECT name FROM customers WHERE id IN (SELECT customer_id FROM orders WHERE amount > 950)",
    "1 filters",
  ],
  [
    "a correlated subquery",
    "SELECT name, (SELECT sum(amount) FROM orders WHERE customer_id = customers.id AND quantity = 2) AS s FROM customers",
    "1 filters, sums",
  ],
  [
    "not exists",
    "SELECT name FROM customers c WHERE NOT EXISTS (SELECT 1 FROM orders o WHERE o.customer_id = c.id AND o.amount > 900)",
    "1 filters",
  ],
  ["read twice", "SELECT count(*) AS n FROM orders a JOIN orders b ON a.id = b.id WHERE a.quantity = 2", ""],
  [
    "a named query",
    "WITH big AS (SELECT customer_id, amount FROM orders WHERE amount > 800) SELECT c.country, sum(big.amount) AS total FROM big JOIN customers c ON c.id = big.customer_id GROUP BY c.country",
    "1 filters",
  ],
  [
    "sums inside a named query",
    "WITH t AS (SELECT customer_id, sum(amount) AS total FROM orders GROUP BY customer_id) SELECT c.country, max(t.total) AS best FROM t JOIN customers c ON c.id = t.customer_id GROUP BY c.country",
    "sums",
  ],
  [
    "a named query of the same name",
    "WITH orders AS (SELECT * FROM orders WHERE quantity = 1) SELECT count(*) AS n FROM orders",
    "",
  ],
  ["two branches", "SELECT id FROM orders WHERE quantity = 1 UNION ALL SELECT id FROM customers", "1 filters"],
  ["numbers beyond doubles", "SELECT id FROM orders WHERE amount < 12345678901234567890", ""],
  [
    "an alias that is also a column",
    "SELECT c.country AS status, sum(o.amount) AS amount FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY c.country ORDER BY amount",
    "sums",
  ],
  [
    "a ratio of sums",
    "SELECT c.country, round(sum(o.amount) / count(*), 2) AS each FROM orders o JOIN customers c ON o.customer_id = c.id GROUP BY c.country",
    "sums",
  ],
  [
    "two tables of one source",
    "SELECT p.Name, o.amount FROM orders o JOIN people p ON p.id = o.customer_id WHERE o.quantity = 4 AND p.town = 'Graz'",
    "2 filters, joined",
  ],
  [
    "two of one source and one that is here",
    "SELECT c.name, p.name AS person, o.amount FROM orders o JOIN customers c ON c.id = o.customer_id JOIN people p ON p.id = o.customer_id WHERE o.quantity > 4",
    "1 filters, joined",
  ],
  [
    "sums of two tables of one source",
    "SELECT c.country, p.town, sum(o.amount) AS total, count(*) FROM orders o JOIN people p ON p.id = o.customer_id JOIN customers c ON c.id = p.id WHERE o.status = 'paid' GROUP BY c.country, p.town HAVING count(*) > 1 ORDER BY total",
    "1 filters, sums, joined",
  ],
  [
    "three, tied by text",
    "SELECT t.size, count(o.id) AS n, max(p.name) AS last FROM towns t JOIN people p ON p.town = t.town JOIN orders o ON o.customer_id = p.id GROUP BY t.size ORDER BY n DESC LIMIT 3",
    "sums, joined",
  ],
  [
    "tied by WHERE",
    "SELECT town, sum(amount) AS total FROM orders, people, customers c WHERE people.id = customer_id AND c.id = people.id AND c.country = 'at' GROUP BY town",
    "sums, joined",
  ],
  [
    "below an outer join",
    "SELECT c.name, p.town, o.amount FROM customers c LEFT JOIN (orders o JOIN people p ON p.id = o.customer_id) ON c.id = o.customer_id AND o.quantity = 3",
    "joined",
  ],
  [
    "before an outer join",
    "SELECT p.town, c.name, o.amount FROM orders o JOIN people p ON p.id = o.customer_id LEFT JOIN customers c ON c.id = o.customer_id AND c.country = 'at' WHERE o.quantity = 3",
    "1 filters, joined",
  ],
  [
    "an outer join of two tables of one source",
    "SELECT p.name, o.amount FROM people p LEFT JOIN orders o ON p.id = o.customer_id WHERE p.town = 'Linz'",
    "1 filters",
  ],
  [
    "a join that repeats rows is made here",
    "SELECT p.name, o.amount, k.minutes FROM people p JOIN orders o ON p.id = o.customer_id JOIN calls k ON k.person = p.id WHERE p.town = 'Linz' AND o.quantity = 5",
    "1 filters; 1 filters",
  ],
  [
    "one that repeats rows is made there when added up",
    "SELECT p.town, count(*) AS n, sum(k.minutes) AS m FROM people p JOIN orders o ON p.id = o.customer_id JOIN calls k ON k.person = p.id GROUP BY p.town",
    "sums, joined",
  ],
  [
    "a filter that only this side can apply",
    "SELECT p.town, sum(o.amount) AS total FROM people p JOIN orders o ON p.id = o.customer_id WHERE lower(o.status) = 'paid' AND o.quantity < p.id GROUP BY p.town",
    "sums, joined",
  ],
  ["everything of two tables", "SELECT * FROM orders o JOIN people p ON p.id = o.customer_id", ""],
  [
    "an item without a name of its own",
    "SELECT o.amount * 2, p.town FROM orders o JOIN people p ON p.id = o.customer_id",
    "",
  ],
  [
    "a column that is called what the other's is",
    "SELECT o.id, p.id AS person, p.NAME FROM orders o JOIN people p ON p.id = o.customer_id ORDER BY o.id LIMIT 5000",
    "joined",
  ],
  [
    "a name of the list that is a column too",
    "SELECT p.town AS status, sum(o.amount) AS amount FROM orders o JOIN people p ON p.id = o.customer_id GROUP BY p.town ORDER BY amount",
    "sums, joined",
  ],
  [
    "a name of the list that is a column too, outside of ORDER BY",
    "SELECT p.town, o.quantity AS amount FROM orders o JOIN people p ON p.id = o.customer_id WHERE amount > 500",
    "1 filters",
  ],
  [
    "a subquery that keeps to itself",
    "SELECT p.town, o.amount FROM orders o JOIN people p ON p.id = o.customer_id WHERE o.customer_id IN (SELECT c.id + 1 FROM customers c)",
    "joined",
  ],
  [
    "a subquery that reaches out",
    "SELECT p.town, o.amount FROM orders o JOIN people p ON p.id = o.customer_id WHERE EXISTS (SELECT 1 FROM customers c WHERE c.id = o.customer_id)",
    "",
  ],
  [
    "a table read again elsewhere",
    "SELECT p.town, o.amount FROM orders o JOIN people p ON p.id = o.customer_id WHERE o.amount > (SELECT avg(amount) FROM orders)",
    "",
  ],
  [
    "inside a named query",
    "WITH t AS (SELECT p.id, sum(o.amount) AS total FROM orders o JOIN people p ON p.id = o.customer_id WHERE p.town = 'Graz' GROUP BY p.id) SELECT c.name, t.total FROM t JOIN customers c ON c.id = t.id",
    "1 filters, sums, joined",
  ],
  [
    "in two branches",
    "SELECT p.name, o.amount FROM orders o JOIN people p ON p.id = o.customer_id UNION ALL SELECT v.customer_id::VARCHAR, v.pages FROM visits v",
    "joined",
  ],
  [
    "no rows at all",
    "SELECT count(*) AS n, sum(o.amount) AS s FROM orders o JOIN people p ON p.id = o.customer_id WHERE p.town = 'nowhere'",
    "1 filters, sums, joined",
  ],
  [
    "nothing named but in the condition",
    "SELECT count(*) AS n FROM orders o JOIN people p ON p.id = o.customer_id",
    "sums, joined",
  ],
  [
    "a window",
    "SELECT o.id, rank() OVER (PARTITION BY p.town ORDER BY o.amount) AS place FROM orders o JOIN people p ON p.id = o.customer_id",
    "joined",
  ],
];

describe("a statement over tables of several sources", () => {
  let connection: DuckDBConnection;
  beforeAll(async () => {
    connection = await (await DuckDBInstance.create(":memory:")).connect();
    for (const sql of SETUP) await connection.run(sql);
  });
  afterAll(() => connection.closeSync());

  test.each(STATEMENTS)("%s: the same rows as with all tables at hand", async (_name, sql, left) => {
    await connection.run("CREATE OR REPLACE VIEW orders AS FROM far_orders");
    for (const name of ["visits", "people", "towns", "calls"]) {
      await connection.run(`CREATE OR REPLACE VIEW ${name} AS FROM far_${name}`);
    }
    const wanted = await rowsOf(sql);
    const split = splitDuckdb(await one("SELECT json_serialize_sql(CAST($1 AS VARCHAR))", sql), readBy(sql), TABLES);
    for (const fetch of split.fetches) {
      let { query } = fetch;
      for (const link of split.links.filter(({ table }) => table === fetch.table)) {
        const schema = link.joined === undefined ? EVERY_SCHEMA : joinedSchema(FAR_SCHEMA, link.joined);
        const reader = await connection.runAndReadAll(printSql(link.keys, schema, "duckdb"));
        query = withKeys(
          query,
          link,
          reader.getRows().map(([key]) => String(key)),
        );
      }
      const schema = fetch.joined === undefined ? FAR_SCHEMA : joinedSchema(FAR_SCHEMA, fetch.joined);
      const text = printSql(query, schema, "duckdb");
      await connection.run(`CREATE OR REPLACE TABLE landed_${fetch.table} AS ${text}`);
      await connection.run(`CREATE OR REPLACE VIEW ${fetch.table} AS FROM landed_${fetch.table}`);
    }
    const text =
      split.serialized === null ? sql : await one("SELECT json_deserialize_sql(CAST($1 AS JSON))", split.serialized);
    const given = await rowsOf(text);
    if (left !== "limit") expect(given).toEqual(wanted);
    expect(given.length).toBe(wanted.length);
    expect(split.fetches.map(told).filter(Boolean).join("; ")).toBe(left);
  });

  test.each<[string, string, readonly string[]]>([
    [
      "an inner join",
      "SELECT * FROM orders o JOIN customers c ON c.id = o.customer_id",
      ["orders.customer_id by customers"],
    ],
    [
      "a join by WHERE, both ways where both are elsewhere",
      "SELECT pages FROM orders, visits v WHERE v.customer_id = orders.customer_id",
      ["orders.customer_id by visits", "visits.customer_id by orders"],
    ],
    [
      "the side that an outer join fills",
      "SELECT c.name, o.id FROM customers c LEFT JOIN orders o ON o.customer_id = c.id AND o.quantity = 1",
      ["orders.customer_id by customers"],
    ],
    [
      "not the side that it keeps",
      "SELECT o.id, c.name FROM orders o LEFT JOIN customers c ON o.customer_id = c.id",
      [],
    ],
    ["not a full join", "SELECT o.id FROM orders o FULL JOIN customers c ON o.customer_id = c.id", []],
    [
      "not what only one branch asks",
      "SELECT o.id FROM orders o, customers c WHERE o.customer_id = c.id OR o.id = 1",
      [],
    ],
    ["not numbers and texts", "SELECT o.id FROM orders o, customers c WHERE o.customer_id = c.name", []],
    ["not a table read twice", "SELECT a.id FROM orders a, orders b, customers c WHERE a.customer_id = c.id", []],
    ["not an expression", "SELECT o.id FROM orders o, customers c WHERE o.customer_id = c.id + 1", []],
    ["not another comparison", "SELECT o.id FROM orders o, customers c WHERE o.customer_id >= c.id", []],
  ])("keys of another table: %s", async (_name, sql, expected) => {
    const { links } = splitDuckdb(
      await one("SELECT json_serialize_sql(CAST($1 AS VARCHAR))", sql),
      readBy(sql),
      TABLES,
    );
    expect(links.map(({ table, column, of }) => `${table}.${column.column} by ${of}`)).toEqual(expected);
  });

  const readBy = (sql: string) =>
    TABLES.map(({ name }) => name).filter((name) => new RegExp(`\\b${name}\\b`).test(sql));

  async function one(sql: string, value: string): Promise<string> {
    const reader = await connection.runAndReadAll(sql, [value]);
    return String(reader.getRows()[0]?.[0]);
  }

  /** Rows by column name, in no order; sums of doubles to a part in a billion. */
  async function rowsOf(sql: string): Promise<string[]> {
    const reader = await connection.runAndReadAll(sql);
    const names = reader.columnNames();
    return reader
      .getRowsJson()
      .map((row) => JSON.stringify(row.map((cell, i) => [names[i], rounded(cell)])))
      .sort();
  }

  const rounded = (cell: unknown): unknown => {
    const number = Number(cell);
    return cell === null || cell === "" || Number.isNaN(number) || typeof cell === "boolean"
      ? cell
      : number.toPrecision(9);
  };

  const told = ({ filters, isAggregated, query, joined }: ReturnType<typeof splitDuckdb>["fetches"][number]): string =>
    [
      filters > 0 ? `${filters} filters` : "",
      isAggregated ? "sums" : "",
      query.limit ? "limit" : "",
      joined ? "joined" : "",
    ]
      .filter(Boolean)
      .join(", ");
});
