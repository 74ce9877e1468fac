import fc from "fast-check";
import sqlite from "node-sqlite3-wasm";
import { describe, expect, it, test } from "vitest";
import { DIALECT_CASES } from "../../print/fixtures/dialect-cases.ts";
import { SCHEMA } from "../../print/fixtures/dialect-data.ts";
import { printSql } from "../../print/index.ts";
import { CORPUS_TABLES, corpusLines, HAS_CORPUS, policyOf } from "../fixtures/corpus.ts";
import { respaced } from "../fixtures/mutations.ts";
import { ATTACKS } from "./fixtures/attacks.ts";
import { READS } from "./fixtures/reads.ts";
import { guardSqlite } from "./guard-sqlite.ts";

const POLICY = policyOf(...CORPUS_TABLES, "satış");
const ALL_ATTACKS = Object.values(ATTACKS).flat();
const ALL_READS = Object.values(READS).flat();

const TABLES = `CREATE TABLE customers (id INTEGER PRIMARY KEY, name, country);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id, amount, status, created_at, note, payload);
CREATE TABLE products (id INTEGER PRIMARY KEY, name);
CREATE TABLE employees (id INTEGER PRIMARY KEY, manager_id);
CREATE TABLE "update" ("delete", "select");
CREATE TABLE satış (şehir);
CREATE TABLE secrets (id, token);
INSERT INTO secrets VALUES (1, 'canary');`;

describe("our own corpus", () => {
  const database = new sqlite.Database(":memory:");
  database.exec(TABLES);

  for (const [door, statements] of Object.entries(ATTACKS)) {
    test.each(statements)(`refuses ${door}: %s`, (sql) => {
      expect(guardSqlite(sql, POLICY).isAllowed).toBe(false);
    });
  }

  for (const [kind, statements] of Object.entries(READS)) {
    test.each(statements)(`allows ${kind}, and the engine runs it: %s`, (sql) => {
      expect(guardSqlite(sql, POLICY)).toMatchObject({ isAllowed: true });
      database.all(sql.replace(/^;|;+$/g, ""));
    });
  }

  // What the grammar takes for granted about names of WITH queries, shown by who answers: the query or the table.
  test.each([
    [
      "later names are queries",
      "WITH a AS (SELECT token FROM secrets), secrets AS (SELECT 'cte' AS token) SELECT token FROM a",
      "cte",
    ],
    ["names fold their case", "WITH SECRETS AS (SELECT 'cte' AS token) SELECT token FROM secrets", "cte"],
    ["a schema means the table", "WITH secrets AS (SELECT 'cte' AS token) SELECT token FROM main.secrets", "canary"],
    [
      "they end with their query",
      "SELECT b.token FROM (WITH secrets AS (SELECT 1) SELECT * FROM secrets) a, secrets b",
      "canary",
    ],
  ])("%s", (_fact, sql, token) => {
    expect(database.all(sql)).toEqual([{ token }]);
  });

  test("a WITH query's name in its own text never means the table", () => {
    expect(() => database.all("WITH secrets AS (SELECT * FROM secrets) SELECT * FROM secrets")).toThrow(/circular/);
  });
});

const WRAPPERS: Readonly<Record<string, (sql: string) => string>> = {
  "a derived table": (sql) => `SELECT * FROM (${sql}) t`,
  "a named query": (sql) => `WITH x AS (${sql}) SELECT 1`,
  "a scalar": (sql) => `SELECT (${sql})`,
  "an argument": (sql) => `SELECT coalesce(1, (${sql}))`,
  "a condition": (sql) => `SELECT 1 WHERE EXISTS (${sql})`,
  "a list": (sql) => `SELECT 1 IN (${sql})`,
  "a CASE in ORDER BY": (sql) => `SELECT * FROM orders ORDER BY CASE WHEN (${sql}) IS NULL THEN 1 END`,
  "a join condition": (sql) => `SELECT * FROM orders o JOIN customers c ON o.id IN (${sql})`,
  "the right of a union": (sql) => `SELECT 1 EXCEPT ${sql}`,
  "a limit": (sql) => `SELECT 1 LIMIT (${sql})`,
  "a table function": (sql) => `SELECT * FROM json_each((${sql}))`,
  "comments and a semicolon": (sql) => `/* SELECT 1 */ ${sql} -- SELECT 1\n;`,
};

describe("an attack wrapped in a read is still refused", () => {
  test.each(Object.entries(WRAPPERS))("in %s", (_name, wrap) => {
    const attacks = ALL_ATTACKS.filter((sql) => /^\w+ /.test(sql));
    expect(attacks.map(wrap).filter((sql) => guardSqlite(sql, POLICY).isAllowed)).toEqual([]);
  });
});

describe("blanks and comments change no verdict", () => {
  const isPlain = (sql: string): boolean => !/--|\/\*|\\|\[|["`]/.test(sql) && sql !== "";

  it("of attacks", () => {
    const attacks = ALL_ATTACKS.filter(isPlain);
    fc.assert(
      fc.property(fc.constantFrom(...attacks).chain(respaced), (sql) => !guardSqlite(sql, POLICY).isAllowed),
      { numRuns: 2_000 },
    );
  });

  it("of reads", () => {
    const reads = ALL_READS.filter(isPlain);
    fc.assert(
      fc.property(fc.constantFrom(...reads).chain(respaced), (sql) => guardSqlite(sql, POLICY).isAllowed),
      { numRuns: 1_000 },
    );
  });
});

describe("any mix of pieces", () => {
  const words =
    "SELECT FROM orders secrets WITH AS ( ) , . ; ' \" ` [ ] /* */ -- \n 1 UNION VALUES JOIN ON IN NOT EXISTS count * = IS MATERIALIZED";
  const piece = fc.constantFrom(...words.split(" "), "load_extension", "pragma_table_info", "'a'", "main");

  it("reads no table that the policy does not name: the engine agrees about every allowed mix", () => {
    const database = new sqlite.Database(":memory:");
    database.exec(TABLES);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const sql = pieces.join(" ");
        const verdict = guardSqlite(sql, POLICY);
        if (!verdict.isAllowed) return;
        expect(verdict.tables.filter((table) => table !== "orders")).toEqual([]);
        expect(answerOf(database, sql)).not.toContain("canary");
      }),
      { numRuns: 10_000 },
    );
  });

  it("is total over any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), (text) => {
        expect(typeof guardSqlite(text, POLICY).isAllowed).toBe("boolean");
        expect(typeof guardSqlite(`SELECT ${text}`, POLICY).isAllowed).toBe("boolean");
      }),
      { numRuns: 2_000 },
    );
  });
});

/** Mixes that the engine cannot run answer nothing. */
function answerOf(database: InstanceType<typeof sqlite.Database>, sql: string): string {
  try {
    return JSON.stringify(database.all(sql));
  } catch (error) {
    if (error instanceof Error && error.name === "SQLite3Error") return "";
    throw error;
  }
}

describe("what Parlance prints itself", () => {
  const policy = policyOf(...SCHEMA.tables.map((table) => table.name));
  test.each(DIALECT_CASES)("is allowed: $name", ({ query }) => {
    const sql = printSql(query, SCHEMA, "sqlite");
    expect(guardSqlite(sql, policy), sql).toMatchObject({ isAllowed: true });
  });
});

describe.skipIf(!HAS_CORPUS)("the shared corpus (skipped where ../shared/attacks is absent)", () => {
  const policy = policyOf(...CORPUS_TABLES);

  it("refuses every attack that is not only a matter of time and memory", () => {
    const attacks = corpusLines("sql-attacks", "sqlite").filter((line) => line.expect === "refuse");
    expect(attacks.length).toBeGreaterThan(60);
    expect(attacks.filter((line) => guardSqlite(line.sql, policy).isAllowed)).toEqual([]);
  });

  it("allows every legitimate read", () => {
    const reads = corpusLines("sql-legit", "sqlite").filter((line) => line.expect === "allow");
    expect(reads.length).toBeGreaterThan(20);
    expect(reads.filter((line) => !guardSqlite(line.sql, policy).isAllowed)).toEqual([]);
  });
});

describe("what a refusal tells", () => {
  const policy = policyOf("orders", "customers");
  test.each([
    ["the table meant", "SELECT * FROM ordres", "table-not-allowed", /Did you mean orders/, 14],
    ["a table right of IN", "SELECT 1 IN secrets", "table-not-allowed", /There is no table "secrets"/, 12],
    ["the function meant", "SELECT cuont(id) FROM orders", "function-not-allowed", /Did you mean count/, 7],
    ["the second statement", "SELECT 1 ; DROP TABLE orders", "one-statement", /Only one statement/, 11],
    ["what attaching is", "ATTACH 'x' AS y", "select-only", /files/, 0],
    ["a table function", "SELECT * FROM fsdir('/')", "table-function-not-allowed", /fsdir/, 14],
    ["a value too large", "SELECT zeroblob(2000000000)", "too-large", /too large/, 16],
    ["a parameter", "SELECT ?1", "parameter-without-value", /Parameters/, 7],
    ["where the text breaks off", "SELECT 1 FROM orders WHERE", "syntax", /too early/, 26],
  ])("%s: %s", (_name, sql, rule, message, position) => {
    const verdict = guardSqlite(sql, policy);
    expect(verdict.isAllowed ? undefined : verdict.refusal).toMatchObject({
      rule,
      message: expect.stringMatching(message),
      position,
    });
  });

  it("with all tables allowed, refuses the engine's own only", () => {
    const all = { tables: [], allTables: true };
    expect(guardSqlite("SELECT * FROM anything, main.thing", all)).toMatchObject({ isAllowed: true });
    for (const name of ["sqlite_schema", "pragma_database_list", "dbstat", "temp.x", "aux.x", "fsdir"]) {
      expect(guardSqlite(`SELECT * FROM ${name}`, all).isAllowed, name).toBe(false);
    }
  });
});
