import type { FrameColumn } from "@parlance/core";
import { formatNamedCell } from "../format/format-cell.ts";
import type { Row } from "./paged-rows.ts";

const CHARACTER_WIDTH = 7.6;
const CELL_PADDING = 28;
const HEADER_CONTROLS = 44;
const LEAST = 76;
const MOST = 380;
const SAMPLE_ROWS = 60;

/** Wide enough for the name and for what the first rows hold, within reason. */
export function columnWidth(column: FrameColumn, index: number, rows: readonly (Row | undefined)[]): number {
  const longest = rows
    .slice(0, SAMPLE_ROWS)
    .map((row) => formatNamedCell(row?.[index] ?? null, column.type, column.name).length)
    .reduce((most, length) => Math.max(most, length), 0);
  const forCells = longest * CHARACTER_WIDTH + CELL_PADDING;
  const forName = column.name.length * CHARACTER_WIDTH + HEADER_CONTROLS;
  return Math.round(Math.max(LEAST, Math.min(MOST, Math.max(forCells, forName))));
}

/** Spreads left-over room over the columns, so that a narrow result still fills its frame. */
export function stretched(widths: readonly number[], room: number): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total >= room || widths.length === 0) return [...widths];
  const extra = (room - total) / widths.length;
  return widths.map((width) => width + extra);
}
