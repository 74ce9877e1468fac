import { readFileSync } from "node:fs";
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

/** Kinds of questions whose statements differ most between engines, each with a file of questions about the demo teams. */
const MORE_KINDS = ["superlatives", "comparisons", "having", "top-per-group", "time-series", "relative-dates", "joins"];
/** Of each kind and team. */
const MORE_EACH = 5;

/** A hundred questions and more beside those that the demo suggests. */
const moreQuestions = (workspaceId: string): readonly string[] =>
  MORE_KINDS.flatMap((kind) => {
    const text = readFileSync(new URL(`../../evals/phenomena/${kind}.txt`, import.meta.url), "utf8");
    const lines = text.split("\n").filter((line) => line.startsWith(`${workspaceId.charAt(0)} | `));
    return lines.slice(0, MORE_EACH).map((line) => line.split(" | ")[1] ?? "");
  });

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

const howMany = Object.fromEntries(demoWorkspaces.map(({ id }) => [id, moreQuestions(id).length]));

test("there are a hundred more questions", () => {
  expect(Object.values(howMany).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(100);
});

/** What is read first is what a person is answered with. */
describe.each(demoWorkspaces)("$id: more questions have one answer on every engine", ({ id }) => {
  test.each(moreQuestions(id))("%s", { timeout: 240_000 }, async (question) => {
    const source = sources.get(id);
    if (source === undefined) throw new Error(`no source ${id}`);
    const [reading] = askEngine({ question, source, now: Date.parse(`${TODAY}T12:00:00Z`), timeZone: "UTC" }).readings;
    if (reading === undefined) throw new Error("no reading");
    const { limit, ...rest } = reading.query;
    const whole: Query = rest;
    // Which of several equal rows is the last to be kept is each engine's own choice: the rows before the cut must agree.
    // A star without its limit would show the working columns of the generator's tables too.
    const isWhole = limit !== undefined && !whole.select.some(({ expr }) => expr.kind === "star");
    for (const query of isWhole ? [whole, reading.query] : [reading.query]) {
      let expected: readonly string[] | undefined;
      for (const engine of engines.all) {
        const sql = printSql(query, source.catalog, engine.dialect);
        const rows = await engine.query(sql).catch((error: unknown) => [[String(error)]]);
        const isCut = query.limit !== undefined && !String(rows).includes("Error:");
        const found = isCut ? [`${rows.length} rows`] : comparableRows(rows, false);
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
    const readingsOf = (question: string): readonly Query[] =>
      askEngine({ question, source, now: Date.parse(`${TODAY}T12:00:00Z`), timeZone: "UTC" }).readings.map(
        ({ query }) => query,
      );
    // What a list of the first few leaves out is chance where it cuts between equals, so only chosen questions keep it.
    const withoutLimit = ({ limit: _, ...whole }: Query): Query => whole;
    const suggested = demo.questions.map(({ question }) => {
      const [first, ...others] = readingsOf(question);
      return { question, queries: [...(first === undefined ? [] : [first]), ...others.map(withoutLimit)] };
    });
    const more = moreQuestions(demo.id).map((question) => ({
      question,
      queries: readingsOf(question).slice(0, 1).map(withoutLimit),
    }));
    for (const { question, queries } of [...suggested, ...more]) {
      for (const query of queries) {
        const command = pipelineOf(query, source.catalog);
        // The generator's tables have working columns that "*" would show and the catalog does not know.
        if (command === null || query.select.some(({ expr }) => expr.kind === "star")) continue;
        const expected = comparableRows(await duckdb.query(printSql(query, source.catalog, "duckdb")), false);
        const found = comparableRows(await mongodb.query(command), false);
        // Of no documents a pipeline makes no group: nothing, where SQL says 0.
        if (found.length === 0 && expected.join() === "0") continue;
        expect(found, `${question}\n${command}`).toEqual(expected);
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
