import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { sheets_v4 } from "@googleapis/sheets";
import { AppError, type PulledTable, type PullNeeds, type RemoteNeeds, type ReportProbe } from "@parlance/core";
import { columnNames, findSheetHeader, tableName } from "@parlance/worker/grid";
import { cellOf, type SheetCell } from "./cells.ts";
import { type SheetsConfig, spreadsheetId } from "./config.ts";
import { toAppError } from "./errors.ts";
import { createGoogleClient } from "./google-client.ts";

/** Cells a request asks for, about: an answer is some 100 bytes a cell. */
const CELLS_AT_ONCE = 50_000;
/** Rows in which the header is looked for. */
const PEEK_ROWS = 120;

interface SheetPlace {
  readonly title: string;
  readonly rows: number;
  readonly columns: number;
}

/** Fetches every wanted sheet as a table. Sheets without cells are no tables. */
export async function pullSheets(
  config: SheetsConfig,
  needs: PullNeeds,
  signal?: AbortSignal,
): Promise<readonly PulledTable[]> {
  const client = createGoogleClient(config, needs.outbound);
  try {
    const tables: PulledTable[] = [];
    let before = 0;
    for (const [index, place] of (await findSheets(client, config, signal)).entries()) {
      const path = join(needs.folder, `${index}.ndjson`);
      const rowCount = await writeSheet(client, config, place, path, (rows) => needs.onProgress(before + rows), signal);
      if (rowCount === null) continue;
      before += rowCount;
      const taken = tables.map(({ name }) => name);
      tables.push({ name: tableName(place.title, taken), path, rowCount });
    }
    if (tables.length === 0)
      throw new AppError("SOURCE_CONFIG_INVALID", { message: "No sheet of this spreadsheet holds a table." });
    return tables;
  } catch (error) {
    throw toAppError(error, signal);
  }
}

async function findSheets(
  client: sheets_v4.Sheets,
  config: SheetsConfig,
  signal?: AbortSignal,
): Promise<readonly SheetPlace[]> {
  const { data } = await client.spreadsheets.get(
    {
      spreadsheetId: spreadsheetId(config.spreadsheet) ?? "",
      fields: "sheets(properties(title,hidden,sheetType,gridProperties(rowCount,columnCount)))",
    },
    signal ? { signal } : {},
  );
  const grids = (data.sheets ?? []).flatMap(({ properties }) => (properties?.sheetType === "GRID" ? [properties] : []));
  const missing = config.sheets.find((name) => !grids.some(({ title }) => title === name));
  if (missing !== undefined) {
    throw new AppError("SOURCE_CONFIG_INVALID", {
      message: `The spreadsheet has no sheet called "${missing}".`,
      hint: `It has ${grids.map(({ title }) => `"${title}"`).join(", ")}.`,
    });
  }
  return grids
    .filter(({ title, hidden }) => (config.sheets.length > 0 ? config.sheets.includes(title ?? "") : hidden !== true))
    .map(({ title, gridProperties }) => ({
      title: title ?? "",
      rows: gridProperties?.rowCount ?? 0,
      columns: gridProperties?.columnCount ?? 0,
    }));
}

type Row = readonly SheetCell[];

/** Rows from the header on; null when the sheet is empty. */
async function writeSheet(
  client: sheets_v4.Sheets,
  config: SheetsConfig,
  place: SheetPlace,
  path: string,
  onRows: (rows: number) => void,
  signal?: AbortSignal,
): Promise<number | null> {
  const windows = readWindows(client, config, place, signal);
  const first = await windows.next();
  const peeked = first.done ? [] : first.value;
  const filled = peeked.filter((row) => !isBlank(row));
  if (filled.length === 0) return null;
  const header = findSheetHeader(filled.slice(0, PEEK_ROWS), undefined);
  const width = Math.max(...peeked.map((row) => row.length));
  const names = columnNames(Array.from({ length: width }, (_, i) => header.names[i] ?? ""));
  let count = 0;
  const lineOf = (row: Row): string => {
    count += 1;
    return `${JSON.stringify(Object.fromEntries(names.map((name, i) => [name, row[i] ?? null])))}\n`;
  };
  async function* lines(): AsyncGenerator<string> {
    yield filled.slice(header.dataFrom).map(lineOf).join("");
    onRows(count);
    for await (const rows of windows) {
      yield rows
        .filter((row) => !isBlank(row))
        .map(lineOf)
        .join("");
      onRows(count);
    }
  }
  await pipeline(Readable.from(lines()), createWriteStream(path), signal ? { signal } : {});
  return count;
}

const isBlank = (row: Row): boolean => row.every((cell) => cell === null || cell === "");

async function* readWindows(
  client: sheets_v4.Sheets,
  config: SheetsConfig,
  { title, rows, columns }: SheetPlace,
  signal?: AbortSignal,
): AsyncGenerator<readonly Row[]> {
  const step = Math.max(PEEK_ROWS, Math.floor(CELLS_AT_ONCE / Math.max(1, columns)));
  for (let from = 1; from <= rows; from += step) {
    const to = Math.min(rows, from + step - 1);
    const { data } = await client.spreadsheets.get(
      {
        spreadsheetId: spreadsheetId(config.spreadsheet) ?? "",
        ranges: [`'${title.replaceAll("'", "''")}'!${from}:${to}`],
        fields: "sheets(data(rowData(values(effectiveValue,effectiveFormat(numberFormat(type))))))",
      },
      signal ? { signal } : {},
    );
    yield (data.sheets?.[0]?.data?.[0]?.rowData ?? []).map(({ values }) => (values ?? []).map(cellOf));
  }
}

/** Signs in and lists the sheets. */
export async function probeSheets(
  config: SheetsConfig,
  { outbound }: RemoteNeeds,
  report: ReportProbe,
  signal?: AbortSignal,
): Promise<void> {
  report({ id: "sign-in", state: "running", message: "Signing in to Google" });
  const client = createGoogleClient(config, outbound);
  try {
    const found = await findSheets(client, config, signal);
    report({ id: "sign-in", state: "done", message: "Signed in; the spreadsheet may be read." });
    report({
      id: "tables",
      state: "done",
      message: `${found.length} ${found.length === 1 ? "sheet" : "sheets"}: ${found.map(({ title }) => title).join(", ")}.`,
    });
  } catch (error) {
    const told = toAppError(error, signal);
    report({ id: "sign-in", state: "failed", message: told.message, ...(told.hint ? { hint: told.hint } : {}) });
    throw told;
  }
}
