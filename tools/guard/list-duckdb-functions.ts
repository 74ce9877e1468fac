import { writeFile } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";
import { isWithheld, SYNTAX_FUNCTIONS } from "./withheld-functions.ts";

/**
 * Writes the guard's list of callable DuckDB functions: everything the pinned engine offers, less what
 * withheld-functions.ts withholds. Run after an engine upgrade and review the difference line by line:
 *   npx tsx tools/guard/list-duckdb-functions.ts
 */
const TARGET = new URL("../../packages/sql/src/guard/duckdb/generated/allowed-functions.ts", import.meta.url);

const HEADER = `// Written by tools/guard/list-duckdb-functions.ts from the pinned engine; change withheld-functions.ts there, not this file.
// Callable in expressions: no function here reads a file, opens a connection, changes a setting, or tells about the machine.
`;

async function callableFunctions(): Promise<{ version: string; names: string[] }> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const version = await connection.runAndReadAll("SELECT version()");
  const functions = await connection.runAndReadAll(
    "SELECT DISTINCT function_name FROM duckdb_functions() WHERE function_type IN ('scalar', 'aggregate', 'macro')",
  );
  const names = functions.getRows().map(([name]) => String(name).toLowerCase());
  connection.closeSync();
  return { version: String(version.getRows()[0]?.[0]), names };
}

const { version, names } = await callableFunctions();
const allowed = [...new Set([...names, ...SYNTAX_FUNCTIONS])].filter((name) => !isWithheld(name)).sort();
const lines = allowed.map((name) => `  ${JSON.stringify(name)},`).join("\n");
await writeFile(
  TARGET,
  `${HEADER}// Engine ${version}, ${allowed.length} names.\n\nexport const ALLOWED_FUNCTIONS: ReadonlySet<string> = new Set([\n${lines}\n]);\n`,
);
console.log(`${allowed.length} functions allowed, ${names.length - allowed.length} withheld or merged`);
