import { DuckDBInstance } from "@duckdb/node-api";
import { generateDemo } from "@parlance/demo";

// A process of its own: generating uses both cores for seconds, and its memory goes back with it.
const [workspaceId = "", outDir = "", today = ""] = process.argv.slice(2);
const instance = await DuckDBInstance.create(":memory:", { memory_limit: "512MB", threads: "2" });
const connection = await instance.connect();
await generateDemo({ workspaceId, outDir, today, runSql: (sql) => connection.run(sql) });
connection.closeSync();
instance.closeSync();
