import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError, type Cell, type FrameColumn, type TypeKind } from "@parlance/core";
import { writeXlsxStream, XLSX_MAX_ROWS_PER_SHEET } from "hucre/xlsx";
import { openStatement } from "../engine/statement.ts";
import { decodeFrame } from "../frames/decode-frame.ts";
import { chunkSchema, encodeChunk } from "../frames/encode-chunk.ts";
import type { ExportJob } from "./export-job.ts";
import { disarm } from "./formula.ts";

const MAX_ROWS = XLSX_MAX_ROWS_PER_SHEET - 1;
/** What one cell of a sheet can hold, in characters. */
const MAX_CELL_CHARACTERS = 32_767;

/** Sheets know no zones: instants stay text, whose "Z" says which one. */
const DATE_FORMATS: Partial<Record<TypeKind, string>> = { date: "yyyy-mm-dd", timestamp: "yyyy-mm-dd hh:mm:ss" };

type SheetCell = string | number | boolean | Date | null;

/** One sheet, written while rows are read. Numbers that a spreadsheet would round are kept whole, as text. */
export async function writeXlsx(job: ExportJob): Promise<number> {
  await refuseTooManyRows(job);
  const counted = { rows: 0 };
  const { columns } = job.kept;
  const stream = writeXlsxStream(sheetRows(job, counted), {
    name: "Result",
    columns: columns.map((column) => ({
      header: job.isFormulaSafe ? disarm(column.name) : column.name,
      ...(DATE_FORMATS[column.type.kind] ? { numFmt: DATE_FORMATS[column.type.kind] } : {}),
    })),
    freezePane: { rows: 1 },
  });
  // The DOM's stream type and Node's are the same thing under two names.
  const source = Readable.fromWeb(stream as import("node:stream/web").ReadableStream<Uint8Array>);
  await pipeline(source, createWriteStream(job.path), { signal: job.signal });
  return counted.rows;
}

async function refuseTooManyRows({ connection, query }: ExportJob): Promise<void> {
  const reader = await connection.runAndReadAll(`SELECT count(*) FROM (${query.sql})`, query.values);
  const rowCount = Number(reader.getRows()[0]?.[0]);
  if (rowCount <= MAX_ROWS) return;
  throw new AppError("EXPORT_TOO_LARGE", {
    message: `An Excel sheet holds ${MAX_ROWS.toLocaleString("en")} rows; this result has ${rowCount.toLocaleString("en")}.`,
    details: { rowCount, maxRows: MAX_ROWS },
  });
}

async function* sheetRows(job: ExportJob, counted: { rows: number }) {
  const { kept, connection, query } = job;
  const statement = await openStatement(connection, query.sql, query.values);
  const schema = chunkSchema(
    kept.columns.map((column) => column.name),
    kept.types,
  );
  const writers = kept.columns.map((column) => cellWriter(column, job.isFormulaSafe));
  for await (const chunk of statement.chunks(job.signal)) {
    const frame = decodeFrame(kept.columns, encodeChunk(schema, chunk, MAX_CELL_CHARACTERS * 4).bytes);
    for (let row = 0; row < frame.rowCount; row++) {
      yield writers.map((write, i) => write(frame.data[i]?.[row] ?? null));
    }
    counted.rows += frame.rowCount;
  }
}

/** Doubles hold 15 digits for certain; longer exact numbers stay text. */
const FITS_DOUBLE = /^-?(?=(?:\D*\d){1,15}\D*$)\d+(\.\d+)?$/;

function cellWriter(column: FrameColumn, isFormulaSafe: boolean): (cell: Cell) => SheetCell {
  const asText = (text: string): string => {
    const safe = isFormulaSafe ? disarm(text) : text;
    return safe.length > MAX_CELL_CHARACTERS ? `${safe.slice(0, MAX_CELL_CHARACTERS - 1)}…` : safe;
  };
  switch (column.type.kind) {
    case "boolean":
      return (cell) => (typeof cell === "boolean" ? cell : null);
    case "integer":
    case "bigint":
    case "decimal":
    case "double":
      return (cell) => (cell === null ? null : numberCell(String(cell)));
    case "date":
    case "timestamp":
      return (cell) => (cell === null ? null : (sheetDate(String(cell)) ?? asText(String(cell))));
    default:
      return (cell) => (cell === null ? null : asText(cellAsText(cell)));
  }
}

/** Sheets count from 1900 and took 1900 for a leap year, so earlier days would shift; those stay text. */
function sheetDate(text: string): Date | null {
  if (!/^(19|[2-9]\d)\d\d-/.test(text) || text < "1900-03-01") return null;
  return new Date(text.length === 10 ? `${text}T00:00:00Z` : `${text}Z`);
}

const numberCell = (text: string): SheetCell =>
  FITS_DOUBLE.test(text) || (/[.eE]/.test(text) && !/^-?\d+\.\d+$/.test(text)) ? Number(text) : text;

function cellAsText(cell: Cell): string {
  if (typeof cell === "string") return cell;
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString("base64");
  return JSON.stringify(cell, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}
