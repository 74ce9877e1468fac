import type { FrameColumn } from "@parlance/core";
import { fullText } from "../format/format-cell.ts";
import type { Range } from "./grid-navigation.ts";
import type { PagedRows } from "./paged-rows.ts";

export const MAX_COPIED_ROWS = 10_000;

/** The selected cells as tab-separated text with full values; several columns carry their names. */
export async function rangeText(rows: PagedRows, columns: readonly FrameColumn[], range: Range): Promise<string> {
  const bottom = Math.min(range.bottom, range.top + MAX_COPIED_ROWS - 1);
  const isOneCell = range.top === bottom && range.left === range.right;
  const lines = isOneCell ? [] : [columns.slice(range.left, range.right + 1).map(({ name }) => field(name))];
  for (let row = range.top; row <= bottom; row += 1) {
    if (rows.row(row) === undefined) await rows.ensure(row, row + 1);
    const cells = rows.row(row)?.slice(range.left, range.right + 1) ?? [];
    lines.push(cells.map((cell) => (cell === null ? "" : isOneCell ? fullText(cell) : field(fullText(cell)))));
  }
  return lines.map((line) => line.join("\t")).join("\n");
}

const field = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
