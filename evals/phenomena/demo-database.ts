import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Cell, StoredTable } from "@parlance/core";
import { demoWorkspaces, generateDemo } from "@parlance/demo";
import { type PreparedSource, prepareSource } from "@parlance/engine";
import { describeTables } from "../../packages/worker/src/describe/index.ts";

/** The day the packs were written for. */
export const PACK_DAY = "2026-11-15";

export interface DemoDatabase {
  readonly source: PreparedSource;
  /** Parquet files, there as long as the databases are. */
  readonly tables: readonly StoredTable[];
  /** Rows with numbers as numbers and dates without an empty time of day, so that results can be compared. */
  run(sql: string): Promise<Cell[][]>;
}

/** Generates the three demo workspaces in a folder of their own, which is removed at the end. */
export async function withDemoDatabases<Result>(
  use: (databases: ReadonlyMap<string, DemoDatabase>) => Promise<Result>,
): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), "parlance-packs-"));
  try {
    const databases = new Map<string, DemoDatabase>();
    for (const { id } of demoWorkspaces) databases.set(id, await openDemo(id, join(folder, id)));
    return await use(databases);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function openDemo(workspaceId: string, outDir: string): Promise<DemoDatabase> {
  mkdirSync(outDir);
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const tables = await generateDemo({ workspaceId, outDir, today: PACK_DAY, runSql: (sql) => connection.run(sql) });
  const { catalog, values } = await describeTables({ tables }, connection, () => undefined);
  const reader = await (await DuckDBInstance.create(":memory:")).connect();
  for (const { name, path } of tables)
    await reader.run(`CREATE VIEW "${name}" AS SELECT * FROM read_parquet('${path}')`);
  return { source: prepareSource(catalog, values), tables, run: (sql) => readRows(reader, sql) };
}

const NUMBER = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|DECIMAL|FLOAT|DOUBLE)/;

async function readRows(connection: DuckDBConnection, sql: string): Promise<Cell[][]> {
  const reader = await connection.runAndReadAll(sql);
  const isNumber = reader.columnTypes().map((type) => NUMBER.test(type.toString()));
  return reader.getRowsJson().map((row) => row.map((cell, column) => plainCell(cell, isNumber[column] ?? false)));
}

function plainCell(cell: unknown, isNumber: boolean): Cell {
  if (cell === null || typeof cell === "boolean" || typeof cell === "number") return cell;
  if (isNumber) return Number(cell);
  return String(cell).replace(/[ T]00:00:00(?:\.0+)?$/, "");
}
