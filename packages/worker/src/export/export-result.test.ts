import { readFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import type { ExportFormat, ResultView } from "@parlance/core";
import { readXlsx } from "hucre/xlsx";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { quoteText } from "../ingest/quote.ts";
import { openPoolFixture, type PoolFixture } from "../pool/pool-fixture.ts";

/** Every character that makes a spreadsheet evaluate a cell, in data and in a header. */
const FORMULAS = `SELECT * FROM (VALUES
  (1, '=1+1', -5.25::DECIMAL(6,2), DATE '2024-01-01'),
  (2, '+1', 5.00, NULL),
  (3, '-1', NULL, DATE '2024-01-03'),
  (4, '@SUM(A1)', 1.00, NULL),
  (5, chr(9) || '=1', 1.00, NULL),
  (6, chr(13) || '=1', 1.00, NULL),
  (7, chr(10) || '=1', 1.00, NULL),
  (8, 'plain, with "quotes"', 1.00, NULL)
) v(id, "=text", amount, day) ORDER BY id`;

describe("an exported result", () => {
  let fixture: PoolFixture;

  beforeAll(async () => {
    fixture = await openPoolFixture();
    await fixture.attach({ formulas: FORMULAS });
  });
  afterAll(() => fixture.close());

  const exported = async (format: ExportFormat, isFormulaSafe = true, view: ResultView = {}) => {
    const request = fixture.request("SELECT * FROM formulas ORDER BY id");
    return fixture.worker.export({ ...request, ...view, format, isFormulaSafe });
  };

  test("as CSV disarms formulas in texts and headers and leaves numbers alone", async () => {
    const file = await exported("csv");
    expect(file.rowCount).toBe(8);
    expect((await readFile(file.path)).byteLength).toBe(file.bytes);
    expect((await readFile(file.path, "utf8")).split("\n").slice(0, 5)).toEqual([
      "id,'=text,amount,day",
      "1,'=1+1,-5.25,2024-01-01",
      "2,'+1,5.00,",
      "3,'-1,,2024-01-03",
      "4,'@SUM(A1),1.00,",
    ]);
    const text = await readFile(file.path, "utf8");
    for (const opener of ["\t", "\r", "\n"]) expect(text).toContain(`'${opener}=1`);
    expect(text).toContain('8,"plain, with ""quotes""",1.00,');
  });

  test("as CSV keeps texts as they are when the safety is switched off", async () => {
    const text = await readFile((await exported("csv", false)).path, "utf8");
    expect(text.split("\n")[1]).toBe("1,=1+1,-5.25,2024-01-01");
  });

  test("keeps the view's sort and filters", async () => {
    const view: ResultView = {
      sort: [{ column: "id", direction: "desc" }],
      filters: [{ column: "id", operator: "lte", value: "2" }],
    };
    const file = await exported("csv", true, view);
    expect(file.rowCount).toBe(2);
    expect(
      (await readFile(file.path, "utf8"))
        .trim()
        .split("\n")
        .map((line) => line[0]),
    ).toEqual(["i", "2", "1"]);
  });

  test("as XLSX has numbers as numbers, dates as dates and disarmed texts", async () => {
    const file = await exported("xlsx");
    const workbook = await readXlsx(new Uint8Array(await readFile(file.path)));
    const rows = workbook.sheets[0]?.rows ?? [];
    expect(rows[0]).toEqual(["id", "'=text", "amount", "day"]);
    expect(rows[1]?.slice(0, 3)).toEqual([1, "'=1+1", -5.25]);
    expect(rows[1]?.[3]).toEqual(new Date("2024-01-01T00:00:00Z"));
    expect(file.rowCount).toBe(8);
    expect(rows).toHaveLength(9);
  });

  test("as XLSX keeps numbers that a spreadsheet would round as text", async () => {
    const request = fixture.request("SELECT 9223372036854775807 AS big, 1234567890123456.78 AS exact, 0.1 AS small");
    const file = await fixture.worker.export({ ...request, format: "xlsx", isFormulaSafe: true });
    const workbook = await readXlsx(new Uint8Array(await readFile(file.path)));
    expect(workbook.sheets[0]?.rows[1]).toEqual(["9223372036854775807", "1234567890123456.78", 0.1]);
  });

  test("as XLSX of more rows than a sheet holds is refused in plain words", async () => {
    const request = fixture.request("SELECT x FROM range(1048576) t(x)", { maxRows: 2_000_000 });
    await expect(fixture.worker.export({ ...request, format: "xlsx", isFormulaSafe: true })).rejects.toMatchObject({
      code: "EXPORT_TOO_LARGE",
      message: "An Excel sheet holds 1,048,575 rows; this result has 1,048,576.",
    });
  });

  test("as JSON is an array of records with exact numbers", async () => {
    const records: unknown[] = JSON.parse(await readFile((await exported("json")).path, "utf8"));
    expect(records).toHaveLength(8);
    expect(records[0]).toEqual({ id: 1, "=text": "=1+1", amount: -5.25, day: "2024-01-01" });
  });

  test("as Parquet keeps types", async () => {
    const file = await exported("parquet");
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${quoteText(file.path)}`);
    expect(described.getRows().map((row) => row[1])).toEqual(["INTEGER", "VARCHAR", "DECIMAL(6,2)", "DATE"]);
    connection.closeSync();
  });

  test("as Parquet keeps sums of whole numbers exact", async () => {
    const sql = "SELECT 9223372036854775807::HUGEINT * 3 AS sum, 170141183460469231731687303715884105727 AS longest";
    const file = await fixture.worker.export({ ...fixture.request(sql), format: "parquet", isFormulaSafe: true });
    const connection = await (await DuckDBInstance.create(":memory:")).connect();
    const reader = await connection.runAndReadAll(`SELECT CAST(COLUMNS(*) AS VARCHAR) FROM ${quoteText(file.path)}`);
    expect(reader.getRows()[0]).toEqual(["27670116110564327421", "170141183460469231731687303715884105727"]);
    connection.closeSync();
  });
});
