import { existsSync, readFileSync } from "node:fs";
import type { GuardPolicy } from "@parlance/core";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ATTACKS } from "./fixtures/attacks.ts";
import { READS } from "./fixtures/reads.ts";
import { guardTrino } from "./guard-trino.ts";
import { withoutFinalSemicolon } from "./scan.ts";

const TABLES = ["customers", "orders", "order lines", "events", "satış"];
const POLICY: GuardPolicy = { tables: TABLES.map((name) => ({ name, schema: "shop", columns: [] })) };
const HOME = { catalog: "memory", schema: "shop" };

const judge = (sql: string) => guardTrino(sql, POLICY, HOME);

describe("our own corpus", () => {
  for (const [door, statements] of Object.entries(ATTACKS)) {
    test.each(statements)(`refuses ${door}: %s`, async (sql) => {
      expect(await judge(sql)).toMatchObject({ isAllowed: false });
    });
  }

  for (const [kind, statements] of Object.entries(READS)) {
    test.each(statements)(`allows ${kind}: %s`, async (sql) => {
      expect(await judge(sql)).toMatchObject({ isAllowed: true });
    });
  }
});

const WRAPPERS: Readonly<Record<string, (sql: string) => string>> = {
  "a derived table": (sql) => `SELECT * FROM (${sql}) t`,
  "a named query": (sql) => `WITH x AS (${sql}) SELECT 1`,
  "a named query inside another": (sql) => `WITH x AS (WITH y AS (${sql}) SELECT 1) SELECT * FROM x`,
  "a scalar": (sql) => `SELECT (${sql})`,
  "an argument": (sql) => `SELECT coalesce(1, (${sql}))`,
  "a condition": (sql) => `SELECT 1 WHERE EXISTS (${sql})`,
  "a CASE in ORDER BY": (sql) => `SELECT id FROM orders ORDER BY CASE WHEN (${sql}) IS NULL THEN 1 END`,
  "a join condition": (sql) => `SELECT * FROM orders o JOIN customers c ON o.id IN (${sql})`,
  "the left of a union": (sql) => `(${sql}) UNION ALL (TABLE orders)`,
  "the right of a union": (sql) => `(TABLE orders) EXCEPT (${sql})`,
  "a recursive query": (sql) => `WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL (SELECT n FROM r, (${sql}))) TABLE r`,
  "a lateral join": (sql) => `SELECT * FROM orders o CROSS JOIN LATERAL (${sql})`,
  "a lambda": (sql) => `SELECT transform(ARRAY[1], x -> x + (${sql}))`,
  "a plan": (sql) => `EXPLAIN ${sql}`,
  "a measure": (sql) =>
    `SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY id MEASURES (${sql}) AS m PATTERN (A) DEFINE A AS true)`,
  "a window frame": (sql) => `SELECT sum(id) OVER (ORDER BY id ROWS (${sql}) PRECEDING) FROM orders`,
  "a filter of an aggregate": (sql) => `SELECT count(*) FILTER (WHERE id IN (${sql})) FROM orders`,
  "comments and a semicolon": (sql) => `/* SELECT 1 */ ${sql} -- SELECT 1\n;`,
};

describe("an attack wrapped in a read is still refused", () => {
  const statements = Object.values(ATTACKS)
    .flat()
    .filter((sql) => /^\w+ /.test(sql) || sql.startsWith("("));

  test.each(Object.entries(WRAPPERS))("in %s", async (_name, wrap) => {
    const passed: string[] = [];
    for (const sql of statements) if ((await judge(wrap(sql))).isAllowed) passed.push(wrap(sql));
    expect(passed).toEqual([]);
  });
});

interface CorpusLine {
  readonly id: string;
  readonly dialect: string;
  readonly sql: string;
  readonly expect: "refuse" | "refuse_or_bound" | "either" | "allow" | "policy";
}

const SHARED = new URL("../../../../../../shared/attacks/", import.meta.url);

/** Lines are JSON of the shape above; the corpus README gives it. */
const corpusLines = (file: string): CorpusLine[] =>
  readFileSync(new URL(file, SHARED), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): CorpusLine => JSON.parse(line))
    .filter((line) => line.dialect === "trino");

describe.skipIf(!existsSync(SHARED))("the shared corpus (skipped where ../shared/attacks is absent)", () => {
  const names = ["orders", "customers", "update", "a", "b"];
  const policies: Readonly<Record<string, GuardPolicy>> = {
    "a list of tables": { tables: names.map((name) => ({ name, columns: [] })) },
    "every table": { tables: [], allTables: true },
  };
  /** Plain reads of other tables: only a list of tables refuses them. */
  const matterOfTables = new Set(["tr-057"]);

  test.each(Object.entries(policies))("refuses every attack, given %s", async (_name, policy) => {
    const passed: string[] = [];
    for (const line of corpusLines("sql-attacks.jsonl").filter((row) => row.expect === "refuse")) {
      if (policy.allTables && matterOfTables.has(line.id)) continue;
      if ((await guardTrino(line.sql, policy)).isAllowed) passed.push(line.id);
    }
    expect(passed).toEqual([]);
  });

  test.each(Object.entries(policies))("allows every legitimate read, given %s", async (_name, policy) => {
    const refused: string[] = [];
    for (const line of corpusLines("sql-legit.jsonl").filter((row) => row.expect === "allow")) {
      const verdict = await guardTrino(line.sql, policy);
      if (!verdict.isAllowed) refused.push(`${line.id} ${verdict.refusal.message}`);
    }
    expect(refused).toEqual([]);
  });
});

describe("what a refusal tells", () => {
  test.each([
    ["the table meant", "SELECT * FROM ordres", "table-not-allowed", /Did you mean shop\.orders/, 14],
    ["the schema meant", "SELECT * FROM sales.orders", "table-not-allowed", /Did you mean shop\.orders/, 14],
    ["the tables there are", "SELECT * FROM zebra", "table-not-allowed", /It has: shop\.customers, shop\.orders/, 14],
    ["the function meant", "SELECT cuont(id) FROM orders", "function-not-allowed", /Did you mean count/, 7],
    ["the second statement", "SELECT 1 ; DROP TABLE orders", "one-statement", /Only one statement/, 11],
    ["what writing is", "/* x */ DELETE FROM orders", "select-only", /change data/, 8],
    ["a table function", "SELECT * FROM TABLE(system.query('x'))", "table-function-not-allowed", /as a table/, 20],
    ["UTF-16 places after other alphabets", "SELECT '🦆é', cuont(1)", "function-not-allowed", /count/, 14],
    ["where reading stopped", "SELECT '🦆' x y\n  FROM orders", "syntax", /"y" is not valid/, 14],
    ["that the end is missing", "SELECT 1 FROM orders WHERE", "syntax", /not complete/, 26],
    ["a parameter without value", "SELECT ?", "parameter-without-value", /no value/, 7],
    ["a declared function", "WITH FUNCTION f() RETURNS int RETURN 1 SELECT f()", "part-not-allowed", /declared/, 0],
    ["a hidden column", 'SELECT "$path" FROM orders', "part-not-allowed", /\$path/, 7],
    ["a deep statement", `SELECT ${"(".repeat(900)}1${")".repeat(900)}`, "too-deep", /nested/, undefined],
    [
      "a deep CASE",
      `SELECT ${"CASE WHEN 1 = 1 THEN ".repeat(900)}1${" END".repeat(900)}`,
      "too-deep",
      /nested/,
      undefined,
    ],
    ["a CASE without an end", `SELECT ${"CASE WHEN 1 = 1 THEN ".repeat(900)}1`, "too-deep", /nested/, undefined],
    ["a deep lambda", `SELECT transform(tags, ${"x -> ".repeat(900)}1) FROM orders`, "too-deep", /nested/, undefined],
  ])("%s: %s", async (_name, sql, rule, message, position) => {
    const verdict = await judge(sql);
    const refusal = verdict.isAllowed ? undefined : verdict.refusal;
    expect(refusal).toMatchObject({ rule, message: expect.stringMatching(message) });
    expect(refusal?.position).toBe(position);
  });

  it("names the tables a statement reads", async () => {
    const verdict = await judge("SELECT * FROM Orders o, memory.shop.customers, orders");
    expect(verdict).toEqual({ isAllowed: true, tables: ["shop.orders", "shop.customers"] });
  });

  it("lets a listed column have a name like a hidden one", async () => {
    const policy: GuardPolicy = { tables: [{ name: "orders", columns: ["$path"] }] };
    expect(await guardTrino('SELECT "$path" FROM orders', policy)).toMatchObject({ isAllowed: true });
  });

  it("compares a name in full where the session is known", async () => {
    const policy: GuardPolicy = { tables: [{ name: "orders", schema: "shop", columns: [] }] };
    const sql = "SELECT * FROM orders";
    expect((await guardTrino(sql, policy, { catalog: "memory", schema: "shop" })).isAllowed).toBe(true);
    expect((await guardTrino(sql, policy, { catalog: "memory", schema: "hr" })).isAllowed).toBe(false);
    expect((await guardTrino(sql, policy, { catalog: "memory" })).isAllowed).toBe(false);
  });
});

describe("mutations", () => {
  const words = [
    "SELECT",
    "FROM",
    "secrets",
    "orders",
    "(",
    ")",
    ",",
    ";",
    "'",
    '"',
    "--",
    "/*",
    "*/",
    "WITH",
    "TABLE",
    "x",
    ".",
    "AS",
  ];
  const reads = Object.values(READS).flat();

  it("is total: any text gets a verdict", async () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "grapheme" }),
      fc.array(fc.constantFrom(...words)).map((w) => w.join(" ")),
    );
    await fc.assert(
      fc.asyncProperty(text, async (sql) => {
        expect(typeof (await judge(sql)).isAllowed).toBe("boolean");
      }),
      { numRuns: 150 },
    );
  });

  it("a read cut, doubled or sprinkled with words never reads a table that is not listed", async () => {
    const mutated = fc
      .tuple(
        fc.constantFrom(...reads),
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...words, " secrets ", ", secrets ", "(TABLE secrets)"),
      )
      .map(([sql, from, length, word]) => {
        const at = from % (sql.length + 1);
        return `${sql.slice(0, at)} ${word} ${sql.slice(at + (length % 6))}`;
      });
    await fc.assert(
      fc.asyncProperty(mutated, async (sql) => {
        const verdict = await judge(sql);
        if (!verdict.isAllowed) return;
        for (const table of verdict.tables) expect(TABLES.map((name) => `shop.${name}`)).toContain(table);
      }),
      { numRuns: 300 },
    );
  });
});

test.each([
  ["SELECT 1;", "SELECT 1 "],
  ["SELECT ';'", "SELECT ';'"],
  ["SELECT 1 ; -- the end;", "SELECT 1   -- the end;"],
  ['SELECT 1 AS ";"', 'SELECT 1 AS ";"'],
])("the protocol gets no semicolon: %s", (sql, sent) => {
  expect(withoutFinalSemicolon(sql)).toBe(sent);
});
