import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ATTACKS } from "./fixtures/attacks.ts";
import { READS } from "./fixtures/reads.ts";
import { guardPostgres, judgePostgres } from "./guard-postgres.ts";

const policy = {
  tables: [
    { name: "customers", schema: "public", columns: [] },
    { name: "orders", schema: "public", columns: [] },
    { name: "Order Lines", schema: "public", columns: [] },
    { name: "sales.orders", schema: "sales", nativeName: "orders", columns: [] },
  ],
};

describe("our own corpus", () => {
  for (const [door, statements] of Object.entries(ATTACKS)) {
    test.each(statements)(`refuses ${door}: %s`, async (sql) => {
      expect((await guardPostgres(sql, policy)).isAllowed).toBe(false);
    });
  }
  for (const [kind, statements] of Object.entries(READS)) {
    test.each(statements)(`allows ${kind}: %s`, async (sql) => {
      expect(await guardPostgres(sql, policy)).toMatchObject({ isAllowed: true });
    });
  }
});

const WRAPPERS: Readonly<Record<string, (sql: string) => string>> = {
  "a derived table": (sql) => `SELECT * FROM (${sql}) t`,
  "a named query": (sql) => `WITH x AS (${sql}) SELECT 1`,
  "a named query inside another": (sql) => `WITH x AS (WITH y AS (${sql}) SELECT 1) SELECT * FROM x`,
  "a recursive named query": (sql) => `WITH RECURSIVE x AS (${sql}) SELECT 1`,
  "a scalar": (sql) => `SELECT (${sql})`,
  "an argument": (sql) => `SELECT coalesce(1, (${sql}))`,
  "a condition": (sql) => `SELECT 1 WHERE EXISTS (${sql})`,
  "a CASE in ORDER BY": (sql) => `SELECT id FROM orders ORDER BY CASE WHEN (${sql}) IS NULL THEN 1 END`,
  "a join condition": (sql) => `SELECT * FROM orders o JOIN customers c ON o.id IN (${sql})`,
  "the left of a union": (sql) => `(${sql}) UNION ALL TABLE orders`,
  "the right of a union": (sql) => `TABLE orders EXCEPT (${sql})`,
  "a lateral join": (sql) => `SELECT * FROM orders o, LATERAL (${sql}) x`,
  "an array": (sql) => `SELECT ARRAY(${sql})`,
  "a row": (sql) => `SELECT ROW(1, (${sql}))`,
  "a window frame": (sql) => `SELECT sum(id) OVER (ORDER BY id ROWS (${sql}) PRECEDING) FROM orders`,
  "a filter of an aggregate": (sql) => `SELECT count(*) FILTER (WHERE id IN (${sql})) FROM orders`,
  "a limit": (sql) => `SELECT 1 LIMIT (${sql})`,
  "a function in FROM": (sql) => `SELECT * FROM generate_series(1, (${sql})) x`,
  "a JSON constructor": (sql) => `SELECT json_object('a': (${sql}))`,
  "comments and a semicolon": (sql) => `/* SELECT 1 */ ${sql} -- SELECT 1\n;`,
  "an explanation": (sql) => `EXPLAIN ${sql}`,
};

describe("an attack wrapped in a read is still refused", () => {
  const statements = Object.values(ATTACKS)
    .flat()
    // LOAD 'x' inside an expression is a literal of a type called load.
    .filter((sql) => (/^\w+ /.test(sql) && !sql.startsWith("LOAD")) || sql.startsWith("("));

  test.each(Object.entries(WRAPPERS))("in %s", async (_name, wrap) => {
    const passed: string[] = [];
    for (const sql of statements) if ((await guardPostgres(wrap(sql), policy)).isAllowed) passed.push(wrap(sql));
    expect(passed).toEqual([]);
  });
});

interface CorpusLine {
  readonly id: string;
  readonly dialect: string;
  readonly sql: string;
  readonly expect: string;
}

const SHARED = new URL("../../../../../../shared/attacks/", import.meta.url);

const corpusLines = (file: string): CorpusLine[] =>
  readFileSync(new URL(file, SHARED), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line): CorpusLine => JSON.parse(line))
    .filter((line) => line.dialect === "postgres");

describe.skipIf(!existsSync(SHARED))("the shared corpus (skipped where ../shared/attacks is absent)", () => {
  const names = ["customers", "orders", "products", "events", "update", "employees", "v_orders", "mv_orders"];
  const shared = { tables: names.map((name) => ({ name, columns: [] })) };

  test("every attack that is not only a matter of time and memory is refused", async () => {
    const passed: string[] = [];
    for (const line of corpusLines("sql-attacks.jsonl").filter((row) => row.expect === "refuse")) {
      if ((await guardPostgres(line.sql, shared)).isAllowed) passed.push(line.id);
    }
    expect(passed).toEqual([]);
  });

  test("every legitimate read is allowed", async () => {
    const refused: string[] = [];
    for (const line of corpusLines("sql-legit.jsonl").filter((row) => row.expect === "allow")) {
      if (!(await guardPostgres(line.sql, shared)).isAllowed) refused.push(line.id);
    }
    expect(refused).toEqual([]);
  });

  test("every attack is refused where all tables may be read, but for those on tables alone", async () => {
    const lines = corpusLines("sql-attacks.jsonl").filter((row) => row.expect === "refuse");
    const passed: string[] = [];
    for (const { sql } of lines) {
      const { isAllowed } = await guardPostgres(sql, { tables: [], allTables: true });
      if (isAllowed) passed.push(sql);
    }
    expect(passed.filter((sql) => !/\b(secrets|v_side|audit)\b/i.test(sql))).toEqual([]);
  });
});

describe("what a refusal tells", () => {
  test.each([
    ["the table meant", "SELECT * FROM ordres", "table-not-allowed", /Did you mean orders/, 14],
    ["the function meant", "SELECT cuont(id) FROM orders", "function-not-allowed", /Did you mean count/, 7],
    ["that only one statement runs", "SELECT 1; DROP TABLE orders", "one-statement", /one statement/, 10],
    ["what the statement is", "DROP TABLE orders", "select-only", /drop/, 0],
    [
      "that writing hides inside",
      "WITH a AS (DELETE FROM orders RETURNING 1) SELECT 1",
      "select-only",
      /change data/,
      undefined,
    ],
    ["the word that did not parse", "SELECT é FROM x WHER y", "syntax", /at or near "y"/, 21],
    ["UTF-16 places after other alphabets", "SELECT '🦆é', cuont(1)", "function-not-allowed", /count/, 14],
    ["a parameter without value", "SELECT $1", "parameter-without-value", /\$1/, 7],
    ["a system table", "SELECT * FROM pg_class", "table-not-allowed", /database itself/, 14],
    ["a lock", "SELECT 1 FROM orders FOR UPDATE", "lock-not-allowed", /FOR UPDATE/, undefined],
    ["a new table", "SELECT 1 INTO x", "into-not-allowed", /INTO/, 14],
  ])("%s: %s", async (_name, sql, rule, message, position) => {
    const verdict = await guardPostgres(sql, policy);
    const refusal = verdict.isAllowed ? undefined : verdict.refusal;
    expect(refusal).toMatchObject({ rule, message: expect.stringMatching(message) });
    expect(refusal?.position).toBe(position);
  });
});

describe("which tables a statement reads", () => {
  test.each([
    ["plain names", "SELECT * FROM orders o, customers, orders", ["orders", "customers"]],
    ["qualified names", "SELECT * FROM public.orders JOIN sales.orders s USING (id)", ["orders", "sales.orders"]],
    ["none for named queries", "WITH x AS (SELECT 1) SELECT * FROM x", []],
  ])("%s", async (_name, sql, tables) => {
    expect(await guardPostgres(sql, policy)).toEqual({ isAllowed: true, tables });
  });

  test("and where it names them", async () => {
    const judged = await judgePostgres("SELECT 'é' FROM orders, sales.orders", policy);
    expect("references" in judged && judged.references).toMatchObject([
      { at: 17, isQualified: false, table: { name: "orders" } },
      { at: 25, isQualified: true, table: { name: "sales.orders" } },
    ]);
  });

  test("with all tables allowed, the policy only lends names", async () => {
    const verdict = await guardPostgres("SELECT * FROM anything.at_all", { tables: [], allTables: true });
    expect(verdict).toEqual({ isAllowed: true, tables: ["anything.at_all"] });
  });
});

describe("is total", () => {
  test("any text gets a verdict", async () => {
    const piece = fc.constantFrom(
      "SELECT",
      "FROM",
      "orders",
      "(",
      ")",
      ",",
      "'",
      '"',
      "$$",
      "/*",
      "*/",
      "--",
      "\n",
      ";",
      "1",
      "é",
      "WITH",
      "AS",
      "::",
      "[",
      "U&",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(" ")),
    );
    await fc.assert(
      fc.asyncProperty(text, async (sql) => {
        expect(typeof (await guardPostgres(sql, policy)).isAllowed).toBe("boolean");
      }),
      { numRuns: 500 },
    );
  });

  test("texts too deep for the parser are refused, however often, and the next one is judged", async () => {
    const deep = [
      `SELECT 1${"+1".repeat(50_000)}`,
      `SELECT ${"(".repeat(50_000)}1`,
      `SELECT 1${" UNION SELECT 1".repeat(20_000)}`,
      `${"SELECT * FROM (".repeat(20_000)}`,
    ];
    for (let i = 0; i < 25; i++) {
      for (const sql of deep) expect((await guardPostgres(sql, policy)).isAllowed).toBe(false);
    }
    expect((await guardPostgres("SELECT * FROM orders", policy)).isAllowed).toBe(true);
  });

  test("long statements are judged, and longer ones refused", async () => {
    const list = Array.from({ length: 20_000 }, (_, i) => `'${i}'`).join(", ");
    expect((await guardPostgres(`SELECT * FROM orders WHERE status IN (${list})`, policy)).isAllowed).toBe(true);
    const longer = await guardPostgres(`SELECT '${"x".repeat(500_001)}'`, policy);
    expect(longer).toMatchObject({ refusal: { rule: "too-long" } });
  });
});
