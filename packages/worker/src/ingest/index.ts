import { stat } from "node:fs/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import {
  AppError,
  type FileKind,
  type IngestedFile,
  type IngestedTable,
  type IngestProgress,
  type IngestRequest,
} from "@parlance/core";
import type { ReadAhead } from "./ahead/read-ahead.ts";
import { gunzip } from "./gunzip.ts";
import { IngestJob } from "./job.ts";
import { type SniffedKind, sniffKind } from "./kind.ts";
import { leaveOutTotals } from "./load/totals-row.ts";
import { fileLabel } from "./names.ts";
import type { ReadFile } from "./read-file.ts";

/** Reads one uploaded file into Parquet tables under request.outDir. All or nothing: a failure leaves no file behind. */
export async function ingestFile(
  request: IngestRequest,
  connection: DuckDBConnection,
  onProgress: (progress: IngestProgress) => void,
  signal?: AbortSignal,
  ahead?: ReadAhead,
): Promise<IngestedFile> {
  const job = new IngestJob(request, connection, onProgress, signal, ahead);
  try {
    const read = await readAny(job, request.path, true);
    const settled = SHEETS.has(read.kind) ? await withoutTotals(job, read) : read;
    return { ...settled, warnings: job.warnings };
  } catch (error) {
    await job.removeTables();
    throw error;
  } finally {
    await job.removeScratch();
  }
}

/** Kinds of files that people lay out for reading. */
const SHEETS: ReadonlySet<FileKind> = new Set(["csv", "xlsx"]);

/** Rows of totals are told among what was recognised, so that they can be had back. */
async function withoutTotals(job: IngestJob, read: ReadFile): Promise<ReadFile> {
  if (job.request.options.totalsRow === "keep") return { ...read, parsed: { ...read.parsed, totalsRow: "keep" } };
  const tables: IngestedTable[] = [];
  for (const table of read.tables) tables.push(await leaveOutTotals(job, table));
  const isAllKept = tables.every((table, index) => table === read.tables[index]);
  return isAllKept ? read : { ...read, tables, parsed: { ...read.parsed, totalsRow: "leaveOut" } };
}

async function readAny(job: IngestJob, path: string, mayUnpack: boolean): Promise<ReadFile> {
  job.signal?.throwIfAborted();
  const { size } = await stat(path);
  if (size === 0) throw job.empty("The file is empty.");
  job.setBytesTotal(size);
  const kind = await sniffKind(path, job.request.fileName);
  if (kind !== "gzip") return READERS[kind](job, path, fileLabel(job.request.fileName));
  if (!mayUnpack) throw job.reject("The file is compressed more than once.");
  return readAny(job, await gunzip(job, path, size), false);
}

type Reader = (job: IngestJob, path: string, label: string) => Promise<ReadFile>;

const unknown = (hint: string, message?: string): Reader => {
  return (job) =>
    Promise.reject(new AppError("FILE_KIND_UNKNOWN", { message, hint, details: { file: job.request.fileName } }));
};

/** One line per kind of file; each loads what it needs, so that a text file does not wait for the readers of workbooks. */
const READERS: Readonly<Record<Exclude<SniffedKind, "gzip">, Reader>> = {
  csv: async (...file) => (await import("./csv/index.ts")).ingestCsv(...file),
  xlsx: async (...file) => (await import("./sheet/index.ts")).ingestXlsx(...file),
  ods: async (...file) => (await import("./sheet/index.ts")).ingestOds(...file),
  compoundDocument: async (...file) => (await import("./sheet/index.ts")).ingestXls(...file),
  json: async (...file) => (await import("./json/index.ts")).ingestJson(...file),
  parquet: async (...file) => (await import("./parquet/index.ts")).ingestParquet(...file),
  sqlite: async (job, path) => (await import("./sqlite/index.ts")).ingestSqlite(job, path),
  duckdb: async (job, path) => (await import("./duckdb/index.ts")).ingestDuckdb(job, path),
  zip: unknown("This is a ZIP archive. Unpack it and upload the files in it."),
  document: unknown("Save the table in it as CSV or XLSX, and upload that.", "This is a document, not a table."),
  markup: unknown("This is a web page or an XML file. Save the table in it as CSV or XLSX."),
  binary: unknown("CSV, TSV, XLSX, JSON, NDJSON, Parquet, SQLite and DuckDB files can be read."),
};
