import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DuckDBConnection } from "@duckdb/node-api";
import { type DescribedTables, findTable, type Table } from "@parlance/core";
import { beforeAll, describe, expect, it } from "vitest";
import { hasSamples, ingestPath, openEngine, SAMPLES } from "../ingest/ingest-fixture.ts";
import { describeTables } from "./index.ts";

let engine: DuckDBConnection;
let folder: string;
beforeAll(async () => {
  engine = await openEngine();
  folder = await mkdtemp(join(tmpdir(), "parlance-describe-"));
});

async function describeSql(tables: Readonly<Record<string, string>>): Promise<DescribedTables> {
  const stored = [];
  for (const [name, select] of Object.entries(tables)) {
    const path = join(folder, `${name}.parquet`);
    await engine.run(`COPY (${select}) TO '${path}' (FORMAT parquet)`);
    stored.push({ name, path });
  }
  return describeTables({ tables: stored }, engine, () => undefined);
}

const tableOf = ({ catalog }: DescribedTables, name: string): Table => {
  const table = findTable(catalog, name);
  if (!table) throw new Error(`no table ${name}`);
  return table;
};
const columnOf = (described: DescribedTables, table: string, column: string) => {
  const found = tableOf(described, table).columns.find(({ name }) => name === column);
  if (!found?.profile) throw new Error(`no profile of ${column}`);
  return { ...found, profile: found.profile };
};

describe("the profile of a small table", () => {
  it("counts, bounds, means and histograms are exact", async () => {
    const described = await describeSql({
      t: `SELECT * FROM (VALUES (1, 'b', DATE '2024-01-01', 1.50::DECIMAL(18,2)), (2, 'a', DATE '2024-12-31', 2.50), (3, 'a', NULL, NULL)) v(n, word, day, price)`,
    });
    expect(columnOf(described, "t", "n").profile).toMatchObject({
      rows: 3,
      nulls: 0,
      distinct: 3,
      distinctIsExact: true,
      min: "1",
      max: "3",
      mean: 2,
    });
    expect(columnOf(described, "t", "word").profile.topValues).toEqual([
      { value: "a", count: 2 },
      { value: "b", count: 1 },
    ]);
    const day = columnOf(described, "t", "day");
    expect(day).toMatchObject({ nullable: true, profile: { nulls: 1, min: "2024-01-01", max: "2024-12-31" } });
    expect(day.profile.histogram).toHaveLength(20);
    expect(day.profile.histogram?.[0]).toMatchObject({ from: Date.UTC(2024, 0, 1), count: 1 });
    expect(columnOf(described, "t", "price").profile).toMatchObject({ mean: 2, min: "1.50", max: "2.50" });
    expect(described.values).toEqual([
      {
        table: "t",
        column: "word",
        values: [
          { value: "a", count: 2 },
          { value: "b", count: 1 },
        ],
        isTruncated: false,
      },
    ]);
    expect(tableOf(described, "t")).toMatchObject({
      rowCount: 3,
      samples: [
        [1, "b", "2024-01-01", "1.50"],
        [2, "a", "2024-12-31", "2.50"],
        [3, "a", null, null],
      ],
    });
  });

  it("moments carry the cell format", async () => {
    const described = await describeSql({
      t: `SELECT TIMESTAMP '2024-01-02 10:00:00' AS a, TIMESTAMPTZ '2024-01-02 10:00:00+00' AS b`,
    });
    expect(columnOf(described, "t", "a").profile.min).toBe("2024-01-02T10:00:00");
    expect(columnOf(described, "t", "b").profile.min).toBe("2024-01-02T10:00:00Z");
    expect(tableOf(described, "t").samples).toEqual([["2024-01-02T10:00:00", "2024-01-02T10:00:00Z"]]);
  });

  it("an all-empty column, nested values and a table without rows have a profile", async () => {
    const described = await describeSql({
      t: "SELECT NULL::VARCHAR AS a, [1, 2] AS b, {'x': 1} AS c",
      empty: "SELECT 1 AS a WHERE false",
    });
    expect(columnOf(described, "t", "a").profile).toMatchObject({ nulls: 1, distinct: 0, topValues: [] });
    expect(columnOf(described, "t", "b").type.kind).toBe("list");
    expect(tableOf(described, "empty").rowCount).toBe(0);
  });

  it("prose is not indexed", async () => {
    const described = await describeSql({ t: "SELECT repeat('many words ', 10) || i AS note FROM range(50) t(i)" });
    expect(described.values).toEqual([]);
  });

  it("the version changes with the data and with nothing else", async () => {
    const versions = [];
    for (const n of [1, 1, 2]) versions.push((await describeSql({ t: `SELECT ${n} AS a` })).catalog.version);
    expect(versions[0]).toBe(versions[1]);
    expect(versions[0]).not.toBe(versions[2]);
  });
});

describe("the profile of a large table", () => {
  it("is near the truth without counting every value of columns that hardly repeat", async () => {
    const described = await describeSql({
      big: `SELECT i AS id, 'note ' || i AS note, ['x', 'y', 'z'][1 + i % 3] AS kind, i % 150000 AS many, (i % 1000) / 4.0 AS measure FROM range(400000) t(i)`,
    });
    const distinct = (column: string) => columnOf(described, "big", column).profile.distinct;
    expect(distinct("kind")).toBe(3);
    expect(columnOf(described, "big", "kind").profile.topValues[0]).toEqual({ value: "x", count: 133_334 });
    expect(Math.abs(distinct("id") - 400_000)).toBeLessThan(20_000);
    expect(Math.abs(distinct("note") - 400_000)).toBeLessThan(20_000);
    expect(columnOf(described, "big", "note").profile.distinctIsExact).toBe(false);
    expect(columnOf(described, "big", "measure").profile).toMatchObject({
      distinct: 1000,
      distinctIsExact: true,
      mean: 124.875,
    });
    const bins = columnOf(described, "big", "id").profile.histogram ?? [];
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(400_000);
    expect(described.values.find(({ column }) => column === "note")?.isTruncated).toBe(true);
    expect(tableOf(described, "big").primaryKey).toEqual(["id"]);
  });
});

describe("the sample of a large table", () => {
  it("shows all times of a table in order of time, and says that it is a sample", async () => {
    const described = await describeSql({
      log: "SELECT TIMESTAMP '2024-01-01' + to_seconds(i * 37) AS moment, i * 0.5::DOUBLE AS reading FROM range(900000) t(i)",
    });
    const { histogram = [], sampledRows, distinctIsExact } = columnOf(described, "log", "moment").profile;
    expect(histogram.every(({ count }) => count > 30_000 && count < 60_000)).toBe(true);
    expect(histogram.reduce((sum, { count }) => sum + count, 0)).toBe(900_000);
    expect(distinctIsExact).toBe(false);
    expect(sampledRows).toBeGreaterThan(10_000);
    const { mean = 0 } = columnOf(described, "log", "reading").profile;
    expect(Math.abs(mean - 225_000)).toBeLessThan(9_000);
  });
});

describe("keys that nobody declared", () => {
  const shop = {
    customers: "SELECT i AS customer_id, 'c' || i AS name, 1990 + i % 30 AS year FROM range(1, 101) t(i)",
    orders:
      "SELECT i AS id, 1 + i % 100 AS customer_id, 1 + i % 9 AS sales_rep_id, 1990 + i % 30 AS year, i % 3 AS status FROM range(1, 1001) t(i)",
    sales_reps: "SELECT i AS id, 'r' || i AS name, CASE WHEN i > 1 THEN 1 END AS manager_id FROM range(1, 10) t(i)",
    order_items: "SELECT 1 + i // 3 AS order_id, 1 + i % 3 AS product_id, i % 5 AS quantity FROM range(0, 3000) t(i)",
    products: "SELECT i AS product_id, 'p' || i AS title FROM range(1, 4) t(i)",
  };
  it("are found by name, uniqueness and containment", async () => {
    const described = await describeSql(shop);
    const keys = Object.fromEntries(described.catalog.tables.map((table) => [table.name, table.primaryKey.join("+")]));
    expect(keys).toEqual({
      customers: "customer_id",
      orders: "id",
      sales_reps: "id",
      order_items: "order_id+product_id",
      products: "product_id",
    });
    const references = described.catalog.tables.flatMap((table) =>
      table.foreignKeys.map((key) => `${table.name}.${key.columns.join()} -> ${key.refTable}.${key.refColumns.join()}`),
    );
    expect(references.sort()).toEqual([
      "order_items.order_id -> orders.id",
      "order_items.product_id -> products.product_id",
      "orders.customer_id -> customers.customer_id",
      "orders.sales_rep_id -> sales_reps.id",
      "sales_reps.manager_id -> sales_reps.id",
    ]);
    for (const { foreignKeys } of described.catalog.tables) {
      for (const key of foreignKeys) {
        expect(key.origin).toBe("inferred");
        expect(key.confidence).toBeGreaterThan(0.5);
        expect(key.confidence).toBeLessThan(1);
        expect(key.evidence).toContain(key.refTable);
      }
    }
  });
  it("need values that are found in the other table", async () => {
    const described = await describeSql({
      customers: "SELECT i AS id FROM range(1, 101) t(i)",
      orders: "SELECT i AS id, 500 + i AS customer_id FROM range(1, 101) t(i)",
    });
    expect(tableOf(described, "orders").foreignKeys).toEqual([]);
  });
});

describe.skipIf(!hasSamples)("keys of the databases everyone knows", () => {
  const describeFile = async (name: string) => {
    const { file } = await ingestPath(engine, join(SAMPLES, name));
    return { file, described: await describeTables({ tables: file.tables }, engine, () => undefined) };
  };
  it("Chinook declares eleven primary and eleven foreign keys", async () => {
    const { file, described } = await describeFile("chinook/Chinook_Sqlite.sqlite");
    expect(file.tables).toHaveLength(11);
    expect(described.catalog.tables.every(({ primaryKeyOrigin }) => primaryKeyOrigin === "declared")).toBe(true);
    expect(described.catalog.tables.flatMap(({ foreignKeys }) => foreignKeys)).toHaveLength(11);
    expect(tableOf(described, "playlist_track").primaryKey).toEqual(["PlaylistId", "TrackId"]);
    expect(columnOf(described, "invoice", "Total").type).toMatchObject({ kind: "decimal", scale: 2 });
    expect(columnOf(described, "invoice", "InvoiceDate").type.kind).toBe("date");
  });
  it("Chinook as JSON has the same keys, inferred, except where no name tells", async () => {
    const { described } = await describeFile("chinook/ChinookData.json");
    const references = described.catalog.tables.flatMap((table) =>
      table.foreignKeys.map((key) => `${table.name}.${key.columns.join()} ${key.refTable}`),
    );
    expect(references.sort()).toEqual([
      "album.ArtistId artist",
      "employee.ReportsTo employee",
      "invoice.CustomerId customer",
      "invoice_line.InvoiceId invoice",
      "invoice_line.TrackId track",
      "playlist_track.PlaylistId playlist",
      "playlist_track.TrackId track",
      "track.AlbumId album",
      "track.GenreId genre",
      "track.MediaTypeId media_type",
    ]);
  });
  it("Northwind keeps its keys under readable table names", async () => {
    const { file, described } = await describeFile("northwind/northwind_small.sqlite");
    expect(file.tables.map(({ name }) => name)).toContain("order_details");
    expect(
      tableOf(described, "order_details")
        .foreignKeys.map(({ refTable }) => refTable)
        .sort(),
    ).toEqual(["orders", "products"]);
    expect(file.warnings[0]?.message).toContain("views were left out");
  });
});
