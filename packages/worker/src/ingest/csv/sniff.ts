import type { CsvOptions } from "@parlance/core";
import type { IngestJob } from "../job.ts";
import { USUAL_LINE_BYTES } from "../load/row-file.ts";
import { sniffDialect } from "./dialect.ts";
import { type SniffedEncoding, sniffEncoding, TextStream } from "./encoding.ts";
import { type Header, sniffHeader } from "./header.ts";
import { showsLastRow } from "./last-row.ts";
import { notesFrom } from "./notes.ts";
import { readSamples, readTail } from "./sample.ts";
import { type Dialect, type TextRow, tokenize, UnreadableRowError } from "./tokenizer.ts";

/** Everything that a look at the samples tells about a delimited file. */
export interface SniffedCsv {
  readonly encoding: SniffedEncoding;
  readonly dialect: Dialect;
  readonly header: Header;
  /** Lines before the first row of data, the header's included. */
  readonly linesBeforeData: number;
  readonly skipLines: number;
  /** The line from which remarks stand below the table. */
  readonly notesFrom: number | undefined;
  /** Rows of data from all over the file, of the usual width. */
  readonly rows: readonly TextRow[];
  /** True when the engine's own reader is known to read this file as we do. */
  readonly isRegular: boolean;
}

export async function sniffCsv(job: IngestJob, path: string, size: number): Promise<SniffedCsv | null> {
  const options: Partial<CsvOptions> = job.request.options.csv ?? {};
  const samples = await readSamples(path, size);
  const encoding = chosenEncoding(sniffEncoding(samples), options.encoding);
  const isPart = size > (samples[0]?.length ?? 0);
  const head = decodeSample(samples[0] ?? Buffer.alloc(0), encoding, encoding.markBytes, isPart);
  const text = head.replaceAll("\0", "");
  if (isPart && !/[\r\n]/.test(text)) {
    throw job.reject(`The first line is longer than ${text.length} characters.`, { row: 1 });
  }
  const dialect = sniffDialect(skipLinesOf(text, options.skipLines ?? 0), options, isPart);
  const all = headRows(text, dialect, isPart);
  const rows = all.filter(({ line }) => line > (options.skipLines ?? 0));
  if (rows.length === 0) return null;
  const header = sniffHeader(rows, options);
  const dataFrom = header.titleRows + (header.hasHeader ? 1 : 0);
  const below = rows.slice(dataFrom);
  const notes = isPart || job.request.options.totalsRow === "keep" ? undefined : notesFrom(below, header.width);
  const data = notes === undefined ? below : below.filter(({ line }) => line < notes);
  const first = rows[header.titleRows];
  const linesBeforeData = (data[0]?.line ?? (first?.line ?? 0) + 1) - 1;
  const hasLongRows = all.some(
    (row, index) => (all[index + 1]?.line ?? row.line + 1) - row.line > 1 && spansLines(row),
  );
  const pieces = hasLongRows ? [] : samples.slice(1).map((sample) => decodeSample(sample, encoding, 0, true));
  const tail = await readTail(path, size, USUAL_LINE_BYTES);
  const regular = data.filter(({ cells }) => cells.length === header.width);
  return {
    encoding,
    dialect,
    header,
    linesBeforeData,
    skipLines: (first?.line ?? 1) - 1,
    notesFrom: notes,
    rows: [...regular, ...pieces.flatMap((piece) => pieceRows(piece, dialect, header.width))],
    isRegular:
      notes === undefined &&
      encoding.encoding === "utf-8" &&
      !encoding.isMixed &&
      text.length === head.length &&
      regular.length === data.length &&
      showsLastRow(tail, tail.length === size, dialect) &&
      !/\r(?!\n)/.test(isPart ? text.slice(0, -1) : text) &&
      // With lines of both kinds the engine loses its place.
      !(text.includes("\r\n") && /[^\r]\n/.test(text)) &&
      !all.slice(0, dataFrom).some(spansLines),
  };
}

function chosenEncoding(sniffed: SniffedEncoding, chosen: CsvOptions["encoding"] | undefined): SniffedEncoding {
  if (chosen === undefined || chosen === sniffed.encoding) return sniffed;
  return { encoding: chosen, markBytes: 0, isMixed: chosen === "utf-8" };
}

function decodeSample(bytes: Buffer, { encoding }: SniffedEncoding, skip: number, isPart: boolean): string {
  const stream = new TextStream(encoding);
  const text = stream.decode(bytes.subarray(skip));
  return isPart && text.includes("\n") ? text : text + stream.end();
}

function skipLinesOf(text: string, count: number): string {
  let from = 0;
  for (let skipped = 0; skipped < count; skipped++) {
    const newline = text.indexOf("\n", from);
    if (newline < 0) return "";
    from = newline + 1;
  }
  return text.slice(from);
}

function headRows(text: string, dialect: Dialect, isPart: boolean): TextRow[] {
  try {
    return tokenize(text, dialect, isPart);
  } catch (error) {
    // The full read will say where; the sniffer makes do with the rows before.
    if (error instanceof UnreadableRowError) return tokenize(text, dialect, true);
    throw error;
  }
}

function pieceRows(piece: string, dialect: Dialect, width: number): TextRow[] {
  const from = piece.indexOf("\n") + 1;
  return headRows(piece.slice(from), dialect, true).filter(({ cells }) => cells.length === width);
}

const spansLines = ({ cells }: TextRow): boolean => cells.some((cell) => cell.includes("\n") || cell.includes("\r"));
