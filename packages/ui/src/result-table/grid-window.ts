/** Heights in CSS pixels. One height for all rows keeps a million of them a matter of arithmetic. */
export const ROW_HEIGHT = 32;

/** Browsers cap the height of an element (Firefox near 17.9 million pixels); past this the scroll bar is geared. */
export const MAX_SCROLL_HEIGHT = 15_000_000;

export interface RowWindow {
  readonly first: number;
  /** Exclusive. */
  readonly last: number;
  /** Where the first shown row lies inside the scrolled area. */
  readonly offset: number;
}

export const scrollHeight = (rowCount: number): number => Math.min(rowCount * ROW_HEIGHT, MAX_SCROLL_HEIGHT);

/** Real pixels per pixel of scroll bar; 1 until the cap is reached. */
function gear(rowCount: number, viewport: number): number {
  const real = rowCount * ROW_HEIGHT - viewport;
  const shown = scrollHeight(rowCount) - viewport;
  return shown <= 0 || real <= shown ? 1 : real / shown;
}

const OVERSCAN = 6;

export function rowWindow(scrollTop: number, viewport: number, rowCount: number): RowWindow {
  const top = scrollTop * gear(rowCount, viewport);
  const first = Math.max(0, Math.min(rowCount, Math.floor(top / ROW_HEIGHT)) - OVERSCAN);
  const last = Math.min(rowCount, Math.ceil((top + viewport) / ROW_HEIGHT) + OVERSCAN);
  return { first, last, offset: scrollTop - (top - first * ROW_HEIGHT) };
}

/** The scroll position that brings a row into view, or the present one when it is in view already. */
export function scrollToRow(row: number, scrollTop: number, viewport: number, rowCount: number): number {
  const ratio = gear(rowCount, viewport);
  const top = scrollTop * ratio;
  const rowTop = row * ROW_HEIGHT;
  if (rowTop < top) return rowTop / ratio;
  if (rowTop + ROW_HEIGHT > top + viewport) return (rowTop + ROW_HEIGHT - viewport) / ratio;
  return scrollTop;
}

export interface ColumnWindow {
  readonly first: number;
  readonly last: number;
}

/** Columns in view; `lefts` holds each column's left edge and, last, the full width. */
export function columnWindow(scrollLeft: number, viewport: number, lefts: readonly number[]): ColumnWindow {
  const count = lefts.length - 1;
  let first = 0;
  while (first < count - 1 && (lefts[first + 1] ?? 0) <= scrollLeft) first += 1;
  let last = first;
  while (last < count && (lefts[last] ?? 0) < scrollLeft + viewport) last += 1;
  return { first: Math.max(0, first - 2), last: Math.min(count, last + 2) };
}

export function leftEdges(widths: readonly number[]): number[] {
  const edges = [0];
  for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
  return edges;
}
