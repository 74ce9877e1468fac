import { type Cell, cellToJson, type Frame, type FrameColumn } from "@parlance/core";

const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/;

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;

/**
 * Values exactly as they are, for other programs to read: NULL is nothing, an empty text is "".
 * Cells that a spreadsheet would take for formulas are left alone, unlike in the web app's export.
 */
function cellToCsv(cell: Cell): string {
  const value = cellToJson(cell);
  if (value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text === "" || NEEDS_QUOTES.test(text) ? quoted(text) : text;
}

export const csvHeader = (columns: readonly FrameColumn[]): string =>
  `${columns.map((column) => cellToCsv(column.name)).join(",")}\n`;

export function csvRows(frame: Frame): string {
  let out = "";
  for (let row = 0; row < frame.rowCount; row++) {
    out += `${frame.data.map((column) => cellToCsv(column[row] ?? null)).join(",")}\n`;
  }
  return out;
}
