import { copyFile, link, stat } from "node:fs/promises";
import type { DeclaredFacts, IngestedTable } from "@parlance/core";
import { asNumber, asText, queryRows, type Row } from "../../describe/query.ts";
import { isDataError, plainReason } from "../engine-error.ts";
import type { IngestJob } from "../job.ts";
import { copyColumnsSql } from "../load/copy-columns.ts";
import { writeParquet } from "../load/write-parquet.ts";
import { quoteName, quoteText } from "../quote.ts";
import type { ReadFile } from "../read-file.ts";
import { nameKeyTables, type SourceTable } from "../source-table.ts";

/** Alias under which the stranger's database is attached; no file of theirs can take it. */
const ALIAS = "uploaded_file";

/** Tables of a DuckDB database. Views and macros are code and are not run. */
export async function ingestDuckdb(job: IngestJob, path: string): Promise<ReadFile> {
  const { size } = await stat(path);
  const copy = await ownCopy(job, path);
  try {
    await job.connection.run(`ATTACH ${quoteText(copy)} AS ${ALIAS} (READ_ONLY)`);
  } catch (error) {
    if (!isDataError(error)) throw error;
    throw job.reject(`The DuckDB file cannot be opened: ${plainReason(error)}`);
  }
  try {
    return await copyTables(job, size);
  } catch (error) {
    if (!isDataError(error) || job.signal?.aborted) throw error;
    throw job.reject(`The DuckDB file is damaged: ${plainReason(error)}`);
  } finally {
    await job.connection.run(`DETACH ${ALIAS}`);
  }
}

/** Attaching looks for a log beside the file, so the file must stand in a folder that the engine may see. */
async function ownCopy(job: IngestJob, path: string): Promise<string> {
  const copy = await job.scratchPath("uploaded.duckdb");
  try {
    await link(path, copy);
  } catch (error) {
    // Another file system, or one without links.
    if (!(error instanceof Error) || !("code" in error)) throw error;
    await copyFile(path, copy);
  }
  return copy;
}

async function copyTables(job: IngestJob, size: number): Promise<ReadFile> {
  const sources = await readSourceTables(job);
  const tables: IngestedTable[] = [];
  for (const [index, source] of nameKeyTables(job, sources).entries()) {
    const scan = `${ALIAS}.${quoteName(source.schema)}.${quoteName(source.origin)}`;
    const path = job.nextParquetPath();
    const span = {
      table: source.name,
      bytesFrom: (size * index) / sources.length,
      bytesTo: (size * (index + 1)) / sources.length,
    };
    const rowCount = await writeParquet(job, await copyColumnsSql(job, scan), path, span);
    tables.push({ name: source.name, path, rowCount, origin: source.origin, ...source.facts });
  }
  if (tables.every(({ rowCount }) => rowCount === 0)) throw job.empty("The database holds no rows.");
  await warnAboutViews(job);
  return { kind: "duckdb", tables, parsed: {} };
}

async function readSourceTables(job: IngestJob): Promise<SourceTable[]> {
  const query = (sql: string): Promise<Row[]> => queryRows(job.connection, sql);
  const here = `database_name = ${quoteText(ALIAS)}`;
  const tables = await query(
    `SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE ${here} AND NOT internal ORDER BY table_oid`,
  );
  const columns = await query(
    `SELECT schema_name, table_name, column_name, comment FROM duckdb_columns() WHERE ${here} AND comment IS NOT NULL`,
  );
  const keys = await query(
    `SELECT schema_name, table_name, constraint_type, array_to_string(constraint_column_names, chr(31)) AS columns,
       referenced_table, array_to_string(referenced_column_names, chr(31)) AS ref_columns
     FROM duckdb_constraints() WHERE ${here} AND constraint_type IN ('PRIMARY KEY', 'FOREIGN KEY')`,
  );
  return tables.map((table) => ({
    schema: String(table.schema_name),
    origin: String(table.table_name),
    facts: factsOf(
      table,
      columns.filter((row) => isOf(table, row)),
      keys.filter((row) => isOf(table, row)),
    ),
  }));
}

const isOf = (table: Row, row: Row): boolean =>
  row.schema_name === table.schema_name && row.table_name === table.table_name;

const listOf = (value: Row[string] | undefined): string[] => (asText(value) ?? "").split("\u001f");

function factsOf(table: Row, columns: readonly Row[], keys: readonly Row[]): DeclaredFacts {
  const comment = asText(table.comment);
  const primary = keys.find((key) => key.constraint_type === "PRIMARY KEY");
  const foreign = keys.filter((key) => key.constraint_type === "FOREIGN KEY");
  return {
    ...(comment === undefined ? {} : { comment }),
    ...(columns.length === 0
      ? {}
      : { columnComments: Object.fromEntries(columns.map((row) => [String(row.column_name), String(row.comment)])) }),
    ...(primary ? { primaryKey: listOf(primary.columns) } : {}),
    foreignKeys: foreign.map((key) => ({
      columns: listOf(key.columns),
      refTable: String(key.referenced_table),
      refColumns: listOf(key.ref_columns),
    })),
  };
}

async function warnAboutViews(job: IngestJob): Promise<void> {
  const [row] = await queryRows(
    job.connection,
    `SELECT count(*) AS n FROM duckdb_views() WHERE database_name = ${quoteText(ALIAS)} AND NOT internal`,
  );
  const views = asNumber(row?.n);
  if (views > 0) job.warn({ message: `${views} views were left out; only tables are read.` });
}
