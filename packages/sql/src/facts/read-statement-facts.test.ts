import type { Dialect } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { readStatementFacts } from "./read-statement-facts.ts";
import type { StatementFacts } from "./statement-facts.ts";

const read = (sql: string, dialect: Dialect = "duckdb"): StatementFacts => {
  const facts = readStatementFacts(sql, dialect);
  if (facts === null) throw new Error(`Nothing was read from ${sql}`);
  return facts;
};
const cut = (sql: string, { start, end }: { start: number; end: number }): string => sql.slice(start, end);

describe("the tables of a statement", () => {
  test.each<[string, string, Dialect, (string | null)[]]>([
    ["one", "SELECT 1 FROM orders", "duckdb", ["orders/orders"]],
    ["another name", "SELECT 1 FROM orders AS o", "duckdb", ["orders/o"]],
    ["a quoted name", 'SELECT 1 FROM "order lines" l', "postgres", ["order lines/l"]],
    ["a backtick name", "SELECT 1 FROM `order lines`", "mysql", ["order lines/order lines"]],
    ["a schema", "SELECT 1 FROM sales.orders o", "trino", ["orders/o"]],
    ["joined", "SELECT 1 FROM a JOIN b ON a.x = b.y LEFT JOIN c ON c.x = b.x", "duckdb", ["a/a", "b/b", "c/c"]],
    ["a comma", "SELECT 1 FROM a, b WHERE a.x = b.y", "duckdb", ["a/a", "b/b"]],
    ["a query in brackets", "SELECT 1 FROM (SELECT * FROM a) t JOIN b ON t.x = b.x", "duckdb", ["null/t", "b/b"]],
    ["a call", "SELECT 1 FROM range(10)", "duckdb", ["null/range"]],
    ["after WITH", "WITH a AS (SELECT 1 FROM z) SELECT 1 FROM a", "duckdb", ["a/a"]],
  ])("%s", (_name, sql, dialect, expected) => {
    expect(read(sql, dialect).tables.map((table) => `${table.name}/${table.alias}`)).toEqual(expected);
  });
});

describe("joins", () => {
  test.each<[string, string, string, string[], boolean]>([
    ["by one pair", "FROM a JOIN b ON a.x = b.y", "inner", ["a.x=b.y"], true],
    ["by two pairs", "FROM a LEFT JOIN b ON a.x = b.y AND b.z = a.z", "left", ["a.x=b.y", "b.z=a.z"], true],
    ["by a common name", "FROM a FULL JOIN b USING (id)", "full", ["a.id=b.id"], true],
    ["with more in it", "FROM a JOIN b ON a.x = b.y AND b.kind = 'k'", "inner", ["a.x=b.y"], false],
    ["by nothing", "FROM a CROSS JOIN b", "cross", [], false],
  ])("%s", (_name, from, kind, on, isOnly) => {
    const [join] = read(`SELECT 1 ${from}`).joins;
    const pairs = join?.on.map(({ left, right }) =>
      [left, right].map((column) => `${column.qualifier}.${column.name}`).join("="),
    );
    expect({ kind: join?.kind, pairs, isOnly: join?.isOnlyEqualities }).toEqual({ kind, pairs: on, isOnly });
  });

  test("a prefix of FROM can be cut out at a join's end", () => {
    const sql = "SELECT SUM(a.v) FROM a JOIN b ON a.x = b.y JOIN c ON c.i = b.i WHERE a.v > 1";
    const facts = read(sql);
    expect(sql.slice(facts.from?.start, facts.joins[0]?.end)).toBe("a JOIN b ON a.x = b.y");
  });
});

describe("conditions", () => {
  test.each<[string, string, string[]]>([
    ["none", "SELECT 1 FROM t", []],
    ["one", "SELECT 1 FROM t WHERE a = 'x'", ["a = 'x'"]],
    ["joined by AND", "SELECT 1 FROM t WHERE a = 'x' AND b > 3 GROUP BY c", ["a = 'x'", "b > 3"]],
    ["BETWEEN keeps its AND", "SELECT 1 FROM t WHERE a BETWEEN 1 AND 2 AND b = 1", ["a BETWEEN 1 AND 2", "b = 1"]],
    ["OR is one", "SELECT 1 FROM t WHERE a = 1 OR b = 2", ["a = 1 OR b = 2"]],
    ["OR in brackets", "SELECT 1 FROM t WHERE (a = 1 OR b = 2) AND c = 3", ["(a = 1 OR b = 2)", "c = 3"]],
    [
      "CASE keeps its AND",
      "SELECT 1 FROM t WHERE CASE WHEN a = 1 AND b = 2 THEN TRUE END AND c = 3",
      ["CASE WHEN a = 1 AND b = 2 THEN TRUE END", "c = 3"],
    ],
    ["AND in a text", "SELECT 1 FROM t WHERE a = 'x AND y'", ["a = 'x AND y'"]],
    ["a comment", "SELECT 1 FROM t WHERE a = 1 -- AND b = 2\n AND c = 3", ["a = 1", "c = 3"]],
  ])("%s", (_name, sql, expected) => {
    expect(read(sql).conditions.map((condition) => cut(sql, condition))).toEqual(expected);
  });

  test.each<[string, string, object]>([
    ["equal", "region = 'East'", { operator: "=", isNegated: false, literals: ["East"] }],
    ["not equal", "region <> 'East'", { operator: "!=", isNegated: true, literals: ["East"] }],
    ["a list", "region IN ('East', 'West')", { operator: "in", isNegated: false, literals: ["East", "West"] }],
    ["not in a list", "region NOT IN ('East')", { operator: "in", isNegated: true, literals: ["East"] }],
    ["a date", "placed >= DATE '2025-01-01'", { operator: ">=", isNegated: false, literals: ["2025-01-01"] }],
    ["through a function", "LOWER(name) LIKE '%x%'", { operator: "like", isNegated: false, literals: ["%x%"] }],
    ["missing", "name IS NOT NULL", { operator: "null", isNegated: true, literals: [] }],
    ["two columns", "a = b", { operator: null, isNegated: false, literals: [] }],
    ["a query", "a IN (SELECT 'x')", { operator: null, isNegated: false, literals: [] }],
  ])("%s", (_name, where, expected) => {
    const [condition] = read(`SELECT 1 FROM t WHERE ${where}`).conditions;
    expect({
      operator: condition?.operator,
      isNegated: condition?.isNegated,
      literals: condition?.literals.map((literal) => literal.value),
    }).toEqual(expected);
  });
});

describe("aggregates", () => {
  test.each<[string, string, string[]]>([
    ["a sum", "SELECT SUM(o.amount) FROM o", ["sum:o.amount"]],
    ["a count of rows", "SELECT COUNT(*) FROM o", ["count:"]],
    ["distinct", "SELECT COUNT(DISTINCT o.id) FROM o", ["count distinct:o.id"]],
    ["of an expression", "SELECT SUM(o.price * o.n) FROM o", ["sum:o.price,o.n"]],
    ["not over a window", "SELECT SUM(o.n) OVER () FROM o", []],
    ["not of an inner query", "SELECT (SELECT MAX(x) FROM b) FROM o", []],
    ["in HAVING", "SELECT g FROM o GROUP BY g HAVING AVG(n) > 3", ["avg:null.n"]],
  ])("%s", (_name, sql, expected) => {
    const told = read(sql).aggregates.map(
      ({ fn, isDistinct, columns }) =>
        `${fn}${isDistinct ? " distinct" : ""}:${columns.map((c) => `${c.qualifier}.${c.name}`).join(",")}`,
    );
    expect(told).toEqual(expected);
  });
});

test("texts that must be there are found at any depth, those after NOT IN are not among them", () => {
  const sql =
    "WITH a AS (SELECT * FROM t WHERE t.x = 'one') SELECT 1 FROM a WHERE y IN ('two', 'three') AND z NOT IN ('four')";
  expect(read(sql).sought.map(({ column, text }) => `${column.name}=${text}`)).toEqual(["x=one", "y=two", "y=three"]);
  expect(read(sql).withNames).toEqual(["a"]);
});

test("items know their expression and their name", () => {
  const sql = "SELECT region, SUM(n) AS total, CAST(d AS DATE) month FROM t GROUP BY region, CAST(d AS DATE) LIMIT 5";
  const facts = read(sql);
  expect(facts.items.map((item) => [cut(sql, item.expr), item.alias, item.isAggregate])).toEqual([
    ["region", null, false],
    ["SUM(n)", "total", true],
    ["CAST(d AS DATE)", "month", false],
  ]);
  expect(facts.groupBy.map((place) => cut(sql, place))).toEqual(["region", "CAST(d AS DATE)"]);
  expect(facts.limit).toBe(5);
});

test.each<[string, string, Dialect]>([
  ["an open quote", "SELECT 'a FROM t", "duckdb"],
  ["an open bracket", "SELECT (1 FROM t", "duckdb"],
  ["no SELECT", "SHOW TABLES", "mysql"],
  ["no SQL", '{"find": "orders"}', "mongodb"],
])("nothing is read from %s", (_name, sql, dialect) => {
  expect(readStatementFacts(sql, dialect)).toBeNull();
});

test("combined SELECTs are known as such", () => {
  expect(read("SELECT a FROM t UNION SELECT b FROM u")).toMatchObject({ isSet: true, tables: [{ name: "t" }] });
});
