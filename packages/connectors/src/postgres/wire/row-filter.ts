/** Message types of the server that carry a row. */
const DATA_ROW = 0x44;
const HEAD_BYTES = 5;
/** Rows up to this size pass as they are. */
const SMALL_ROW_BYTES = 256 * 1024;
/** A row that is larger than this with all its cells cut is given up. */
const MAX_ROW_BYTES = 64 * 1024 * 1024;
/** No other message of an honest server is this long. */
const MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

export class RowTooLarge extends Error {}

/**
 * Cuts the cells of long rows while they come in, so that a cell of a gigabyte never stands in memory as a whole. The
 * rest of the protocol passes untouched. A cut cell is longer than the limit of the reader, who therefore sees the cut.
 */
export class RowFilter {
  readonly #maxCellBytes: number;
  #head: Buffer = Buffer.alloc(0);
  /** Bytes of the current message that are still to pass untouched. */
  #passing = 0;
  #row: RowCutter | null = null;

  constructor(maxCellBytes: number) {
    this.#maxCellBytes = maxCellBytes;
  }

  *push(chunk: Buffer): Generator<Buffer> {
    let rest: Buffer = this.#head.length === 0 ? chunk : Buffer.concat([this.#head, chunk]);
    this.#head = Buffer.alloc(0);
    while (rest.length > 0) {
      if (this.#row) {
        rest = this.#row.take(rest);
        if (this.#row.message) {
          yield this.#row.message;
          this.#row = null;
        }
        continue;
      }
      const whole = this.#untouched(rest);
      if (whole > 0) yield rest.subarray(0, whole);
      rest = rest.subarray(whole);
      if (this.#row === null && rest.length > 0 && this.#passing === 0) {
        // Not even the head of the next message is complete.
        this.#head = rest;
        return;
      }
    }
  }

  /** How many bytes from here on pass as they are; sets up the cutter when a long row begins after them. */
  #untouched(bytes: Buffer): number {
    let at = 0;
    for (;;) {
      const passing = Math.min(this.#passing, bytes.length - at);
      at += passing;
      this.#passing -= passing;
      if (bytes.length - at < HEAD_BYTES) return at;
      const length = bytes.readUInt32BE(at + 1);
      const isLongRow = bytes[at] === DATA_ROW && length > SMALL_ROW_BYTES;
      if (isLongRow) {
        this.#row = new RowCutter(this.#maxCellBytes);
        return at;
      }
      if (length > MAX_MESSAGE_BYTES) throw new RowTooLarge("message too long");
      this.#passing = length + 1;
    }
  }
}

/** Bytes of a cell that are still to come: to keep, and to leave out. */
interface OpenCell {
  keep: number;
  skip: number;
}

/** One long row, cell by cell. */
class RowCutter {
  message: Buffer | null = null;
  readonly #maxCellBytes: number;
  #waiting: Buffer = Buffer.alloc(0);
  /** Cells still to come; below zero before their number is known. */
  #columns = -1;
  #width = 0;
  #kept: Buffer[] = [];
  #keptBytes = 0;
  #cell: OpenCell | null = null;

  constructor(maxCellBytes: number) {
    this.#maxCellBytes = maxCellBytes;
  }

  /** Answers with what belongs to the next message. */
  take(chunk: Buffer): Buffer {
    let rest: Buffer = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    this.#waiting = Buffer.alloc(0);
    for (;;) {
      if (this.#columns === 0 && this.#cell === null) {
        this.message = this.#finish();
        return rest;
      }
      if (this.#cell) {
        rest = this.#fillCell(this.#cell, rest);
        if (this.#cell) return rest;
        continue;
      }
      const need = this.#columns < 0 ? HEAD_BYTES + 2 : 4;
      if (rest.length < need) {
        this.#waiting = rest;
        return Buffer.alloc(0);
      }
      if (this.#columns < 0) this.#width = this.#columns = rest.readUInt16BE(HEAD_BYTES);
      else this.#openCell(rest.readInt32BE(0));
      rest = rest.subarray(need);
    }
  }

  #openCell(length: number): void {
    this.#columns--;
    if (length < 0) this.#keep(lengthBytes(-1));
    else {
      const keep = Math.min(length, this.#maxCellBytes);
      this.#keep(lengthBytes(keep));
      this.#cell = length === 0 ? null : { keep, skip: length - keep };
    }
  }

  #fillCell(cell: OpenCell, bytes: Buffer): Buffer {
    const kept = Math.min(cell.keep, bytes.length);
    if (kept > 0) this.#keep(bytes.subarray(0, kept));
    cell.keep -= kept;
    const skipped = Math.min(cell.skip, bytes.length - kept);
    cell.skip -= skipped;
    if (cell.keep === 0 && cell.skip === 0) this.#cell = null;
    return bytes.subarray(kept + skipped);
  }

  #keep(bytes: Buffer): void {
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > MAX_ROW_BYTES) throw new RowTooLarge("row too long");
    this.#kept.push(bytes);
  }

  #finish(): Buffer {
    const head = Buffer.alloc(HEAD_BYTES + 2);
    head[0] = DATA_ROW;
    head.writeUInt32BE(this.#keptBytes + 6, 1);
    head.writeUInt16BE(this.#width, HEAD_BYTES);
    return Buffer.concat([head, ...this.#kept]);
  }
}

function lengthBytes(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(length);
  return bytes;
}
