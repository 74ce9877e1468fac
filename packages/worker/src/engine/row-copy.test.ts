import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chunkOf, copyRows } from "./row-copy.ts";

const LONG = "a text of more than the twelve bytes that lie in the row itself";

describe("rows copied out of the engine", () => {
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;
  beforeAll(async () => {
    instance = await DuckDBInstance.create(":memory:");
    connection = await instance.connect();
  });
  afterAll(() => {
    connection.closeSync();
    instance.closeSync();
  });

  const firstChunk = async (sql: string) => {
    const result = await connection.stream(sql);
    const chunk = await result.fetchChunk();
    if (chunk === null) throw new Error("no rows");
    return { chunk, types: result.columnTypes() };
  };

  test.each([
    [
      "whole numbers of every width",
      "1::TINYINT, -2::SMALLINT, 3::INTEGER, 4::BIGINT, 170141183460469231731687303715884105727::HUGEINT",
    ],
    [
      "whole numbers without sign",
      "255::UTINYINT, 65535::USMALLINT, 4294967295::UINTEGER, 18446744073709551615::UBIGINT",
    ],
    ["decimals of every width", "1.5::DECIMAL(4,1), -2.25::DECIMAL(9,2), 3.125::DECIMAL(18,3), 0.1::DECIMAL(38,20)"],
    ["doubles", "'nan'::DOUBLE, '-inf'::DOUBLE, 0.1::FLOAT"],
    ["truth values", "true, false, NULL::BOOLEAN"],
    [
      "times",
      "DATE '2024-02-29', TIME '23:59:59.999999', TIMESTAMP '1969-12-31 23:59:59', TIMESTAMPTZ '2024-01-01 00:00:00+02', INTERVAL 3 MONTH",
    ],
    ["short, long and empty texts", `'short', '${LONG}', '', 'exactly 12 b', 'naïve 😀'`],
    ["bytes and ids", "'\\x00\\xFF'::BLOB, uuid '0190163d-8694-739b-aea5-966c26f8ad91', '{\"a\": 1}'::JSON"],
  ])("are the same when given back: %s", async (_, values) => {
    const row = `SELECT ${values}`;
    const none = `SELECT ${values
      .split(/, (?=[^']*(?:'[^']*'[^']*)*$)/)
      .map(() => "NULL")
      .join(", ")}`;
    const { chunk, types } = await firstChunk(`${row} UNION ALL ${none} UNION ALL ${row}`);
    const copy = copyRows(types, chunk);
    const before = chunk.getRows();
    chunk.reset();
    expect(copy && chunkOf(types, copy).getRows()).toEqual(before);
  });

  test("of many rows keep their order and their nulls", async () => {
    const { chunk, types } = await firstChunk(
      `SELECT i AS id, CASE WHEN i % 3 > 0 THEN repeat('x', i % 40) END AS name FROM range(1000) t(i)`,
    );
    const copy = copyRows(types, chunk);
    expect(copy && chunkOf(types, copy).getRows()).toEqual(chunk.getRows());
  });

  test.each(["[1, 2]", "{'a': 1}", "MAP {'a': 1}", "'a'::ENUM ('a', 'b')", "'101'::BIT"])(
    "are not made of %s",
    async (value) => {
      const { chunk, types } = await firstChunk(`SELECT 1, ${value}`);
      expect(copyRows(types, chunk)).toBeNull();
    },
  );
});
