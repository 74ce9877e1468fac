import type { GuardPolicy } from "@parlance/core";
import { comparableRows, openEngines, type TestEngine, type TestEngines } from "@parlance/testkit";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { restrictDuckdb } from "../duckdb/restrict-duckdb.ts";
import { judgeMysql } from "../mysql/guard-mysql.ts";
import { judgePostgres } from "../postgres/guard-postgres.ts";
import { judgeSqlite } from "../sqlite/guard-sqlite.ts";
import { ESCAPES, OWN_ESCAPES } from "./fixtures/escapes.ts";
import { OWN_SHAPES, SHAPES } from "./fixtures/shapes.ts";
import { CANARY, ofCopies, RESTRICTED_POLICY, shopTables } from "./fixtures/shop.ts";
import type { JudgedText } from "./judge-text.ts";

let engines: TestEngines;

beforeAll(async () => {
  engines = await openEngines([]);
  for (const engine of engines.all) await engine.load(shopTables(engine.dialect));
}, 120_000);

afterAll(async () => engines?.close());

const JUDGES: Readonly<
  Record<TestEngine["dialect"], (engine: TestEngine, sql: string, policy: GuardPolicy) => Promise<JudgedText>>
> = {
  duckdb: (engine, sql, policy) =>
    restrictDuckdb(sql, policy, async (text) => {
      const rows = await engine.query(`SELECT json_serialize_sql('${text.replaceAll("'", "''")}')`);
      return String(rows[0]?.[0]);
    }),
  sqlite: async (_engine, sql, policy) => judgeSqlite(sql, policy),
  mysql: async (_engine, sql, policy) => judgeMysql(sql, policy),
  postgres: async (_engine, sql, policy) => {
    const judged = await judgePostgres(sql, policy);
    return "runs" in judged ? judged : { verdict: judged.verdict, runs: { sql, originalPosition: (at) => at } };
  },
};

const rowsOf = (engine: TestEngine, sql: string): Promise<readonly string[] | string> =>
  engine.query(sql).then(
    (rows) => comparableRows(rows, / ORDER BY [^)]*$/i.test(sql)),
    (error: unknown) => String(error),
  );

const DIALECTS = ["duckdb", "sqlite", "postgres", "mysql"] as const;

const engineOf = (dialect: string): TestEngine | undefined => engines.all.find((each) => each.dialect === dialect);

describe.each(DIALECTS)("%s", (dialect) => {
  test.each([...SHAPES, ...(OWN_SHAPES[dialect] ?? [])])("answers as if the rest were not there: %s", async (sql) => {
    const engine = engineOf(dialect);
    if (engine === undefined) return;
    const { verdict, runs } = await JUDGES[dialect](engine, sql, RESTRICTED_POLICY);
    expect(verdict).toMatchObject({ isAllowed: true });
    const expected = await rowsOf(engine, ofCopies(sql));
    expect(expected, `${ofCopies(sql)}: ${String(expected)}`).toBeInstanceOf(Array);
    expect(await rowsOf(engine, runs.sql), runs.sql).toEqual(expected);
  });

  test.each([...ESCAPES, ...(OWN_ESCAPES[dialect] ?? [])])("gives nothing away: %s", async (sql) => {
    const engine = engineOf(dialect);
    if (engine === undefined) return;
    const { verdict, runs } = await JUDGES[dialect](engine, sql, RESTRICTED_POLICY);
    if (!verdict.isAllowed) {
      expect(verdict.refusal.message.replace(/"[^"]*"/g, "")).not.toMatch(CANARY);
      return;
    }
    const given = await rowsOf(engine, runs.sql);
    const expected = await rowsOf(engine, ofCopies(sql));
    if (typeof given === "string") {
      // What the person wrote may come back in a message; nothing else may.
      for (const word of sql.match(/[\w-]+/g) ?? []) expect(given.replaceAll(word, "")).not.toMatch(CANARY);
    } else expect(given, runs.sql).toEqual(expected);
  });
});
