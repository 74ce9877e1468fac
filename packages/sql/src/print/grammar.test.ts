// By path: the package's front door loads the grammars of nine other databases as well, which takes a minute.
import { TrinoSQL } from "dt-sql-parser/dist/parser/trino/index.js";
import { parse } from "sql-parser-cst";
import { describe, expect, test } from "vitest";
import { DIALECT_CASES } from "./fixtures/dialect-cases.ts";
import { SCHEMA } from "./fixtures/dialect-data.ts";
import { printSql } from "./index.ts";

// There is no server for these two here, so their text is held to a real grammar of each instead.

describe("Trino reads what is printed for it", () => {
  const trino = new TrinoSQL();

  test("and its grammar refuses what is wrong", () => {
    expect(trino.validate("SELECT a FROM t WHERE")).not.toEqual([]);
    expect(trino.validate("SELECT a FROM t WHERE a ILIKE 'x'")).not.toEqual([]);
  });

  test.each(DIALECT_CASES)("$name", ({ query }) => {
    const sql = printSql(query, SCHEMA, "trino");
    expect(trino.validate(sql), sql).toEqual([]);
  });
});

describe("BigQuery reads what is printed for it", () => {
  // The parser is laxer than BigQuery in places (it takes ESCAPE and a bare UNION); print-sql.test.ts pins those.
  const read = (sql: string) => parse(sql, { dialect: "bigquery", includeSpaces: false });

  test("and its grammar refuses what is wrong", () => {
    expect(() => read("SELECT a FROM t WHERE")).toThrow();
  });

  test.each(DIALECT_CASES)("$name", ({ query }) => {
    const sql = printSql(query, SCHEMA, "bigquery");
    expect(() => read(sql), sql).not.toThrow();
  });
});
