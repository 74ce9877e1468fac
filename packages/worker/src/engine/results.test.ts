import { AppError, type Cell, frameRows, type ResultRef, type ResultView } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openPoolFixture, type PoolFixture } from "../pool/pool-fixture.ts";

describe("a kept result", () => {
  let fixture: PoolFixture;
  let million: ResultRef;
  let small: ResultRef;

  beforeAll(async () => {
    fixture = await openPoolFixture({ memoryBytes: 1024 ** 3 });
    await fixture.attach({
      million:
        "SELECT i AS id, 'name ' || (i % 1000) AS name, (i * 0.01)::DECIMAL(12,2) AS amount FROM range(1000000) t(i)",
      small: `SELECT * FROM (VALUES
        (1, 'apple', 1.50::DECIMAL(6,2), DATE '2024-01-01', TIMESTAMPTZ '2024-01-01 00:00:00+00', true, 0.5::DOUBLE),
        (2, 'Banana', 2.00, DATE '2024-02-01', TIMESTAMPTZ '2024-02-01 00:00:00+00', false, 'nan'::DOUBLE),
        (3, '100% "pure"', 2.00, NULL, NULL, NULL, NULL),
        (4, NULL, NULL, DATE '2023-12-31', TIMESTAMPTZ '2023-12-31 00:00:00+00', true, -1.5)
      ) v(id, name, price, day, "at", ok, ratio)`,
    });
    million = fixture.request("SELECT * FROM million ORDER BY id");
    small = fixture.request("SELECT * FROM small ORDER BY id");
    await fixture.worker.run({ ...small, pageRows: 10 });
  });
  afterAll(() => fixture.close());

  const ids = async (view: ResultView): Promise<Cell[]> => {
    const { frame, rowCount } = await fixture.worker.page({ ...small, ...view, offset: 0, limit: 10 });
    expect(rowCount).toBe(frame.rowCount);
    return frameRows(frame).map(([id]) => id ?? null);
  };

  test("of a million rows answers with any page quickly", async () => {
    const result = await fixture.worker.run({ ...million, pageRows: 100 });
    expect(result.rowCount).toBe(1_000_000);
    for (const offset of [0, 499_999, 999_990]) {
      const started = performance.now();
      const { frame } = await fixture.worker.page({ ...million, offset, limit: 100 });
      // Milliseconds where nothing else runs; the ceiling is for a machine that runs other tests.
      expect(performance.now() - started).toBeLessThan(5_000);
      expect(frame.data[0]?.[0]).toBe(BigInt(offset));
      expect(frame.rowCount).toBe(Math.min(100, 1_000_000 - offset));
    }
  });

  test("sorted by a column with ties gives each row once over all pages", async () => {
    const seen = new Set<unknown>();
    for (let offset = 0; offset < 5_000; offset += 1_000) {
      const view = { sort: [{ column: "name", direction: "desc" }] } as const;
      const { frame } = await fixture.worker.page({ ...million, ...view, offset, limit: 1_000 });
      for (const id of frame.data[0] ?? []) seen.add(id);
    }
    expect(seen.size).toBe(5_000);
  });

  test.each<[string, ResultView, number[]]>([
    ["sort ascending, nulls last", { sort: [{ column: "price", direction: "asc" }] }, [1, 2, 3, 4]],
    ["sort descending, nulls last", { sort: [{ column: "price", direction: "desc" }] }, [2, 3, 1, 4]],
    [
      "sort by two columns",
      {
        sort: [
          { column: "price", direction: "desc" },
          { column: "id", direction: "desc" },
        ],
      },
      [3, 2, 1, 4],
    ],
    ["text equal", { filters: [{ column: "name", operator: "eq", value: "Banana" }] }, [2]],
    ["text not equal keeps nulls", { filters: [{ column: "name", operator: "ne", value: "Banana" }] }, [1, 3, 4]],
    ["contains, without case", { filters: [{ column: "name", operator: "contains", value: "AN" }] }, [2]],
    ["contains takes % as a character", { filters: [{ column: "name", operator: "contains", value: "0%" }] }, [3]],
    [
      "contains takes quotes as characters",
      { filters: [{ column: "name", operator: "contains", value: '"pure"' }] },
      [3],
    ],
    [
      "a fraction against whole numbers is not rounded",
      { filters: [{ column: "id", operator: "gt", value: "2.5" }] },
      [3, 4],
    ],
    ["decimal equal in another spelling", { filters: [{ column: "price", operator: "eq", value: "2" }] }, [2, 3]],
    ["double less or equal", { filters: [{ column: "ratio", operator: "lte", value: "0.5" }] }, [1, 4]],
    ["date before", { filters: [{ column: "day", operator: "lt", value: "2024-01-01" }] }, [4]],
    ["instant at", { filters: [{ column: "at", operator: "eq", value: "2024-02-01T00:00:00Z" }] }, [2]],
    ["boolean", { filters: [{ column: "ok", operator: "eq", value: "true" }] }, [1, 4]],
    ["is null", { filters: [{ column: "day", operator: "isNull" }] }, [3]],
    [
      "is not null, and another",
      {
        filters: [
          { column: "day", operator: "isNotNull" },
          { column: "id", operator: "lt", value: "4" },
        ],
      },
      [1, 2],
    ],
    ["an injection is only a value", { filters: [{ column: "name", operator: "eq", value: "' OR 1=1 --" }] }, []],
  ])("%s", async (_, view, expected) => {
    expect(await ids(view)).toEqual(expected);
  });

  test.each([
    [
      "a column that is not there",
      { sort: [{ column: 'id"; DROP TABLE x; --', direction: "asc" }] },
      "SQL_UNKNOWN_COLUMN",
    ],
    [
      "a filter value of the wrong kind",
      { filters: [{ column: "day", operator: "eq", value: "soon" }] },
      "SQL_TYPE_MISMATCH",
    ],
  ] as const)("%s is refused", async (_, view, code) => {
    await expect(fixture.worker.page({ ...small, ...view, offset: 0, limit: 1 })).rejects.toMatchObject({ code });
  });

  test("has statistics of every column", async () => {
    const [id, name, price, day, at, ok, ratio] = await fixture.worker.statistics(small);
    expect(id).toMatchObject({
      name: "id",
      count: 4,
      nulls: 0,
      distinct: 4,
      min: 1,
      max: 4,
      mean: 2.5,
      median: 2.5,
      sum: 10,
    });
    expect(name).toMatchObject({ count: 3, nulls: 1, distinct: 3, min: '100% "pure"', max: "apple" });
    expect(price).toMatchObject({
      min: "1.50",
      max: "2.00",
      sum: "5.50",
      topValues: [
        { value: "2.00", count: 2 },
        { value: "1.50", count: 1 },
      ],
    });
    expect(day).toMatchObject({ min: "2023-12-31", max: "2024-02-01" });
    expect(at).toMatchObject({ min: "2023-12-31T00:00:00Z" });
    expect(ok).toMatchObject({
      topValues: [
        { value: true, count: 2 },
        { value: false, count: 1 },
      ],
    });
    expect(ratio).toMatchObject({ count: 3, mean: -0.5, sum: -1 });
  });

  test("counts all its rows into bins between round edges", async () => {
    const [id, , amount] = await fixture.worker.statistics(million);
    expect(id?.histogram).toHaveLength(40);
    expect(id?.histogram?.[0]).toEqual({ from: 0, to: 25_000, count: 25_000 });
    expect(amount?.histogram?.at(-1)).toEqual({ from: 9_750, to: 10_000, count: 25_000 });
    const [, , price, , , , ratio] = await fixture.worker.statistics(small);
    expect(price?.histogram?.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    // What is no number has no place.
    expect(ratio?.histogram?.reduce((sum, { count }) => sum + count, 0)).toBe(2);
  });

  test.each([
    ["lists and structs", "SELECT [1, 2] AS l, {'a': 1} AS s, MAP {'k': 1} AS m, '{\"a\": 1}'::JSON AS j"],
    ["nothing but nulls", "SELECT NULL AS a, NULL::DATE AS b, NULL::DOUBLE AS c"],
    ["no rows", "SELECT id, name FROM small WHERE id > 100"],
    ["names that need quotes", 'SELECT 1 AS "a""b", 2 AS "select", 3 AS "ü 🦆"'],
    ["a summary", "SUMMARIZE SELECT id, name, price FROM small"],
    ["a description", "DESCRIBE small"],
    [
      "extreme numbers",
      "SELECT 1e308::DOUBLE AS d, 'nan'::DOUBLE AS n, repeat('9', 38)::DECIMAL(38,0) AS w, (2::HUGEINT ** 126)::HUGEINT AS h FROM range(10)",
    ],
  ])("of %s can be paged, measured and exported", async (_, sql) => {
    const request = fixture.request(sql);
    const result = await fixture.worker.run({ ...request, pageRows: 10 });
    const page = await fixture.worker.page({ ...request, offset: 0, limit: 10 });
    expect(page.frame.data).toEqual(result.firstPage.data);
    expect(await fixture.worker.statistics(request)).toHaveLength(result.columns.length);
    for (const format of ["csv", "xlsx", "json", "parquet"] as const) {
      const file = await fixture.worker.export({ ...request, format, isFormulaSafe: true });
      expect(file.rowCount).toBe(result.rowCount);
    }
  });

  test("of large cells is cut further where a page would be too large, visibly", async () => {
    const request = fixture.request("SELECT repeat('x', 200000) AS v FROM range(300)");
    await fixture.worker.run({ ...request, pageRows: 1 });
    const { frame } = await fixture.worker.page({ ...request, offset: 0, limit: 300 });
    expect(frame.rowCount).toBe(300);
    expect(String(frame.data[0]?.[0])).toMatch(/^x{1000,120000}…$/);
  });

  test("of a source that was never attached is SOURCE_NOT_FOUND", async () => {
    const request = fixture.request("SELECT 1", {}, "nowhere");
    await expect(fixture.worker.run({ ...request, pageRows: 1 })).rejects.toBeInstanceOf(AppError);
    await expect(fixture.worker.run({ ...request, pageRows: 1 })).rejects.toMatchObject({ code: "SOURCE_NOT_FOUND" });
  });
});
