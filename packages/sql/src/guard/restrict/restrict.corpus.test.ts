import { DuckDBInstance } from "@duckdb/node-api";
import { DIALECTS, type Dialect, type GuardPolicy, type GuardVerdict } from "@parlance/core";
import { beforeAll, describe, expect, it } from "vitest";
import { READS as BIGQUERY_READS } from "../bigquery/fixtures/reads.ts";
import { judgeBigquery } from "../bigquery/guard-bigquery.ts";
import { restrictDuckdb } from "../duckdb/restrict-duckdb.ts";
import { CORPUS_TABLES, corpusLines, HAS_CORPUS } from "../fixtures/corpus.ts";
import { judgeMongodb } from "../mongodb/guard-mongodb.ts";
import { judgeMysql } from "../mysql/guard-mysql.ts";
import { judgePostgres } from "../postgres/guard-postgres.ts";
import { READS as SQLITE_READS } from "../sqlite/fixtures/reads.ts";
import { judgeSqlite } from "../sqlite/guard-sqlite.ts";
import { READS as TRINO_READS } from "../trino/fixtures/reads.ts";
import { judgeTrino } from "../trino/guard-trino.ts";

const NAMES = [...new Set([...CORPUS_TABLES, "satış", "order lines", "a", "b"])];
const OPEN: GuardPolicy = { tables: NAMES.map((name) => ({ name, columns: ["id", "name", "amount", "status"] })) };

/** A rule for every table. */
const TIGHT: GuardPolicy = {
  ...OPEN,
  restrictions: {
    hashKey: "key-of-the-test-workspace",
    tables: NAMES.map((name) => ({
      table: name,
      rows: {
        kind: "compare",
        operator: "=",
        left: { kind: "column", name: "id", type: "number" },
        right: { kind: "literal", type: "number", value: "1" },
      },
      columns: {},
    })),
  },
};

type Judge = (sql: string, policy: GuardPolicy) => Promise<GuardVerdict>;

let serialize: (sql: string) => Promise<string>;

beforeAll(async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  serialize = async (sql) => {
    const reader = await connection.runAndReadAll("SELECT json_serialize_sql(CAST($1 AS VARCHAR))", [sql]);
    return String(reader.getRows()[0]?.[0]);
  };
});

const JUDGES: Readonly<Record<Dialect, Judge>> = {
  duckdb: async (sql, policy) => (await restrictDuckdb(sql, policy, serialize)).verdict,
  sqlite: async (sql, policy) => judgeSqlite(sql, policy).verdict,
  postgres: async (sql, policy) => (await judgePostgres(sql, policy)).verdict,
  mysql: async (sql, policy) => judgeMysql(sql, policy).verdict,
  trino: async (sql, policy) => (await judgeTrino(sql, policy)).verdict,
  bigquery: async (sql, policy) => judgeBigquery(sql, policy).verdict,
  mongodb: async (sql, policy) => judgeMongodb(sql, policy).verdict,
};

/** Those of the dialects whose own reads are not run against a server in this folder. */
const OWN_READS: Readonly<Partial<Record<Dialect, Readonly<Record<string, readonly string[]>>>>> = {
  sqlite: SQLITE_READS,
  trino: TRINO_READS,
  bigquery: BIGQUERY_READS,
};

/** The plan of a statement would show the rules. */
const isPlan = (sql: string): boolean => /^\s*EXPLAIN/i.test(sql);

async function changed(lines: readonly string[], judge: Judge, from: boolean): Promise<readonly string[]> {
  const found: string[] = [];
  for (const sql of lines) {
    if ((await judge(sql, OPEN)).isAllowed !== from || isPlan(sql)) continue;
    const verdict = await judge(sql, TIGHT);
    if (verdict.isAllowed !== from) found.push(sql);
  }
  return found;
}

describe.each(DIALECTS)("rules for every table change no verdict: %s", (dialect) => {
  it("of our own reads", async () => {
    expect(await changed(Object.values(OWN_READS[dialect] ?? {}).flat(), JUDGES[dialect], true)).toEqual([]);
  });

  it.skipIf(!HAS_CORPUS)("of the shared corpus (skipped where ../shared/attacks is absent)", async () => {
    const attacks = corpusLines("sql-attacks", dialect).map(({ sql }) => sql);
    const reads = corpusLines("sql-legit", dialect).map(({ sql }) => sql);
    expect(await changed(attacks, JUDGES[dialect], false)).toEqual([]);
    expect(await changed(reads, JUDGES[dialect], true)).toEqual([]);
  });
});
