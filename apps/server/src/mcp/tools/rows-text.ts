import type { JsonCell } from "@parlance/core";
import type { CappedRows } from "./capped-rows.ts";

/** Rows with tabs between the cells, one line each: the fewest tokens that a model still reads without mistakes. */
export function rowsText({ columns, rows, rowCount, isTruncated }: CappedRows): string {
  const lines = [columns.map(({ name }) => oneLine(name)), ...rows.map((row) => row.map(cellText))];
  const shown = rows.length === rowCount ? `${rowCount}` : `${rows.length} of ${rowCount}`;
  const counted = `${shown} ${rowCount === 1 ? "row" : "rows"}${isTruncated ? ", cut" : ""}:`;
  return [counted, ...lines.map((cells) => cells.join("\t"))].join("\n");
}

function cellText(cell: JsonCell): string {
  if (cell === null) return "NULL";
  return oneLine(typeof cell === "object" ? JSON.stringify(cell) : String(cell));
}

/** A cell cannot break out of its line and pretend to be something else. */
const oneLine = (text: string): string => text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ");
