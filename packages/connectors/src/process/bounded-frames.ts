import type { Cell, Frame, FrameColumn, RunLimits } from "@parlance/core";

const MAX_FRAME_ROWS = 2_048;
const MAX_FRAME_BYTES = 4 * 1024 * 1024;
const ELLIPSIS = "…";
const ELLIPSIS_BYTES = Buffer.byteLength(ELLIPSIS);

/** Collects rows into frames and keeps the limits of a statement on rows and bytes. */
export class BoundedFrames {
  readonly #columns: readonly FrameColumn[];
  readonly #limits: RunLimits;
  #data: Cell[][];
  #rows = 0;
  #frameBytes = 0;
  #totalRows = 0;
  #totalBytes = 0;
  isTruncated = false;

  constructor(columns: readonly FrameColumn[], limits: RunLimits) {
    this.#columns = columns;
    this.#limits = limits;
    this.#data = columns.map(() => []);
  }

  /** False when the row is one too many: the statement can be stopped. */
  add(cells: readonly Cell[], bytes: number): boolean {
    if (this.#totalRows >= this.#limits.maxRows || this.#totalBytes >= this.#limits.maxBytes) {
      this.isTruncated = true;
      return false;
    }
    this.#data.forEach((column, i) => {
      column.push(cells[i] ?? null);
    });
    this.#rows++;
    this.#totalRows++;
    this.#frameBytes += bytes;
    this.#totalBytes += bytes;
    return true;
  }

  get isFull(): boolean {
    return this.#rows >= MAX_FRAME_ROWS || this.#frameBytes >= MAX_FRAME_BYTES;
  }

  /** The rows collected so far; null when there are none. */
  take(): Frame | null {
    if (this.#rows === 0) return null;
    const frame = { columns: this.#columns, rowCount: this.#rows, data: this.#data };
    this.#data = this.#columns.map(() => []);
    this.#rows = 0;
    this.#frameBytes = 0;
    return frame;
  }
}

/** A text that fits the limit on cells: cut between characters and with an ellipsis, so that nobody takes it for the whole. */
export function cutText(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes || Buffer.byteLength(text) <= maxBytes) return text;
  const bytes = Buffer.from(text);
  let end = Math.max(0, maxBytes - ELLIPSIS_BYTES);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return bytes.toString("utf8", 0, end) + ELLIPSIS;
}
