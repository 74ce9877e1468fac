import sqlite from "node-sqlite3-wasm";
import { isSqliteWithheld, SQLITE_OTHER_FUNCTIONS } from "./sqlite-functions.ts";
import { writeFunctionList } from "./write-function-list.ts";

/**
 * Writes the guard's list of callable SQLite functions: what the pinned engine lists, less what sqlite-functions.ts
 * withholds:
 *   npx tsx tools/guard/list-sqlite-functions.ts
 */
const TARGET = new URL("../../packages/sql/src/guard/sqlite/generated/allowed-functions.ts", import.meta.url);

const database = new sqlite.Database(":memory:");
const version = String(database.get("SELECT sqlite_version() AS version")?.version);
const rows = database.all("SELECT DISTINCT name FROM pragma_function_list");
database.close();

const names = [...rows.map((row) => String(row.name)), ...SQLITE_OTHER_FUNCTIONS].map((name) => name.toLowerCase());
await writeFunctionList(
  TARGET,
  "tools/guard/list-sqlite-functions.ts",
  "sqlite-functions.ts",
  `SQLite ${version}`,
  names.filter((name) => !isSqliteWithheld(name)),
);
