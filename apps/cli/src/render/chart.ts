import type { ChartKind, ChartSpec, FrameColumn, JsonCell } from "@parlance/core";
import { type Bar, type ChartSize, renderBars } from "./bar-chart.ts";
import { cellText } from "./cell-text.ts";
import { renderLine } from "./line-chart.ts";

/** More bars than this say less than the table does. */
const MAX_BARS = 30;

/** How a terminal draws each kind; kinds that need two dimensions of ink are left to the table. */
const DRAWN_AS: Readonly<Record<ChartKind, "bars" | "line" | null>> = {
  bar: "bars",
  pie: "bars",
  histogram: "bars",
  line: "line",
  area: "line",
  kpi: null,
  stacked: null,
  scatter: null,
  heatmap: null,
  table: null,
};

interface Plotted {
  readonly x: { readonly index: number; readonly column: FrameColumn };
  readonly y: { readonly index: number; readonly column: FrameColumn };
}

/** The chart in characters, or null where the table says it better. */
export function renderChart(
  spec: ChartSpec | null,
  columns: readonly FrameColumn[],
  rows: readonly (readonly JsonCell[])[],
  size: ChartSize,
): string | null {
  if (spec === null || spec.series !== undefined || rows.length < 2) return null;
  const plotted = columnsOf(spec, columns);
  if (plotted === null) return null;
  const way = DRAWN_AS[spec.kind];
  if (way === "line") return lineOf(plotted, rows, size);
  return way === "bars" && rows.length <= MAX_BARS ? barsOf(plotted, rows, size) : null;
}

function columnsOf(spec: ChartSpec, columns: readonly FrameColumn[]): Plotted | null {
  const find = (name: string | undefined) => {
    const index = columns.findIndex((column) => column.name === name);
    const column = columns[index];
    return column === undefined ? null : { index, column };
  };
  const x = find(spec.x);
  const y = find(spec.y[0]);
  return x === null || y === null ? null : { x, y };
}

function barsOf({ x, y }: Plotted, rows: readonly (readonly JsonCell[])[], size: ChartSize): string | null {
  const bars = rows.flatMap((row): Bar[] => {
    const value = numberOf(row[y.index] ?? null);
    if (value === null) return [];
    return [{ label: labelOf(row[x.index] ?? null, x.column), value, text: labelOf(row[y.index] ?? null, y.column) }];
  });
  return bars.length < 2 ? null : renderBars(bars, size);
}

function lineOf({ x, y }: Plotted, rows: readonly (readonly JsonCell[])[], size: ChartSize): string | null {
  const values = rows.map((row) => numberOf(row[y.index] ?? null));
  if (values.filter((value) => value !== null).length < 2) return null;
  const format = (value: number): string =>
    labelOf(Number.isInteger(value) ? value : Number(value.toFixed(2)), y.column);
  const labelAt = (row: readonly JsonCell[] | undefined): string => labelOf(row?.[x.index] ?? null, x.column);
  return renderLine({ values, format, firstLabel: labelAt(rows[0]), lastLabel: labelAt(rows.at(-1)) }, size);
}

const labelOf = (cell: JsonCell, column: FrameColumn): string => (cell === null ? "NULL" : cellText(cell, column));

function numberOf(cell: JsonCell): number | null {
  if (cell === null || typeof cell === "object" || typeof cell === "boolean") return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}
