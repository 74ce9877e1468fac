import { closeSync, openSync, writeSync } from "node:fs";
import { quoteText } from "../quote.ts";
import type { TextScan } from "./sql-columns.ts";

const BUFFER_CHARACTERS = 1 << 20;
const EVIDENCE_VALUES = 2_000;
const NEEDS_QUOTES = /[",\r\n]/;

/** Rows on their way into Parquet: plain comma-separated text that the engine reads without guessing. */
export class RowFile {
  readonly path: string;
  readonly width: number;
  readonly evidence: readonly ValueSample[];
  rowCount = 0;
  readonly #descriptor: number;
  #buffer = "";

  constructor(path: string, width: number) {
    this.path = path;
    this.width = width;
    this.evidence = Array.from({ length: width }, () => new ValueSample());
    this.#descriptor = openSync(path, "w");
  }

  /** Missing cells are NULL; NULL and the empty text are the same here. */
  write(cells: readonly (string | null | undefined)[]): void {
    let line = "";
    for (let column = 0; column < this.width; column++) {
      const cell = cells[column] ?? "";
      if (column > 0) line += ",";
      if (cell === "") continue;
      this.evidence[column]?.add(cell);
      line += NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    }
    // A lone empty cell must not become a blank line, which readers skip.
    this.#buffer += line === "" ? '""\n' : `${line}\n`;
    this.rowCount++;
    if (this.#buffer.length >= BUFFER_CHARACTERS) this.#flush();
  }

  close(): void {
    this.#flush();
    closeSync(this.#descriptor);
  }

  #flush(): void {
    if (this.#buffer !== "") writeSync(this.#descriptor, this.#buffer);
    this.#buffer = "";
  }
}

/** Values of one column from all over the file: when the sample is full, every other one goes and half as many come in. */
export class ValueSample {
  readonly values: string[] = [];
  #stride = 1;
  #seen = 0;

  add(value: string): void {
    if (this.#seen++ % this.#stride !== 0) return;
    this.values.push(value);
    if (this.values.length < EVIDENCE_VALUES) return;
    const kept = this.values.filter((_, index) => index % 2 === 0);
    this.values.splice(0, this.values.length, ...kept);
    this.#stride *= 2;
  }
}

/** Different values from all over a long list, in order. */
export function sampleValues(values: Iterable<string>): string[] {
  const sample = new ValueSample();
  for (const value of new Set(values)) sample.add(value);
  return sample.values;
}

export const columnSource = (column: number): string => `c${column}`;

export interface CsvScan {
  readonly path: string;
  readonly width: number;
  readonly delimiter: string;
  readonly quote: string;
  readonly escape: string;
  readonly skipLines: number;
  /** The longest line to expect, in bytes; the engine stops with an error at a longer one. */
  readonly maxLineBytes: number;
}

/** FROM item that reads delimited text with nothing left to guess. */
export function csvScanSql(scan: CsvScan, types: ReadonlyMap<string, string>): string {
  const { path, width, delimiter, quote, skipLines } = scan;
  const columns = Array.from({ length: width }, (_, column) => {
    const source = columnSource(column);
    return `'${source}': '${types.get(source) ?? "VARCHAR"}'`;
  });
  const options = [
    "auto_detect=false",
    "header=false",
    `delim=${quoteText(delimiter)}`,
    `quote=${quoteText(quote)}`,
    `escape=${quoteText(scan.escape)}`,
    `skip=${skipLines}`,
    "nullstr=['']",
    `max_line_size=${scan.maxLineBytes}`,
    `buffer_size=${Math.max(BUFFER_BYTES, scan.maxLineBytes + BUFFER_BYTES / 8)}`,
    `columns={${columns.join(", ")}}`,
  ];
  return `read_csv(${quoteText(path)}, ${options.join(", ")})`;
}

/** The engine reads faster in buffers of this size than in larger ones, which it gets anew from the system each time. */
const BUFFER_BYTES = 8 * 1024 * 1024;
/** Longer lines than this are left to our own reader. */
export const USUAL_LINE_BYTES = 2 * 1024 * 1024;
/** Our own reader's limit is in characters; the engine's, in bytes, must not be the tighter one. */
const MAX_LINE_BYTES = 31 * 1024 * 1024;

export const rowFileScan =
  (file: RowFile): TextScan =>
  (types) =>
    csvScanSql(
      {
        path: file.path,
        width: file.width,
        delimiter: ",",
        quote: '"',
        escape: '"',
        skipLines: 0,
        maxLineBytes: MAX_LINE_BYTES,
      },
      types,
    );
