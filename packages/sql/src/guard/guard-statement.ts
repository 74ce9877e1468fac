import type { Dialect, GuardPolicy, GuardVerdict } from "@parlance/core";

/** DuckDB is judged on the engine's own parse, which only its worker can make: see guard-duckdb.ts. */
export type GuardedDialect = Exclude<Dialect, "duckdb">;

type Guard = (sql: string, policy: GuardPolicy) => GuardVerdict | Promise<GuardVerdict>;

/** Parsers are large, so each is loaded by the first statement of its dialect. One line a dialect. */
const GUARDS: Partial<Readonly<Record<GuardedDialect, () => Promise<Guard>>>> = {
  postgres: async () => (await import("./postgres/guard-postgres.ts")).guardPostgres,
  bigquery: async () => (await import("./bigquery/guard-bigquery.ts")).guardBigquery,
  trino: async () => (await import("./trino/guard-trino.ts")).guardTrino,
  mysql: async () => (await import("./mysql/guard-mysql.ts")).guardMysql,
  mongodb: async () => (await import("./mongodb/guard-mongodb.ts")).guardMongodb,
  sqlite: async () => (await import("./sqlite/guard-sqlite.ts")).guardSqlite,
};

/** Dialects that guardStatement can judge. */
export const GUARDED_DIALECTS: readonly string[] = Object.keys(GUARDS);

export const isGuardedDialect = (dialect: string): dialect is GuardedDialect => GUARDED_DIALECTS.includes(dialect);

/**
 * Judges one statement by the allow-list of its dialect. Runs nothing and needs no source: the policy says what may be
 * read. Total: whatever text it is given, it answers with a verdict.
 */
export async function guardStatement(dialect: GuardedDialect, sql: string, policy: GuardPolicy): Promise<GuardVerdict> {
  const load = GUARDS[dialect];
  if (load === undefined) throw new Error(`There is no guard for ${dialect}.`);
  return (await load())(sql, policy);
}
