import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { type Catalog, isAppError } from "@parlance/core";
import { askEngine, type PreparedSource, prepareSource } from "@parlance/engine";
import { printSql, type Query } from "@parlance/sql";
import {
  comparableRows,
  isSkipped,
  type MongodbEngine,
  mongodbServer,
  openEngines,
  openMongodb,
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
}, 600_000);

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
  test.each(questions)("$question", { timeout: 240_000 }, async ({ question }) => {
    const source = sources.get(id);
    if (source === undefined) throw new Error(`no source ${id}`);
    const { readings } = askEngine({ question, source, now: Date.parse(`${TODAY}T12:00:00Z`), timeZone: "UTC" });
    expect(readings.length).toBeGreaterThan(0);
    for (const [place, { query }] of readings.entries()) {
      // Where several rows share the last place, each engine keeps others of them; the answer itself has no such ties.
      const isCut = place > 0 && query.limit !== undefined;
      let expected: readonly string[] | undefined;
      for (const engine of engines.all) {
        const sql = printSql(query, source.catalog, engine.dialect);
        const rows = await engine.query(sql).catch((error: unknown) => [[String(error)]]);
        const found = isCut && !String(rows).includes("Error:") ? [`${rows.length} rows`] : comparableRows(rows, false);
        expected ??= found;
        expect(found, `${engine.dialect}: ${sql}`).toEqual(expected);
      }
      expect(expected?.join("\n")).not.toContain("Error:");
    }
  });
});

/** One collection answers less than joined tables do; what it does answer must be the same. */
describe.skipIf(isSkipped(mongodbServer))("MongoDB", () => {
  let mongodb: MongodbEngine;

  beforeAll(async () => {
    mongodb = await openMongodb();
    await mongodb.load(tables);
  }, 180_000);

  afterAll(async () => mongodb?.close());

  test.each(demoWorkspaces)("$id: readings over one collection have the answer they have on DuckDB", async (demo) => {
    const source = sources.get(demo.id);
    const duckdb = engines.all[0];
    if (source === undefined || duckdb === undefined) throw new Error(`no source ${demo.id}`);
    let answered = 0;
    for (const { question } of demo.questions) {
      const { readings } = askEngine({ question, source, now: Date.parse(`${TODAY}T12:00:00Z`), timeZone: "UTC" });
      for (const { query } of readings) {
        const command = pipelineOf(query, source.catalog);
        // The generator's tables have working columns that "*" would show and the catalog does not know.
        if (command === null || query.select.some(({ expr }) => expr.kind === "star")) continue;
        const expected = comparableRows(await duckdb.query(printSql(query, source.catalog, "duckdb")), false);
        expect(comparableRows(await mongodb.query(command), false), `${question}\n${command}`).toEqual(expected);
        answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(5);
  });
});

/** Null for what needs another collection. The catalog is that of the files: its columns are those of the documents. */
function pipelineOf(query: Query, catalog: Catalog): string | null {
  try {
    return printSql(query, catalog, "mongodb");
  } catch (error) {
    if (isAppError(error) && error.code === "QUERY_NOT_EXPRESSIBLE") return null;
    throw error;
  }
}
