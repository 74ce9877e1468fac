import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Catalog, Cell, ColumnValues, IngestedTable } from "@parlance/core";
import { describeTables } from "../../packages/worker/src/describe/index.ts";
import { ingestFile } from "../../packages/worker/src/ingest/index.ts";

/** Files read as an upload would be, ready to be asked and queried. */
export interface LoadedFiles {
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
  query(sql: string): Promise<Cell[][]>;
  close(): void;
}

const TIMEOUT_MS = 120_000;
const ignoreProgress = (): void => undefined;

export async function loadFiles(paths: readonly string[]): Promise<LoadedFiles> {
  const folder = mkdtempSync(join(tmpdir(), "parlance-eval-"));
  const instance = await DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  const tables: IngestedTable[] = [];
  for (const path of paths) {
    const outDir = mkdtempSync(join(folder, "file-"));
    const request = {
      path,
      fileName: basename(path),
      outDir,
      options: {},
      takenNames: tables.map((table) => table.name),
      timeoutMs: TIMEOUT_MS,
    };
    const file = await ingestFile(request, connection, ignoreProgress);
    tables.push(...file.tables);
  }
  const { catalog, values } = await describeTables({ tables }, connection, ignoreProgress);
  for (const table of tables) await connection.run(viewSql(table));
  return {
    catalog,
    values,
    query: (sql) => queryRows(connection, sql),
    close: () => {
      connection.closeSync();
      instance.closeSync();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const viewSql = (table: IngestedTable): string =>
  `CREATE VIEW "${table.name.replaceAll('"', '""')}" AS FROM read_parquet('${table.path.replaceAll("'", "''")}')`;

async function queryRows(connection: DuckDBConnection, sql: string): Promise<Cell[][]> {
  const reader = await connection.runAndReadAll(sql);
  // DuckDB's JSON form of a value is one of the cell forms.
  return reader.getRowsJson() as Cell[][];
}
