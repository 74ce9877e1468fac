import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { askEngine, type PreparedSource, prepareSource } from "@parlance/engine";
import { printSql } from "@parlance/sql";
import {
  comparableRows,
  openEngines,
  type TestCell,
  type TestColumnKind,
  type TestEngines,
  type TestTable,
} from "@parlance/testkit";
import { createWorkerPool } from "@parlance/worker";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { demoWorkspaces } from "./demo-workspaces.ts";
import { generateDemo } from "./generate-demo.ts";

// Not the first or last day of anything, so that "last month" and "this year" mean something.
const TODAY = "2026-08-19";

/** Enough for every group and period to be there; the tables with names and keys are smaller and stay whole. */
const MAX_ROWS = 3_000;

const KINDS: Readonly<Record<string, TestColumnKind>> = {
  BOOLEAN: "boolean",
  INTEGER: "integer",
  BIGINT: "bigint",
  DOUBLE: "double",
  VARCHAR: "text",
  DATE: "date",
  TIMESTAMP: "timestamp",
};

const sources = new Map<string, PreparedSource>();
const tables: TestTable[] = [];
let engines: TestEngines;

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), "parlance-dialects-"));
  const pool = createWorkerPool({ scratchDir: join(folder, "scratch"), spares: 0 });
  try {
    for (const { id } of demoWorkspaces) {
      const duckdb = await (await DuckDBInstance.create(":memory:")).connect();
      const stored = await generateDemo({
        workspaceId: id,
        outDir: folder,
        today: TODAY,
        runSql: (sql) => duckdb.run(sql),
      });
      const { catalog, values } = await pool.forWorkspace(id).describe({ tables: stored }, () => undefined);
      sources.set(id, prepareSource(catalog, values));
      for (const { name } of stored) tables.push(await sampleOf(duckdb, name));
    }
  } finally {
    await pool.close();
    await rm(folder, { recursive: true, force: true });
  }
  engines = await openEngines(tables);
}, 240_000);

afterAll(async () => engines?.close());

/** Every n-th row of a table that the demo's statements left on this connection. */
async function sampleOf(duckdb: DuckDBConnection, table: string): Promise<TestTable> {
  const numbered = `SELECT *, row_number() OVER () AS place, count(*) OVER () AS total FROM ${table}`;
  const reader = await duckdb.runAndReadAll(
    `SELECT * EXCLUDE (place, total) FROM (${numbered}) WHERE place % greatest(1, total // ${MAX_ROWS}) = 0`,
  );
  const names = reader.columnNames();
  const kinds = reader.columnTypes().map((type) => KINDS[String(type)] ?? "decimal");
  return {
    name: table,
    columns: names.map((name, i) => ({ name, kind: kinds[i] ?? "text" })),
    rows: reader.getRows().map((row) => row.map(cellOf)),
  };
}

const cellOf = (value: unknown): TestCell =>
  value === null || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean"
    ? value
    : String(value);

/** The same question, asked of the same catalog in each dialect's own words. */
describe.each(demoWorkspaces)("$id: suggested questions have one answer on every engine", ({ id, questions }) => {
  test.each(questions)("$question", async ({ question }) => {
    const source = sources.get(id);
    if (source === undefined) throw new Error(`no source ${id}`);
    const { readings } = askEngine({ question, source, now: Date.parse(`${TODAY}T12:00:00Z`), timeZone: "UTC" });
    expect(readings.length).toBeGreaterThan(0);
    for (const { query } of readings) {
      let expected: readonly string[] | undefined;
      for (const engine of engines.all) {
        const sql = printSql(query, source.catalog, engine.dialect);
        const rows = await engine.query(sql).catch((error: unknown) => [[String(error)]]);
        const found = comparableRows(rows, false);
        expected ??= found;
        expect(found, `${engine.dialect}: ${sql}`).toEqual(expected);
      }
      expect(expected?.join("\n")).not.toContain("Error:");
    }
  });
});
