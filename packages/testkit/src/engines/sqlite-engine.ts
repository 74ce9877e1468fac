import sqlite from "node-sqlite3-wasm";
import { loadStatements, SQLITE_SPELLING } from "./load-statements.ts";
import type { TestEngine } from "./test-engine.ts";

export async function openSqlite(): Promise<TestEngine> {
  const database = new sqlite.Database(":memory:");
  return {
    dialect: "sqlite",
    version: `SQLite ${Object.values(database.get("SELECT sqlite_version()") ?? {}).join("")}`,
    load: async (tables) => {
      for (const table of tables)
        for (const statement of loadStatements(table, SQLITE_SPELLING)) database.exec(statement);
    },
    query: async (sql) => database.all(sql).map((row) => Object.values(row ?? {})),
    close: async () => database.close(),
  };
}
