import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { AppError } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isEngineLost, toCallError, toSqlError, unlessEngineFails } from "./errors.ts";
import { openStatement } from "./statement.ts";

describe("DuckDB's errors as ours", () => {
  let connection: DuckDBConnection;

  beforeAll(async () => {
    const instance = await DuckDBInstance.create(":memory:", { errors_as_json: "true", memory_limit: "200MB" });
    const maker = await instance.connect();
    await maker.run("CREATE TABLE orders (id INTEGER, amount DECIMAL(10,2), name VARCHAR, day DATE)");
    maker.closeSync();
    connection = await instance.connect();
  });
  afterAll(() => connection.closeSync());

  const errorOf = async (sql: string): Promise<AppError | null> => {
    try {
      const statement = await openStatement(connection, sql);
      for await (const _chunk of statement.chunks(AbortSignal.timeout(20_000)));
      return null;
    } catch (error) {
      return toSqlError(error, sql);
    } finally {
      await connection.run("ROLLBACK").catch(() => undefined);
    }
  };

  test.each([
    ["a misspelt keyword", "SELEC 1", "SQL_SYNTAX", { position: 0 }],
    ["an open quote", "SELECT 'a", "SQL_SYNTAX", { position: 7 }],
    [
      "an unknown table",
      "SELECT * FROM ordrs",
      "SQL_UNKNOWN_TABLE",
      { name: "ordrs", candidates: ["orders"], position: 14 },
    ],
    ["an unknown column", "SELECT amout FROM orders", "SQL_UNKNOWN_COLUMN", { name: "amout", position: 7 }],
    [
      "an unknown column of an alias",
      "SELECT o.amout FROM orders o",
      "SQL_UNKNOWN_COLUMN",
      { candidates: ["amount", "name"] },
    ],
    [
      "a position after characters of several bytes",
      "SELECT 'é🦆', amout FROM orders",
      "SQL_UNKNOWN_COLUMN",
      { position: 14 },
    ],
    ["text plus number", "SELECT name + 1 FROM orders", "SQL_TYPE_MISMATCH", {}],
    ["the sum of texts", "SELECT sum(name) FROM orders", "SQL_TYPE_MISMATCH", {}],
    ["a text that is no number", "SELECT CAST('x' AS INTEGER)", "SQL_TYPE_MISMATCH", { position: 7 }],
    ["a number beyond its type", "SELECT 300::TINYINT", "SQL_TYPE_MISMATCH", {}],
    ["an unknown function", "SELECT foo(1)", "SQL_FAILED", { candidates: ["floor"] }],
    ["a column outside GROUP BY", "SELECT id, sum(amount) FROM orders", "SQL_FAILED", {}],
    ["a raised error", "SELECT error('boom')", "SQL_FAILED", {}],
    ["too large a text", "SELECT repeat('x', 10000000000)", "QUERY_TOO_LARGE", undefined],
    ["too much to hold", "SELECT list(x) FROM range(100000000) t(x)", "QUERY_TOO_LARGE", undefined],
  ])("%s", async (_, sql, code, details) => {
    const error = await errorOf(sql);
    expect(error?.code).toBe(code);
    if (details) expect(error?.details).toMatchObject(details);
    expect(error?.message).not.toMatch(/exception|\bSET\b/);
  });

  test.each([
    [
      "a cast",
      "SELECT CAST(CASE WHEN i = 500000 THEN 'x' ELSE '1' END AS INTEGER) FROM range(1000000) t(i)",
      "SQL_TYPE_MISMATCH",
    ],
    [
      "a raised error",
      "SELECT CASE WHEN i = 500000 THEN error('boom') ELSE 1 END FROM range(1000000) t(i)",
      "SQL_FAILED",
    ],
  ])("%s that fails after 500,000 rows is an error, not the end of the rows", async (_, sql, code) => {
    expect((await errorOf(sql))?.code).toBe(code);
  });

  test("a near name is offered as a hint", async () => {
    expect((await errorOf("SELECT amout FROM orders"))?.hint).toBe('Did you mean "amount" or "name"?');
  });

  test("a path in the engine's message is not shown", () => {
    const report = { exception_type: "IO", exception_message: 'Cannot open file "/srv/data/w1/0.parquet": gone' };
    const error = toSqlError(new Error(JSON.stringify(report)), "SELECT 1");
    expect(error.message).toBe("Cannot open file the file: gone");
  });
});

test("a list of words with slashes is no path", () => {
  const report = { exception_type: "Binder", exception_message: "Cannot compare values in IN/ANY/ALL clause" };
  expect(toSqlError(new Error(JSON.stringify(report)), "SELECT 1").message).toContain("IN/ANY/ALL");
});

describe("what ended a call, wherever it was raised", () => {
  const running = new AbortController().signal;
  const stopped = AbortSignal.abort(new AppError("QUERY_TIMEOUT"));

  test.each([
    ["memory that ran out while connecting", new Error("std::bad_alloc"), running, { code: "QUERY_TOO_LARGE" }],
    [
      "a buffer Node could not have",
      new RangeError("Array buffer allocation failed"),
      running,
      { code: "QUERY_TOO_LARGE" },
    ],
    ["any error after the deadline", new Error("connection is closed"), stopped, { code: "QUERY_TIMEOUT" }],
    ["an error of our own after the deadline", new AppError("SQL_REFUSED"), stopped, { code: "SQL_REFUSED" }],
    ["a bug", new TypeError("x is not a function"), running, { name: "TypeError" }],
  ])("%s", (_, error, signal, expected) => {
    expect(toCallError(error, signal)).toMatchObject(expected);
  });

  test("an engine that gave itself up is told from a statement that failed", () => {
    const fatal = new Error("Invalid Error: database has been invalidated because of a previous fatal error");
    expect(isEngineLost(toSqlError(fatal, ""))).toBe(true);
    expect(isEngineLost(toSqlError(new Error("Binder Error: no such column"), ""))).toBe(false);
  });

  test("cleaning up ignores what the engine says and nothing else", async () => {
    const gone = await connectionThatIsClosed();
    await expect(unlessEngineFails(gone.run("ROLLBACK"))).resolves.toBeUndefined();
    await expect(unlessEngineFails(Promise.reject(new Error("std::bad_alloc")))).resolves.toBeUndefined();
    await expect(unlessEngineFails(Promise.reject(new TypeError("x is not a function")))).rejects.toThrow(TypeError);
    await expect(unlessEngineFails(Promise.reject(new AppError("SQL_REFUSED")))).rejects.toThrow(AppError);
  });
});

async function connectionThatIsClosed(): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  connection.closeSync();
  return connection;
}
