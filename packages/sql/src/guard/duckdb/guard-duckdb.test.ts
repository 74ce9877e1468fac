import { existsSync, readFileSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import type { GuardPolicy, GuardVerdict } from "@parlance/core";
import fc from "fast-check";
import { beforeAll, describe, expect, it, test } from "vitest";
import { planDynamicPivot } from "./dynamic-pivot.ts";
import { ATTACKS } from "./fixtures/attacks.ts";
import { READS } from "./fixtures/reads.ts";
import { guardDuckdb } from "./guard-duckdb.ts";
import { judgeDuckdb } from "./judge.ts";
import { restrictDuckdb } from "./restrict-duckdb.ts";

const policyFor = (...names: string[]): GuardPolicy => ({ tables: names.map((name) => ({ name, columns: [] })) });

interface Engine {
  check(sql: string): Promise<GuardVerdict>;
  readTexts(sql: string): Promise<readonly string[]>;
  run(sql: string): Promise<unknown>;
}

async function openEngine(tables: string, policy: GuardPolicy): Promise<Engine> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  await connection.run(tables);
  const texts = async (sql: string) => (await connection.runAndReadAll(sql)).getRows().map((row) => String(row[0]));
  return {
    readTexts: texts,
    run: (sql) => connection.runAndReadAll(sql),
    check: async (sql) => {
      const statement = await connection.prepare("SELECT json_serialize_sql(?::VARCHAR)");
      statement.bindVarchar(1, sql);
      return judgeDuckdb(String((await statement.runAndReadAll()).getRows()[0]?.[0]), sql, policy);
    },
  };
}

describe("our own corpus", () => {
  const policy = policyFor("customers", "orders", "order lines", "events", "satış");
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine(readFileSync(new URL("./fixtures/tables.sql", import.meta.url), "utf8"), policy);
  });

  for (const [door, statements] of Object.entries(ATTACKS)) {
    test.each(statements)(`refuses ${door}: %s`, async (sql) => {
      const { verdict } = await guardDuckdb(sql, engine);
      expect(verdict.isAllowed).toBe(false);
    });
  }

  for (const [kind, statements] of Object.entries(READS)) {
    test.each(statements)(`allows ${kind}, and the engine runs it: %s`, async (sql) => {
      const guarded = await guardDuckdb(sql, engine);
      expect(guarded.verdict).toMatchObject({ isAllowed: true });
      await engine.run(guarded.sql);
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
  "a CASE in ORDER BY": (sql) => `FROM orders ORDER BY CASE WHEN (${sql}) IS NULL THEN 1 END`,
  "a join condition": (sql) => `SELECT * FROM orders o JOIN customers c ON o.id IN (${sql})`,
  "the left of a union": (sql) => `(${sql}) UNION ALL BY NAME (FROM orders)`,
  "the right of a union": (sql) => `(FROM orders) EXCEPT (${sql})`,
  "a recursive query": (sql) => `WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL (SELECT n FROM r, (${sql}))) FROM r`,
  "a summary": (sql) => `SUMMARIZE ${sql}`,
  "a description": (sql) => `SELECT * FROM (DESCRIBE ${sql})`,
  "a pivot": (sql) => `PIVOT (${sql}) ON 1 IN (1) USING count(*)`,
  "a dynamic pivot": (sql) => `PIVOT (${sql}) ON status USING count(*)`,
  "a lateral join": (sql) => `FROM orders o, LATERAL (${sql})`,
  "a struct in a list": (sql) => `SELECT [{'a': (${sql})}]`,
  "a window frame": (sql) => `SELECT sum(id) OVER (ORDER BY id ROWS (${sql}) PRECEDING) FROM orders`,
  "a filter of an aggregate": (sql) => `SELECT count(*) FILTER (id IN (${sql})) FROM orders`,
  "comments and a semicolon": (sql) => `/* SELECT 1 */ ${sql} -- SELECT 1\n;`,
};

describe("an attack wrapped in a read is still refused", () => {
  const policy = policyFor("customers", "orders", "order lines", "events", "satış");
  const statements = Object.values(ATTACKS)
    .flat()
    // A single word such as COMMIT becomes the name of a column, and "" nothing at all.
    .filter((sql) => /^\w+ /.test(sql) || sql.startsWith("("));
  let engine: Awaited<ReturnType<typeof openEngine>>;
  beforeAll(async () => {
    engine = await openEngine(readFileSync(new URL("./fixtures/tables.sql", import.meta.url), "utf8"), policy);
  });

  test.each(Object.entries(WRAPPERS))("in %s", async (_name, wrap) => {
    const passed: string[] = [];
    for (const sql of statements) if ((await guardDuckdb(wrap(sql), engine)).verdict.isAllowed) passed.push(wrap(sql));
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
    .filter((line) => line.dialect === "duckdb");

describe.skipIf(!existsSync(SHARED))("the shared corpus (skipped where ../shared/attacks is absent)", () => {
  const policy = policyFor("customers", "orders", "products", "events", "update", "employees", "v_orders");
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine(readFileSync(new URL("fixtures/duckdb.sql", SHARED), "utf8"), policy);
  });

  it("refuses every attack that is not only a matter of time and memory", async () => {
    const passed: string[] = [];
    for (const line of corpusLines("sql-attacks.jsonl").filter((row) => row.expect === "refuse")) {
      const { verdict } = await guardDuckdb(line.sql, engine);
      if (verdict.isAllowed) passed.push(line.id);
    }
    expect(passed).toEqual([]);
  });

  it("runs every legitimate read", async () => {
    const refused: string[] = [];
    for (const line of corpusLines("sql-legit.jsonl").filter((row) => row.expect === "allow")) {
      const guarded = await guardDuckdb(line.sql, engine);
      if (!guarded.verdict.isAllowed) refused.push(`${line.id} ${guarded.verdict.refusal.message}`);
      else await engine.run(guarded.sql);
    }
    expect(refused).toEqual([]);
  });
});

describe("what a refusal tells", () => {
  const policy = policyFor("orders", "customers");
  let engine: Engine;
  beforeAll(async () => {
    engine = await openEngine(
      "CREATE TABLE orders(id INTEGER, status VARCHAR); CREATE TABLE customers(id INTEGER)",
      policy,
    );
  });

  test.each([
    ["the table meant", "SELECT * FROM ordres", "table-not-allowed", /Did you mean orders/, 14],
    ["the tables there are", "SELECT * FROM zebra", "table-not-allowed", /It has: orders, customers/, 14],
    ["the function meant", "SELECT cuont(id) FROM orders", "function-not-allowed", /Did you mean count/, 7],
    ["the second statement", "SELECT 1 ; DROP TABLE orders", "one-statement", /Only one statement/, 11],
    ["what writing is", "DELETE FROM orders", "select-only", /change data/, 0],
    ["the word that did not parse", "SELEC 1", "syntax", /syntax error/, 0],
    ["UTF-16 places after other alphabets", "SELECT '日本é', cuont(1)", "function-not-allowed", /count/, 14],
    ["a parameter without value", "SELECT $1", "parameter-without-value", /\$1/, undefined],
  ])("%s: %s", async (_name, sql, rule, message, position) => {
    const { verdict } = await guardDuckdb(sql, engine);
    const refusal = verdict.isAllowed ? undefined : verdict.refusal;
    expect(refusal).toMatchObject({ rule, message: expect.stringMatching(message) });
    expect(refusal?.position).toBe(position);
  });

  it("names the tables a statement reads", async () => {
    const { verdict } = await guardDuckdb("SELECT * FROM Orders o, (FROM customers), orders", engine);
    expect(verdict).toEqual({ isAllowed: true, tables: ["orders", "customers"] });
  });

  it("does not read the values of a PIVOT when nothing may run", async () => {
    const guarded = await guardDuckdb("PIVOT orders ON status USING count(*)", { check: engine.check });
    expect(guarded.verdict.isAllowed).toBe(true);
  });

  it("is total: any JSON and any SQL get a verdict", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "grapheme" }),
      fc.constantFrom("PIVOT a ON b", "SELECT '", "/* /*", "$$"),
    );
    const tree = fc.json().map((json) => `{"error":false,"statements":[${json}]}`);
    fc.assert(
      fc.property(fc.oneof(tree, fc.json(), fc.string()), text, (serialized, sql) => {
        expect(typeof judgeDuckdb(serialized, sql, policy).isAllowed).toBe("boolean");
      }),
    );
  });

  it("finds no PIVOT and no endless loop in any text", () => {
    const piece = fc.constantFrom(
      "PIVOT",
      " orders ",
      "ON",
      "IN",
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
      "x",
      "1",
      "é",
      "WITH",
      "USING",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const plan = planDynamicPivot(pieces.join(""));
        expect(plan === null || typeof plan.withValues(plan.valueQueries.map(() => ["v"])) === "string").toBe(true);
      }),
    );
  });

  it("takes long statements in its stride, and refuses longer ones", async () => {
    const list = Array.from({ length: 20_000 }, (_, i) => `'${i}'`).join(", ");
    const long = await guardDuckdb(`SELECT * FROM orders WHERE status IN (${list})`, engine);
    expect(long.verdict.isAllowed).toBe(true);
    const longer = await guardDuckdb(`SELECT '${"x".repeat(500_001)}'`, engine);
    expect(longer.verdict).toMatchObject({ refusal: { rule: "too-long" } });
    const deep = await guardDuckdb(`${"SELECT * FROM (".repeat(900)}SELECT 1${")".repeat(900)}`, engine);
    expect(deep.verdict.isAllowed).toBe(false);
  });

  it("never has the engine read what is too long", async () => {
    const serialize = () => Promise.reject(new Error("asked"));
    const { verdict } = await restrictDuckdb(`SELECT ${"1,".repeat(300_000)}1`, policy, serialize);
    expect(verdict).toMatchObject({ refusal: { rule: "too-long" } });
  });

  test.each(["", "null", "[]", "{}", "{", '{"error":false}', '{"error":false,"statements":{}}', '{"error":"false"}'])(
    "parser output that is not what it should be is refused: %s",
    (serialized) => expect(judgeDuckdb(serialized, "SELECT 1", policy).isAllowed).toBe(false),
  );
});
