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

export const writeParquet = (job: ExportJob): Promise<number> => copy(job, ["*"], "FORMAT parquet, COMPRESSION zstd");

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
