import { type FrameColumn, isNumeric, type JsonCell } from "@parlance/core";
import { cellText, withoutControls } from "./cell-text.ts";
import { displayWidth, fitTo, padEnd, padStart } from "./display-width.ts";
import type { Paint } from "./paint.ts";

export interface TableOptions {
  /** Cells across; Infinity where output goes to a file. */
  readonly width: number;
  readonly maxRows: number;
  /** Rows the whole result has, when more than were handed over. */
  readonly rowCount: number;
  readonly paint: Paint;
}

const GAP = "  ";
const MIN_COLUMN = 6;
const NULL = "NULL";

/** Columns side by side, numbers to the right, NULL marked; what does not fit is said below. */
export function renderTable(
  columns: readonly FrameColumn[],
  rows: readonly (readonly JsonCell[])[],
  options: TableOptions,
): string {
  const shown = rows.slice(0, options.maxRows);
  const texts = shown.map((row) => columns.map((column, i) => textOf(row[i] ?? null, column)));
  const natural = columns.map((column, i) =>
    Math.max(displayWidth(withoutControls(column.name)), ...texts.map((row) => displayWidth(row[i] ?? "")), 1),
  );
  const widths = shrinkToFit(natural, options.width);
  const lines = [
    headerLine(columns, widths, options.paint),
    options.paint("dim", widths.map((width) => "─".repeat(width)).join(GAP)),
    ...shown.map((row, r) => rowLine(row, texts[r] ?? [], columns, widths, options.paint)),
    ...notes(columns.length - widths.length, shown.length, options),
  ];
  return lines.join("\n");
}

const textOf = (cell: JsonCell, column: FrameColumn): string => (cell === null ? NULL : cellText(cell, column));

function headerLine(columns: readonly FrameColumn[], widths: readonly number[], paint: Paint): string {
  const names = widths.map((width, i) => {
    const column = columns[i];
    const name = fitTo(withoutControls(column?.name ?? ""), width);
    return paint("bold", column !== undefined && isNumeric(column.type) ? padStart(name, width) : padEnd(name, width));
  });
  return names.join(GAP).trimEnd();
}

function rowLine(
  row: readonly JsonCell[],
  texts: readonly string[],
  columns: readonly FrameColumn[],
  widths: readonly number[],
  paint: Paint,
): string {
  const cells = widths.map((width, i) => {
    const column = columns[i];
    const text = fitTo(texts[i] ?? "", width);
    const padded = column !== undefined && isNumeric(column.type) ? padStart(text, width) : padEnd(text, width);
    return row[i] === null || row[i] === undefined ? paint("dim", padded) : padded;
  });
  return cells.join(GAP).trimEnd();
}

/** Takes cells from the widest columns first; drops columns from the right only when even narrow ones do not fit. */
function shrinkToFit(natural: readonly number[], available: number): number[] {
  const widths = [...natural];
  const total = (): number => widths.reduce((sum, width) => sum + width, 0) + GAP.length * (widths.length - 1);
  while (total() > available) {
    const widest = Math.max(...widths);
    if (widest > MIN_COLUMN) widths[widths.indexOf(widest)] = widest - 1;
    else if (widths.length > 1) widths.pop();
    else break;
  }
  return widths;
}

function notes(hiddenColumns: number, shownRows: number, { rowCount, paint }: TableOptions): string[] {
  const hidden = rowCount - shownRows;
  const out: string[] = [];
  if (hidden > 0) out.push(`… ${hidden.toLocaleString("en-US")} more of ${rowCount.toLocaleString("en-US")} rows`);
  if (hiddenColumns > 0)
    out.push(`… ${hiddenColumns} more ${hiddenColumns === 1 ? "column" : "columns"}; widen the window`);
  return out.map((line) => paint("dim", line));
}
