import { DuckDBInstance } from "@duckdb/node-api";
import type { Cell } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openStatement } from "../engine/statement.ts";
import { decodeFrame } from "./decode-frame.ts";
import { chunkSchema, encodeChunk } from "./encode-chunk.ts";

interface Case {
  readonly name: string;
  /** A SQL expression. */
  readonly sql: string;
  readonly kind: string;
  readonly cell: Cell;
}

const CASES: readonly Case[] = [
  { name: "boolean", sql: "true", kind: "boolean", cell: true },
  { name: "tinyint", sql: "(-128)::TINYINT", kind: "integer", cell: -128 },
  { name: "smallint", sql: "32767::SMALLINT", kind: "integer", cell: 32767 },
  { name: "integer", sql: "(-2147483648)::INTEGER", kind: "integer", cell: -2147483648 },
  { name: "utinyint", sql: "255::UTINYINT", kind: "integer", cell: 255 },
  { name: "usmallint", sql: "65535::USMALLINT", kind: "integer", cell: 65535 },
  { name: "uinteger", sql: "4294967295::UINTEGER", kind: "integer", cell: 4294967295 },
  { name: "bigint", sql: "9223372036854775807::BIGINT", kind: "bigint", cell: 9223372036854775807n },
  { name: "ubigint", sql: "18446744073709551615::UBIGINT", kind: "bigint", cell: 18446744073709551615n },
  {
    name: "hugeint, smallest",
    sql: "(-170141183460469231731687303715884105728)::HUGEINT",
    kind: "bigint",
    cell: -170141183460469231731687303715884105728n,
  },
  {
    name: "uhugeint, largest",
    sql: "340282366920938463463374607431768211455::UHUGEINT",
    kind: "bigint",
    cell: 340282366920938463463374607431768211455n,
  },
  { name: "bignum", sql: `'${"9".repeat(60)}'::BIGNUM`, kind: "bigint", cell: BigInt("9".repeat(60)) },
  {
    name: "negative bignum",
    sql: "'-12345678901234567890123456789012345678901'::BIGNUM",
    kind: "bigint",
    cell: -12345678901234567890123456789012345678901n,
  },
  { name: "float", sql: "0.1::FLOAT", kind: "double", cell: 0.1 },
  { name: "double", sql: "1e308::DOUBLE", kind: "double", cell: 1e308 },
  { name: "double infinity", sql: "'-infinity'::DOUBLE", kind: "double", cell: -Infinity },
  { name: "double not a number", sql: "'nan'::DOUBLE", kind: "double", cell: Number.NaN },
  { name: "decimal in 2 bytes", sql: "(-12.3)::DECIMAL(4,2)", kind: "decimal", cell: "-12.30" },
  { name: "decimal in 4 bytes", sql: "1234567.89::DECIMAL(9,2)", kind: "decimal", cell: "1234567.89" },
  {
    name: "decimal in 8 bytes",
    sql: "(-1234567890123456.78)::DECIMAL(18,2)",
    kind: "decimal",
    cell: "-1234567890123456.78",
  },
  { name: "decimal below one", sql: "(-0.05)::DECIMAL(18,2)", kind: "decimal", cell: "-0.05" },
  { name: "decimal at 2^53", sql: "9007199254740993::DECIMAL(18,0)", kind: "decimal", cell: "9007199254740993" },
  {
    name: "decimal just under 2^53",
    sql: "9007199254740991::DECIMAL(18,0)",
    kind: "decimal",
    cell: "9007199254740991",
  },
  {
    name: "decimal in 16 bytes",
    sql: `'${"9".repeat(36)}.99'::DECIMAL(38,2)`,
    kind: "decimal",
    cell: `${"9".repeat(36)}.99`,
  },
  {
    name: "negative decimal in 16 bytes",
    sql: `'-${"9".repeat(36)}.99'::DECIMAL(38,2)`,
    kind: "decimal",
    cell: `-${"9".repeat(36)}.99`,
  },
  { name: "text", sql: "'naïve 🦆'", kind: "text", cell: "naïve 🦆" },
  { name: "empty text", sql: "''", kind: "text", cell: "" },
  { name: "text of 12 bytes, kept inline", sql: "'abcdefghijkl'", kind: "text", cell: "abcdefghijkl" },
  { name: "text of 13 bytes, kept apart", sql: "'abcdefghijklm'", kind: "text", cell: "abcdefghijklm" },
  { name: "text with a NUL", sql: "'a' || chr(0) || 'b'", kind: "text", cell: "a\0b" },
  { name: "enum", sql: "'b'::ENUM('a', 'b', 'it''s')", kind: "text", cell: "b" },
  { name: "date", sql: "DATE '2024-02-29'", kind: "date", cell: "2024-02-29" },
  { name: "date before 1970", sql: "DATE '1899-12-31'", kind: "date", cell: "1899-12-31" },
  { name: "date infinity", sql: "'infinity'::DATE", kind: "date", cell: "infinity" },
  { name: "date minus infinity", sql: "'-infinity'::DATE", kind: "date", cell: "-infinity" },
  { name: "date beyond year 9999", sql: "'12345-06-07'::DATE", kind: "date", cell: "+012345-06-07" },
  { name: "date before our era", sql: "'0044-03-15 (BC)'::DATE", kind: "date", cell: "-000043-03-15" },
  { name: "time", sql: "TIME '23:59:59'", kind: "time", cell: "23:59:59" },
  { name: "time with fraction", sql: "TIME '00:00:00.5'", kind: "time", cell: "00:00:00.500000" },
  { name: "time in nanoseconds", sql: "'01:02:03.123456789'::TIME_NS", kind: "time", cell: "01:02:03.123456789" },
  { name: "time with zone", sql: "'12:30:00+02'::TIMETZ", kind: "unknown", cell: "12:30:00+02" },
  { name: "timestamp", sql: "TIMESTAMP '2024-01-02 03:04:05'", kind: "timestamp", cell: "2024-01-02T03:04:05" },
  {
    name: "timestamp before 1970",
    sql: "TIMESTAMP '1969-12-31 23:59:59.999999'",
    kind: "timestamp",
    cell: "1969-12-31T23:59:59.999999",
  },
  { name: "timestamp infinity", sql: "'infinity'::TIMESTAMP", kind: "timestamp", cell: "infinity" },
  {
    name: "timestamp in seconds",
    sql: "'2024-01-02 03:04:05'::TIMESTAMP_S",
    kind: "timestamp",
    cell: "2024-01-02T03:04:05",
  },
  {
    name: "timestamp in milliseconds",
    sql: "'2024-01-02 03:04:05.678'::TIMESTAMP_MS",
    kind: "timestamp",
    cell: "2024-01-02T03:04:05.678",
  },
  {
    name: "timestamp in nanoseconds",
    sql: "'2024-01-02 03:04:05.123456789'::TIMESTAMP_NS",
    kind: "timestamp",
    cell: "2024-01-02T03:04:05.123456789",
  },
  {
    name: "timestamp with zone",
    sql: "TIMESTAMPTZ '2024-01-02 03:04:05+02'",
    kind: "timestamptz",
    cell: "2024-01-02T01:04:05Z",
  },
  {
    name: "timestamp with zone, minus infinity",
    sql: "'-infinity'::TIMESTAMPTZ",
    kind: "timestamptz",
    cell: "-infinity",
  },
  {
    name: "interval",
    sql: "INTERVAL '1 year 2 months -3 days 04:05:06.7'",
    kind: "interval",
    cell: "P1Y2M-3DT4H5M6.7S",
  },
  { name: "empty interval", sql: "INTERVAL 0 DAYS", kind: "interval", cell: "PT0S" },
  { name: "negative interval", sql: "INTERVAL '-90 minutes'", kind: "interval", cell: "PT-1H-30M" },
  {
    name: "uuid",
    sql: "'f81d4fae-7dec-11d0-a765-00a0c91e6bf6'::UUID",
    kind: "uuid",
    cell: "f81d4fae-7dec-11d0-a765-00a0c91e6bf6",
  },
  {
    name: "uuid of zeros",
    sql: "'00000000-0000-0000-0000-000000000001'::UUID",
    kind: "uuid",
    cell: "00000000-0000-0000-0000-000000000001",
  },
  { name: "json", sql: `'{"a": [1, null, "x"]}'::JSON`, kind: "json", cell: { a: [1, null, "x"] } },
  {
    name: "json with a large number",
    sql: `'{"id": 12345678901234567890, "s": "99999999999999999999", "f": 0.1234567890123456}'::JSON`,
    kind: "json",
    cell: { id: 12345678901234567890n, s: "99999999999999999999", f: 0.1234567890123456 },
  },
  { name: "blob", sql: "'\\x00\\xFF'::BLOB", kind: "binary", cell: new Uint8Array([0, 255]) },
  { name: "bit", sql: "'0101'::BIT", kind: "unknown", cell: "0101" },
  { name: "list", sql: "[1, NULL, 3]", kind: "list", cell: [1, null, 3] },
  { name: "empty list", sql: "[]::INTEGER[]", kind: "list", cell: [] },
  {
    name: "list of lists of decimals",
    sql: "[[1.5::DECIMAL(4,1)], [], NULL]",
    kind: "list",
    cell: [["1.5"], [], null],
  },
  { name: "array", sql: "[1.5, 2.5]::DOUBLE[2]", kind: "list", cell: [1.5, 2.5] },
  {
    name: "struct",
    sql: "{'a': 1, 'b': {'c': DATE '2024-01-01'}}",
    kind: "struct",
    cell: { a: 1, b: { c: "2024-01-01" } },
  },
  { name: "list of structs", sql: "[{'n': 'x'}, {'n': NULL}]", kind: "list", cell: [{ n: "x" }, { n: null }] },
  {
    name: "map",
    sql: "MAP {'k': 10, '__proto__': 20}",
    kind: "struct",
    cell: Object.fromEntries([
      ["k", 10],
      ["__proto__", 20],
    ]),
  },
  { name: "map with number keys", sql: "MAP {5: ['a'], 7: []}", kind: "struct", cell: { 5: ["a"], 7: [] } },
  { name: "union", sql: "union_value(num := 7)", kind: "unknown", cell: "7" },
  { name: "null literal", sql: "NULL", kind: "integer", cell: null },
];

describe("a DuckDB value keeps its type and every digit", () => {
  let instance: DuckDBInstance;

  beforeAll(async () => {
    instance = await DuckDBInstance.create(":memory:");
  });
  afterAll(() => instance.closeSync());

  const read = async (sql: string, maxCellBytes = 1_000_000) => {
    const connection = await instance.connect();
    const statement = await openStatement(connection, sql);
    const schema = chunkSchema(["v"], statement.types);
    const cells: Cell[] = [];
    for await (const chunk of statement.chunks(AbortSignal.timeout(10_000))) {
      const frame = decodeFrame(statement.columns, encodeChunk(schema, chunk, maxCellBytes).bytes);
      cells.push(...(frame.data[0] ?? []));
    }
    connection.closeSync();
    return { kind: statement.columns[0]?.type.kind, cells };
  };

  test.each(CASES)("$name", async ({ sql, kind, cell }) => {
    expect(await read(`SELECT ${sql} AS v`)).toEqual({ kind, cells: [cell] });
  });

  test.each(CASES.filter((row) => row.name !== "null literal"))(
    "$name between nulls, over several chunks",
    async ({ sql, cell }) => {
      const { cells } = await read(
        `SELECT v FROM range(5000) t(i) LEFT JOIN (SELECT 1 AS k, ${sql} AS v) ON i % 3 = k ORDER BY i`,
      );
      expect(cells).toHaveLength(5000);
      expect(cells.slice(0, 4)).toEqual([null, cell, null, null]);
      expect(cells.slice(4095, 4099)).toEqual([null, cell, null, null]);
    },
  );

  test("lists of different lengths stay with their rows", async () => {
    const { cells } = await read("SELECT range(i % 4) AS v FROM range(3000) t(i) WHERE i % 7 <> 0");
    expect(cells.slice(0, 4)).toEqual([[0n], [0n, 1n], [0n, 1n, 2n], []]);
    expect(cells).toHaveLength(2571);
  });

  test("a text longer than a cell may be is cut between characters, visibly", async () => {
    expect((await read("SELECT repeat('é', 100) AS v", 20)).cells).toEqual([`${"é".repeat(8)}…`]);
  });

  test("a list longer than a cell may be is cut", async () => {
    expect((await read("SELECT range(1000) AS v", 80)).cells).toEqual([[0n, 1n, 2n, 3n, 4n, 5n, 6n, 7n, 8n, 9n]]);
  });
});
