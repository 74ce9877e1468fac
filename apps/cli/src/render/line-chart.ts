import type { ChartSize } from "./bar-chart.ts";
import { displayWidth, padStart } from "./display-width.ts";

export interface Line {
  readonly values: readonly (number | null)[];
  /** Text for the top and bottom of the axis. */
  readonly format: (value: number) => string;
  readonly firstLabel: string;
  readonly lastLabel: string;
}

const ROWS = 8;
const MAX_CELLS = 72;
const MIN_CELLS = 20;
/** Dots of a Braille cell by [row][column]: two across, four down. */
const DOTS = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
] as const;
const BRAILLE = 0x2800;

/** A line drawn in Braille dots. The axis starts at zero unless all values lie far from it. */
export function renderLine(line: Line, { width, paint }: ChartSize): string {
  const known = line.values.filter((value) => value !== null);
  const [low, high] = axis(Math.min(...known), Math.max(...known));
  const labelWidth = Math.max(displayWidth(line.format(low)), displayWidth(line.format(high)));
  const cells = Math.max(MIN_CELLS, Math.min(MAX_CELLS, width - labelWidth - 3));
  const grid = draw(line.values, low, high, cells);
  const rows = grid.map((row, r) => {
    const label = r === 0 ? line.format(high) : r === ROWS - 1 ? line.format(low) : "";
    const drawn = row.map((dots) => String.fromCharCode(BRAILLE + dots)).join("");
    return `${paint("dim", `${padStart(label, labelWidth)} ┤`)}${paint("cyan", drawn)}`;
  });
  const space = Math.max(1, cells - displayWidth(line.firstLabel) - displayWidth(line.lastLabel));
  const foot = `${" ".repeat(labelWidth + 2)}${line.firstLabel}${" ".repeat(space)}${line.lastLabel}`;
  return [...rows, paint("dim", foot)].join("\n");
}

function axis(min: number, max: number): readonly [number, number] {
  if (min === max) return min === 0 ? [0, 1] : [Math.min(0, min), Math.max(0, max)];
  const isFarFromZero = min > 0 && min > max * 0.75;
  return isFarFromZero ? [min, max] : [Math.min(0, min), Math.max(0, max)];
}

function draw(values: readonly (number | null)[], low: number, high: number, cells: number): number[][] {
  const grid = Array.from({ length: ROWS }, () => new Array<number>(cells).fill(0));
  const across = cells * 2 - 1;
  const down = ROWS * 4 - 1;
  const xAt = (index: number): number => (values.length === 1 ? 0 : Math.round((index / (values.length - 1)) * across));
  const yAt = (value: number): number => Math.round(((high - value) / (high - low)) * down);
  const dot = (x: number, y: number): void => {
    const row = grid[Math.floor(y / 4)];
    const cell = Math.floor(x / 2);
    if (row !== undefined) row[cell] = (row[cell] ?? 0) | (DOTS[y % 4]?.[x % 2] ?? 0);
  };
  for (const [index, value] of values.entries()) {
    const next = values[index + 1];
    if (value === null) continue;
    if (next === null || next === undefined) dot(xAt(index), yAt(value));
    else connect(xAt(index), yAt(value), xAt(index + 1), yAt(next), dot);
  }
  return grid;
}

function connect(x0: number, y0: number, x1: number, y1: number, dot: (x: number, y: number) => void): void {
  const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
  for (let step = 0; step <= steps; step++) {
    dot(Math.round(x0 + ((x1 - x0) * step) / steps), Math.round(y0 + ((y1 - y0) * step) / steps));
  }
}
