import type { Cell, Frame, FrameColumn, ResultStream, RunLimits } from "@parlance/core";

const FRAME_ROWS = 2_048;
const FRAME_BYTES = 4 * 1024 * 1024;

export interface RowSource {
  readonly columns: readonly FrameColumn[];
  /** Rows as they arrive; asked for the next batch only when the reader wants more. */
  readonly batches: AsyncIterable<readonly (readonly Cell[])[]>;
}

/** Frames of rows within the limits: what is beyond them is left out or cut, and told. */
export function rowStream({ columns, batches }: RowSource, limits: RunLimits): ResultStream {
  const cut = new CellCutter(limits.maxCellBytes);
  let isTruncated = false;
  async function* frames(): AsyncGenerator<Frame> {
    let data: Cell[][] = columns.map(() => []);
    let [rows, bytes, pending, pendingBytes] = [0, 0, 0, 0];
    const flush = (): Frame => {
      const frame = { columns, rowCount: pending, data };
      data = columns.map(() => []);
      pending = 0;
      pendingBytes = 0;
      return frame;
    };
    for await (const batch of batches) {
      for (const row of batch) {
        if (rows === limits.maxRows || bytes >= limits.maxBytes) {
          isTruncated = true;
          if (pending > 0) yield flush();
          return;
        }
        const before = cut.bytes;
        for (const [i, cells] of data.entries()) cells.push(cut.fit(row[i] ?? null));
        rows++;
        pending++;
        bytes += cut.bytes - before;
        pendingBytes += cut.bytes - before;
        if (pending === FRAME_ROWS || pendingBytes >= FRAME_BYTES) yield flush();
      }
    }
    if (pending > 0) yield flush();
  }
  return { columns, frames: frames(), wasTruncated: () => isTruncated || cut.hasCut };
}

class CellCutter {
  readonly #maxBytes: number;
  /** Of all cells so far, about. */
  bytes = 0;
  hasCut = false;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  fit(cell: Cell): Cell {
    const fitting = this.#fit(cell);
    this.bytes += sizeOf(fitting);
    return fitting;
  }

  #fit(cell: Cell): Cell {
    if (typeof cell === "string") return this.#fitText(cell);
    if (typeof cell !== "object" || cell === null) return cell;
    if (cell instanceof Uint8Array) {
      if (cell.byteLength <= this.#maxBytes) return cell;
      this.hasCut = true;
      return cell.slice(0, this.#maxBytes);
    }
    if (sizeOf(cell) <= this.#maxBytes) return cell;
    // Half a list or object would pass for a whole one.
    this.hasCut = true;
    return null;
  }

  #fitText(text: string): string {
    if (text.length * 3 <= this.#maxBytes || Buffer.byteLength(text) <= this.#maxBytes) return text;
    this.hasCut = true;
    const bytes = Buffer.from(text.slice(0, this.#maxBytes));
    let end = Math.min(this.#maxBytes, bytes.length);
    // Not in the middle of a character: its later bytes start with 10.
    while (end > 0 && end < bytes.length && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    return bytes.subarray(0, end).toString("utf8");
  }
}

function sizeOf(cell: Cell): number {
  if (typeof cell === "string") return cell.length + 8;
  if (typeof cell !== "object" || cell === null) return 8;
  if (cell instanceof Uint8Array) return cell.byteLength + 8;
  if (Array.isArray(cell)) return cell.reduce<number>((sum, each) => sum + sizeOf(each), 16);
  return Object.entries(cell).reduce((sum, [key, value]) => sum + key.length + sizeOf(value), 16);
}

/** Column names of a result as frames need them: given where there are none, and numbered where they repeat. */
export function uniqueNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name, i) => {
    const plain = name === "" ? `column${i + 1}` : name;
    let unique = plain;
    for (let n = 1; taken.has(unique.toLowerCase()); n++) unique = `${plain}_${n}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
