import { readFile, stat } from "node:fs/promises";
import type { IngestedTable } from "@parlance/core";
import { HucreError, type MergeRange, readOds, readXls, readXlsx, streamXlsxRows, type Workbook } from "hucre";
import type { IngestJob } from "../job.ts";
import type { SourceValue } from "../load/value-file.ts";
import { ValueFile } from "../load/value-file.ts";
import type { ReadFile } from "../read-file.ts";
import { type FillDown, fillDown } from "./fill-down.ts";
import { findSheetHeader, type SheetHeader, type SheetRow } from "./sheet-header.ts";
import { encrypted, guardZip } from "./zip-guard.ts";

/** A sheet's rows with their 0-based place in the sheet. */
interface PlacedRow {
  readonly index: number;
  readonly values: SheetRow;
}

interface Sheet {
  readonly name: string;
  readonly isHidden: boolean;
  rows(): AsyncIterable<PlacedRow>;
  merges(): Promise<readonly MergeRange[]>;
}

const MAX_WORKBOOK_BYTES = 512 * 1024 * 1024;
/** Old workbooks are read whole, in memory. */
const MAX_OLD_WORKBOOK_BYTES = 64 * 1024 * 1024;
const MAX_ODS_UNPACKED_BYTES = 24 * 1024 * 1024;
const MAX_SHEETS = 500;

export async function ingestXlsx(job: IngestJob, path: string, label: string): Promise<ReadFile> {
  const bytes = await readWorkbook(job, path, MAX_WORKBOOK_BYTES);
  await guardZip(job, bytes);
  return reading(job, async () => {
    const sheets: Sheet[] = [];
    await readXlsx(bytes, {
      sheets: (info, index) => {
        sheets.push({
          name: info.name,
          isHidden: Boolean(info.hidden || info.veryHidden),
          rows: () => streamXlsxRows(bytes, { sheet: index }),
          merges: () => mergesOf(bytes, index),
        });
        return false;
      },
    });
    return ingestSheets(job, sheets, label, bytes.length);
  });
}

/** Merged cells are told after all rows, so that finding them reads the sheet once more: only where that is quick. */
const MAX_MERGED_BYTES = 2 * 1024 * 1024;

async function mergesOf(bytes: Buffer, index: number): Promise<readonly MergeRange[]> {
  if (bytes.length > MAX_MERGED_BYTES) return [];
  const { sheets } = await readXlsx(bytes, { sheets: [index], maxRows: 1 });
  return sheets[0]?.merges ?? [];
}

/**
 * OpenDocument sheets are read whole: the streaming reader holds more than the whole-file one, and that one took 1.2 GB
 * for a 2 MB file of 150,000 rows. Large ones are sent back with a way out.
 */
export async function ingestOds(job: IngestJob, path: string, label: string): Promise<ReadFile> {
  const bytes = await readWorkbook(job, path, MAX_OLD_WORKBOOK_BYTES);
  if ((await guardZip(job, bytes)) > MAX_ODS_UNPACKED_BYTES) {
    throw job.reject(
      "This OpenDocument sheet is too large to be read.",
      {},
      "Save it as .xlsx or CSV and upload that.",
    );
  }
  return reading(job, async () => ingestSheets(job, heldSheets(await readOds(bytes)), label, bytes.length));
}

/** Excel 97 to 2003. Other compound documents (encrypted workbooks, Word, mail) end here too. */
export async function ingestXls(job: IngestJob, path: string, label: string): Promise<ReadFile> {
  const bytes = await readWorkbook(job, path, MAX_OLD_WORKBOOK_BYTES);
  if (bytes.includes(Buffer.from("EncryptedPackage", "utf16le"))) throw encrypted(job);
  return reading(job, async () => ingestSheets(job, heldSheets(await readXls(bytes)), label, bytes.length));
}

const heldSheets = (workbook: Workbook): Sheet[] =>
  workbook.sheets.map((sheet) => ({
    name: sheet.name,
    isHidden: Boolean(sheet.hidden || sheet.veryHidden),
    async *rows() {
      // Rows and cells that the file skips are holes in the arrays.
      for (let index = 0; index < sheet.rows.length; index++)
        yield { index, values: Array.from(sheet.rows[index] ?? []) };
    },
    merges: () => Promise.resolve(sheet.merges ?? []),
  }));

async function readWorkbook(job: IngestJob, path: string, maxBytes: number): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > maxBytes) {
    throw job.reject(
      `A workbook may have at most ${maxBytes / 1024 / 1024} MB.`,
      {},
      "Save the sheet as CSV and upload that.",
    );
  }
  return readFile(path);
}

async function reading(job: IngestJob, read: () => Promise<ReadFile>): Promise<ReadFile> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof HucreError)) throw error;
    throw job.reject(
      "The workbook is damaged, protected with a password, or of a kind that is not read.",
      {},
      "Open it in a spreadsheet program and save it as .xlsx without a password.",
    );
  }
}

async function ingestSheets(job: IngestJob, sheets: readonly Sheet[], label: string, size: number): Promise<ReadFile> {
  if (sheets.length > MAX_SHEETS) throw job.reject(`A workbook may have at most ${MAX_SHEETS} sheets.`);
  const wanted = job.request.options.sheets?.sheets;
  const tables: IngestedTable[] = [];
  const headerRow: Record<string, number> = {};
  for (const [index, sheet] of sheets.entries()) {
    if (wanted && !wanted.includes(sheet.name)) continue;
    if (!wanted && sheet.isHidden) {
      job.warn({ message: `The hidden sheet "${sheet.name}" was left out.` });
      continue;
    }
    const name =
      sheets.length === 1 || /^(sheet|tabelle|feuil|hoja|foglio)\s?1$/i.test(sheet.name) ? label : sheet.name;
    const span = { from: (size * index) / sheets.length, to: (size * (index + 1)) / sheets.length };
    const read = await ingestSheet(job, sheet, name, span);
    if (!read) {
      job.warn({ message: `The sheet "${sheet.name}" holds no table.` });
      continue;
    }
    tables.push(read.table);
    if (read.headerRow > 0) headerRow[sheet.name] = read.headerRow;
  }
  if (tables.length === 0) throw job.empty("No sheet of this workbook holds a table.");
  return {
    kind: "xlsx",
    tables,
    parsed: { sheets: { sheets: tables.flatMap(({ origin }) => (origin === undefined ? [] : [origin])), headerRow } },
  };
}

const PEEK_ROWS = 120;
/** Columns that may appear to the right of those in the first rows. */
const SPARE_COLUMNS = 64;
const MAX_COLUMNS = 16_384;

async function ingestSheet(
  job: IngestJob,
  sheet: Sheet,
  label: string,
  span: { from: number; to: number },
): Promise<{ table: IngestedTable; headerRow: number } | null> {
  const first = await peekRows(sheet);
  const chosen = job.request.options.sheets?.headerRow?.[sheet.name];
  const fixed = chosen === undefined ? undefined : first.findIndex(({ index }) => index === chosen - 1);
  if (fixed === -1) throw job.reject(`Row ${chosen} of the sheet "${sheet.name}" is empty.`, { row: chosen ?? 0 });
  if (first.length === 0) return null;
  const header = findSheetHeader(
    first.map(({ values }) => values),
    fixed,
  );
  const dataFrom = first[header.dataFrom]?.index;
  if (dataFrom === undefined) return null;
  const table = job.claimTableName(label);
  const width = Math.min(MAX_COLUMNS, Math.max(...first.map(({ values }) => values.length)) + SPARE_COLUMNS);
  const fill = fillDown(await sheet.merges(), dataFrom);
  const file = await writeRows(job, { ...sheet, dataFrom, width, fill }, table);
  if (fill.columns.size > 0) {
    const names = [...fill.columns].map((column) => `"${header.names[column] || `column ${column + 1}`}"`);
    job.warn({ message: `Merged cells in ${names.join(", ")} were read as their value in each of their rows.`, table });
  }
  const path = job.nextParquetPath();
  const { rowCount } = await file.load(namesOf(header, width), path, span);
  const headerRow = header.headerIndex < 0 ? 0 : (first[header.headerIndex]?.index ?? -1) + 1;
  return { table: { name: table, path, rowCount, origin: sheet.name }, headerRow };
}

const isBlank = (values: SheetRow): boolean =>
  values.every((value) => value === null || value === undefined || value === "");

async function peekRows(sheet: Sheet): Promise<PlacedRow[]> {
  const rows: PlacedRow[] = [];
  for await (const row of sheet.rows()) {
    if (isBlank(row.values)) continue;
    rows.push(row);
    if (rows.length >= PEEK_ROWS) break;
  }
  return rows;
}

interface SheetBody extends Sheet {
  /** 0-based row where the data begins. */
  readonly dataFrom: number;
  readonly width: number;
  readonly fill: FillDown;
}

async function writeRows(job: IngestJob, sheet: SheetBody, table: string): Promise<ValueFile> {
  const { dataFrom, width, fill } = sheet;
  const file = await ValueFile.create(job, table, width);
  try {
    for await (const { index, values } of sheet.rows()) {
      if (index < dataFrom || isBlank(values)) continue;
      if (values.length > width && values.slice(width).some((value) => value !== null)) {
        throw job.reject(`Row ${index + 1} of the sheet "${sheet.name}" is far wider than the rows before it.`, {
          row: index + 1,
          table,
        });
      }
      file.write(fill.row(index, values).map(tidyCell));
      if (file.rowCount % 5_000 === 0) {
        job.signal?.throwIfAborted();
        job.progress("convert", 0, file.rowCount, table);
      }
    }
  } finally {
    file.close();
  }
  return file;
}

/** Spreadsheets write their errors into cells; they are no values. */
const tidyCell = (value: SourceValue): SourceValue =>
  typeof value === "string" && /^#(N\/A|VALUE!|REF!|DIV\/0!|NAME\?|NUM!|NULL!)$/.test(value) ? null : value;

/** Names as far as the header gives them; null where a column counts only if it holds something. */
function namesOf({ names }: SheetHeader, width: number): (string | null)[] {
  return Array.from({ length: width }, (_, column) => names[column] || null);
}
