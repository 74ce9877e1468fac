import { comparableRows, openEngines, type TestEngines } from "@parlance/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DialectCase } from "./fixtures/dialect-case.ts";
import { DATA, SCHEMA } from "./fixtures/dialect-data.ts";
import { FILTER_CASES } from "./fixtures/filter-cases.ts";
import { NUMBER_CASES } from "./fixtures/number-cases.ts";
import { SHAPE_CASES } from "./fixtures/shape-cases.ts";
import { TIME_CASES } from "./fixtures/time-cases.ts";
import { printSql } from "./index.ts";

let engines: TestEngines;

beforeAll(async () => {
  engines = await openEngines(DATA);
}, 600_000);

afterAll(async () => engines?.close());

interface Answer {
  readonly sql: string;
  readonly rows: readonly string[] | string;
}

/** What each engine says, by name; a refusal is an answer too, so that one test shows all that went wrong. */
async function answersTo({ query, isOrdered = false }: DialectCase): Promise<Map<string, Answer>> {
  const found = new Map<string, Answer>();
  for (const engine of engines.all) {
    const sql = printSql(query, SCHEMA, engine.dialect);
    const rows = await engine.query(sql).then(
      (given) => comparableRows(given, isOrdered),
      (error: unknown) => String(error),
    );
    found.set(engine.dialect, { sql, rows });
  }
  return found;
}

const GROUPS: readonly (readonly [string, readonly DialectCase[]])[] = [
  ["numbers", NUMBER_CASES],
  ["time", TIME_CASES],
  ["filters", FILTER_CASES],
  ["shapes", SHAPE_CASES],
];

describe("one query gives the same rows on every engine", () => {
  describe.each(GROUPS)("%s", (_group, cases) => {
    test.each(cases)("$name", async (each) => {
      const answers = await answersTo(each);
      const expected = answers.get("duckdb")?.rows;
      expect(expected, answers.get("duckdb")?.sql).toBeInstanceOf(Array);
      for (const [dialect, { sql, rows }] of answers) expect(rows, `${dialect}: ${sql}`).toEqual(expected);
    });
  });
});
