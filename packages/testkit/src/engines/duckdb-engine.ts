import { DuckDBInstance, version } from "@duckdb/node-api";
import { DUCKDB_SPELLING, loadStatements } from "./load-statements.ts";
import type { TestEngine } from "./test-engine.ts";

export async function openDuckdb(): Promise<TestEngine> {
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  return {
    dialect: "duckdb",
    version: `DuckDB ${version()}`,
    load: async (tables) => {
      for (const table of tables)
        for (const statement of loadStatements(table, DUCKDB_SPELLING)) await connection.run(statement);
    },
    query: async (sql) => (await connection.runAndReadAll(sql)).getRows(),
    close: async () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}
