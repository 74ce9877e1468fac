import { DuckDBTypeId } from "@duckdb/node-api";
import type { FrameColumn, TypeKind } from "@parlance/core";
import { cellText } from "../describe/cell-sql.ts";
import { quoteName, quoteText } from "../ingest/quote.ts";
import type { ExportJob } from "./export-job.ts";
import { disarm, disarmSql } from "./formula.ts";

/** Formats that DuckDB writes itself: a kept result goes to disk without passing through JavaScript. */

export const writeCsv = (job: ExportJob): Promise<number> => {
  const columns = job.kept.columns.map((column) => csvColumn(column, job.isFormulaSafe));
  return copy(job, columns, "FORMAT csv, HEADER true");
};

export const writeJson = (job: ExportJob): Promise<number> => copy(job, ["*"], "FORMAT json, ARRAY true");

/**
 * Parquet has no whole numbers of 128 bits, and DuckDB writes them as doubles, which are not exact. They become decimals,
 * or text where one of them has 39 digits.
 */
export async function writeParquet(job: ExportJob): Promise<number> {
  const columns = await Promise.all(job.kept.columns.map((column, i) => parquetColumn(job, column.name, i)));
  return copy(job, columns, "FORMAT parquet, COMPRESSION zstd");
}

async function parquetColumn({ connection, kept, query }: ExportJob, name: string, i: number): Promise<string> {
  const quoted = quoteName(name);
  if (kept.types[i]?.typeId !== DuckDBTypeId.HUGEINT) return quoted;
  const tooLong = `${quoted} IS NOT NULL AND TRY_CAST(${quoted} AS DECIMAL(38, 0)) IS NULL`;
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM (${query.sql}) WHERE ${tooLong}`, query.values);
  const type = Number(reader.getRows()[0]?.[0]) === 0 ? "DECIMAL(38, 0)" : "VARCHAR";
  return `CAST(${quoted} AS ${type}) AS ${quoted}`;
}

/** Kinds whose text can never begin with what a spreadsheet evaluates, or is a plain number that it should read. */
const HARMLESS: ReadonlySet<TypeKind> = new Set([
  "boolean",
  "integer",
  "bigint",
  "decimal",
  "double",
  "date",
  "time",
  "timestamp",
  "timestamptz",
  "uuid",
]);

function csvColumn(column: FrameColumn, isFormulaSafe: boolean): string {
  const name = quoteName(column.name);
  const header = quoteName(isFormulaSafe ? disarm(column.name) : column.name);
  if (HARMLESS.has(column.type.kind)) return `${name} AS ${header}`;
  const text = column.type.kind === "text" ? name : cellText(name, column.type);
  return `${isFormulaSafe ? disarmSql(text) : text} AS ${header}`;
}

async function copy(job: ExportJob, columns: readonly string[], options: string): Promise<number> {
  const { connection, query, path } = job;
  const sql = `COPY (SELECT ${columns.join(", ")} FROM (${query.sql})) TO ${quoteText(path)} (${options})`;
  const reader = await connection.runAndReadAll(sql, query.values);
  return Number(reader.getRows()[0]?.[0] ?? 0);
}
