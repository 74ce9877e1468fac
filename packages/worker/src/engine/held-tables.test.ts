import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { frameRows, type StoredTable } from "@parlance/core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { quoteText } from "../ingest/quote.ts";
import { openPoolFixture, type PoolFixture } from "../pool/pool-fixture.ts";
import { areSmall, defineViews, holdTables } from "./held-tables.ts";
import { USES_BEFORE_HELD } from "./source-engine.ts";

const ROWS = "SELECT i AS id, CASE WHEN i % 7 > 0 THEN 'name ' || i END AS name, (i / 4)::DECIMAL(9,2) AS amount";

describe("a small source", () => {
  let dir: string;
  let instance: DuckDBInstance;
  let connection: DuckDBConnection;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "parlance-held-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));
  beforeEach(async () => {
    instance = await DuckDBInstance.create(":memory:");
    connection = await instance.connect();
  });

  const stored = async (name: string, sql: string): Promise<StoredTable> => {
    const path = join(dir, `${name}.parquet`);
    await connection.run(`COPY (${sql}) TO ${quoteText(path)} (FORMAT parquet)`);
    return { name, path };
  };
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();

  test("is held in memory with the rows of its files, in their order, and without a row number of its own", async () => {
    const tables = [
      await stored("many", `${ROWS} FROM range(5000) t(i)`),
      await stored("none", `${ROWS} FROM range(0) t(i)`),
    ];
    expect(await areSmall(tables)).toBe(true);
    expect(await holdTables(instance, tables)).toBe(true);
    await defineViews(connection, tables, true);
    for (const { name, path } of tables) {
      expect(await rows(`FROM "${name}"`)).toEqual(await rows(`FROM read_parquet(${quoteText(path)})`));
      expect(await rows(`DESCRIBE "${name}"`)).toEqual(await rows(`DESCRIBE FROM read_parquet(${quoteText(path)})`));
      await expect(connection.run(`SELECT rowid FROM "${name}"`)).rejects.toThrow(/rowid/);
    }
  });

  test("whose values are larger than its file promises is read where it lies, and nothing stays in memory", async () => {
    const tables = [await stored("large", "SELECT repeat('x', 100000) AS text FROM range(1000)")];
    expect(await areSmall(tables)).toBe(true);
    expect(await holdTables(instance, tables)).toBe(false);
    expect(await rows("SELECT table_name FROM duckdb_tables()")).toEqual([]);
    await defineViews(connection, tables, false);
    expect(await rows("SELECT sum(length(text)) FROM large")).toEqual([[100_000_000n]]);
  });

  test("is not one whose files are large, nor one whose file is missing", async () => {
    const large = await stored("noise", "SELECT random() AS r FROM range(700000)");
    expect(await areSmall([large])).toBe(false);
    expect(await areSmall([{ name: "gone", path: join(dir, "gone.parquet") }])).toBe(false);
  });
});

describe("a source that is asked often", () => {
  let fixture: PoolFixture;
  beforeAll(async () => {
    fixture = await openPoolFixture();
    await fixture.attach({ t: `${ROWS} FROM range(5000) t(i)` });
  });
  afterAll(() => fixture.close());

  test("gives the same rows while it is copied and after", async () => {
    const answers = await Promise.all(
      Array.from({ length: 2 * USES_BEFORE_HELD }, async () => {
        const request = fixture.request("SELECT count(*), count(name), sum(amount) FROM t");
        return frameRows((await fixture.worker.run({ ...request, pageRows: 10 })).firstPage);
      }),
    );
    expect(new Set(answers.map((rows) => String(rows))).size).toBe(1);
    const first = { ...fixture.request("SELECT * FROM t LIMIT 3"), pageRows: 10 };
    expect(frameRows((await fixture.worker.run(first)).firstPage).map(([id]) => id)).toEqual([0n, 1n, 2n]);
  });
});
