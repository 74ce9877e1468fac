import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { DIALECT_CASES } from "../../print/fixtures/dialect-cases.ts";
import { SCHEMA } from "../../print/fixtures/dialect-data.ts";
import { printSql } from "../../print/index.ts";
import { CORPUS_TABLES, corpusLines, HAS_CORPUS, policyOf } from "../fixtures/corpus.ts";
import { respaced } from "../fixtures/mutations.ts";
import { ATTACKS } from "./fixtures/attacks.ts";
import { MYSQL_8_READS, READS } from "./fixtures/reads.ts";
import { guardMysql } from "./guard-mysql.ts";

const POLICY = policyOf(...CORPUS_TABLES, "satış");
const ALL_ATTACKS = Object.values(ATTACKS).flat();
const ALL_READS = [...Object.values(READS).flat(), ...MYSQL_8_READS];

describe("our own corpus", () => {
  for (const [door, statements] of Object.entries(ATTACKS)) {
    test.each(statements)(`refuses ${door}: %s`, (sql) => {
      expect(guardMysql(sql, POLICY).isAllowed).toBe(false);
    });
  }

  for (const [kind, statements] of Object.entries(READS)) {
    test.each(statements)(`allows ${kind}: %s`, (sql) => {
      expect(guardMysql(sql, POLICY)).toMatchObject({ isAllowed: true });
    });
  }

  test.each(MYSQL_8_READS)("allows what MySQL 8 has: %s", (sql) => {
    expect(guardMysql(sql, POLICY)).toMatchObject({ isAllowed: true });
  });
});

const WRAPPERS: Readonly<Record<string, (sql: string) => string>> = {
  "a derived table": (sql) => `SELECT * FROM (${sql}) t`,
  "a named query": (sql) => `WITH x AS (${sql}) SELECT 1`,
  "a named query inside another": (sql) => `WITH x AS (WITH y AS (${sql}) SELECT 1) SELECT * FROM x`,
  "a scalar": (sql) => `SELECT (${sql})`,
  "an argument": (sql) => `SELECT coalesce(1, (${sql}))`,
  "a condition": (sql) => `SELECT 1 FROM DUAL WHERE EXISTS (${sql})`,
  "a CASE in ORDER BY": (sql) => `SELECT * FROM orders ORDER BY CASE WHEN (${sql}) IS NULL THEN 1 END`,
  "a join condition": (sql) => `SELECT * FROM orders o JOIN customers c ON o.id IN (${sql})`,
  "the left of a union": (sql) => `(${sql}) UNION ALL SELECT 1`,
  "the right of a union": (sql) => `(SELECT 1) EXCEPT (${sql})`,
  "a recursive query": (sql) =>
    `WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL (SELECT n FROM r, (${sql}) t)) SELECT 1 FROM r`,
  "a lateral join": (sql) => `SELECT * FROM orders o, LATERAL (${sql}) t`,
  "comments and a semicolon": (sql) => `/* SELECT 1 */ ${sql} -- SELECT 1\n;`,
};

describe("an attack wrapped in a read is still refused", () => {
  test.each(Object.entries(WRAPPERS))("in %s", (_name, wrap) => {
    // A statement that begins with a word that is none, or a lone word, may become a name or nothing at all.
    const attacks = ALL_ATTACKS.filter((sql) => /^\w+ /.test(sql) || sql.startsWith("("));
    expect(attacks.map(wrap).filter((sql) => guardMysql(sql, POLICY).isAllowed)).toEqual([]);
  });
});

describe("blanks and comments change no verdict", () => {
  const attacks = ALL_ATTACKS.filter((sql) => !/#|--|\/\*|\\|["`]/.test(sql) && sql !== "");
  const reads = ALL_READS.filter((sql) => !/#|--|\/\*|\\/.test(sql));

  it("of attacks", () => {
    fc.assert(
      fc.property(fc.constantFrom(...attacks).chain(respaced), (sql) => !guardMysql(sql, POLICY).isAllowed),
      { numRuns: 2_000 },
    );
  });

  it("of reads", () => {
    fc.assert(
      fc.property(fc.constantFrom(...reads).chain(respaced), (sql) => guardMysql(sql, POLICY).isAllowed),
      { numRuns: 1_000 },
    );
  });
});

describe("any mix of pieces", () => {
  const piece = fc.constantFrom(
    ..."SELECT FROM orders secrets WITH AS ( ) , . ; ' \" ` /* */ /*! -- # \n \\ 1 x'41' UNION TABLE VALUES JOIN ON IN NOT".split(
      " ",
    ),
    ..."EXISTS INTO OUTFILE FOR UPDATE count load_file sleep * = - @ := LATERAL mysql user".split(" "),
    " ",
    "'a'",
  );

  it("gets a verdict, and never one that lets the hidden table or a function through", () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        const verdict = guardMysql(pieces.join(" "), POLICY);
        if (verdict.isAllowed)
          expect(verdict.tables.filter((table) => table !== "orders" && table !== "update")).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
  });

  it("is total over any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: "grapheme" })), (text) => {
        expect(typeof guardMysql(text, POLICY).isAllowed).toBe("boolean");
        expect(typeof guardMysql(`SELECT ${text}`, POLICY).isAllowed).toBe("boolean");
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("what Parlance prints itself", () => {
  const policy = policyOf(...SCHEMA.tables.map((table) => table.name));
  test.each(DIALECT_CASES)("is allowed: $name", ({ query }) => {
    const sql = printSql(query, SCHEMA, "mysql");
    expect(guardMysql(sql, policy), sql).toMatchObject({ isAllowed: true });
  });
});

describe.skipIf(!HAS_CORPUS)("the shared corpus (skipped where ../shared/attacks is absent)", () => {
  const policy = policyOf(...CORPUS_TABLES);

  it("refuses every attack that is not only a matter of time and memory", () => {
    const attacks = corpusLines("sql-attacks", "mysql").filter((line) => line.expect === "refuse");
    expect(attacks.length).toBeGreaterThan(100);
    expect(attacks.filter((line) => guardMysql(line.sql, policy).isAllowed)).toEqual([]);
  });

  it("allows every legitimate read", () => {
    const reads = corpusLines("sql-legit", "mysql").filter((line) => line.expect === "allow");
    expect(reads.length).toBeGreaterThan(30);
    expect(reads.filter((line) => !guardMysql(line.sql, policy).isAllowed)).toEqual([]);
  });
});

describe("what a refusal tells", () => {
  const policy = policyOf("orders", "customers");
  test.each([
    ["the table meant", "SELECT * FROM ordres", "table-not-allowed", /Did you mean orders/, 14],
    ["the tables there are", "SELECT * FROM zebra", "table-not-allowed", /It has: orders, customers/, 14],
    ["the function meant", "SELECT cuont(id) FROM orders", "function-not-allowed", /Did you mean count/, 7],
    ["the second statement", "SELECT 1 ; DROP TABLE orders", "one-statement", /Only one statement/, 11],
    ["what writing is", "DELETE FROM orders", "select-only", /change data/, 0],
    ["where a file would be written", "SELECT 1 INTO OUTFILE 'x'", "into-not-allowed", /write a file/, 9],
    ["what locks", "SELECT 1 FROM orders FOR UPDATE", "lock-not-allowed", /lock rows/, 21],
    ["the comment that runs", "SELECT 1 /*! x */", "comment-not-allowed", /would run/, 9],
    ["a variable", "SELECT @@version", "variable-not-allowed", /Variables/, 7],
    ["the word that did not parse", "SELECT 1 FROM orders WHERE", "syntax", /too early/, 26],
    ["UTF-16 places after other alphabets", "SELECT '日本é', cuont(1)", "function-not-allowed", /count/, 14],
  ])("%s: %s", (_name, sql, rule, message, position) => {
    const verdict = guardMysql(sql, policy);
    expect(verdict.isAllowed ? undefined : verdict.refusal).toMatchObject({
      rule,
      message: expect.stringMatching(message),
      position,
    });
  });

  it("names the tables a statement reads, as the policy spells them", () => {
    const named = { tables: [{ name: "orders", schema: "shop", columns: [] }] };
    const sql = "SELECT * FROM shop.orders o, orders, (SELECT 1) t";
    expect(guardMysql(sql, named)).toEqual({ isAllowed: true, tables: ["shop.orders"] });
    expect(guardMysql("SELECT * FROM other.orders", named).isAllowed).toBe(false);
  });

  it("keeps to the driver's database, and to any database where none is known", () => {
    expect(guardMysql("SELECT * FROM other.orders", policy).isAllowed).toBe(true);
    const names = { foldsTableNames: false, database: "shop" };
    expect(guardMysql("SELECT * FROM shop.orders", policy, names).isAllowed).toBe(true);
    expect(guardMysql("SELECT * FROM other.orders", policy, names).isAllowed).toBe(false);
    const elsewhere = { tables: [{ name: "orders", schema: "other", columns: [] }] };
    expect(guardMysql("SELECT * FROM other.orders", elsewhere, names).isAllowed).toBe(true);
    expect(guardMysql("SELECT * FROM orders", elsewhere, names).isAllowed).toBe(false);
  });

  it.each([
    "SELECT shop.o.nope FROM orders o JOIN customers c USING (id)",
    "SELECT 1 FROM orders o NATURAL LEFT JOIN customers c WHERE shop.o.id = 1",
  ])("stops what ends MariaDB 10.11, a name in three parts in a join that merges columns: %s", (sql) => {
    expect(guardMysql(sql, policy)).toMatchObject({ refusal: { rule: "part-not-allowed" } });
    expect(guardMysql(sql.replace("shop.o", "o"), policy).isAllowed).toBe(true);
    expect(guardMysql(sql.replace("USING (id)", "ON true").replace("NATURAL LEFT", ""), policy).isAllowed).toBe(true);
  });

  it("takes names in another case only where the server does", () => {
    expect(guardMysql("SELECT * FROM Orders", policy).isAllowed).toBe(false);
    expect(guardMysql("SELECT * FROM Orders", policy, { foldsTableNames: true }).isAllowed).toBe(true);
  });

  it("with all tables allowed, refuses the system's own only", () => {
    const all = { tables: [], allTables: true };
    expect(guardMysql("SELECT * FROM anything, other.thing", all)).toEqual({
      isAllowed: true,
      tables: ["anything", "other.thing"],
    });
    for (const name of [
      "mysql.user",
      "information_schema.tables",
      "PERFORMANCE_SCHEMA.threads",
      "sys.x",
      "seq_1_to_9",
    ]) {
      expect(guardMysql(`SELECT * FROM ${name}`, all).isAllowed, name).toBe(false);
    }
  });

  it("takes long statements in its stride, and refuses longer and deeper ones", () => {
    const list = Array.from({ length: 20_000 }, (_, i) => `'${i}'`).join(", ");
    expect(guardMysql(`SELECT * FROM orders WHERE status IN (${list})`, policy).isAllowed).toBe(true);
    expect(guardMysql(`SELECT '${"x".repeat(500_001)}'`, policy)).toMatchObject({ refusal: { rule: "too-long" } });
    for (const [open, close] of [
      ["SELECT (", ")"],
      ["SELECT * FROM (", ") t"],
      ["SELECT CASE WHEN 1 THEN (", ") END"],
    ] as const) {
      const deep = `${open.repeat(20_000)}1${close.repeat(20_000)}`;
      expect(guardMysql(deep, policy), open).toMatchObject({ isAllowed: false });
    }
  });
});
