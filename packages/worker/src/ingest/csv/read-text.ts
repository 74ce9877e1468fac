import { createReadStream } from "node:fs";
import type { IngestJob } from "../job.ts";
import { type Encoding, TextStream } from "./encoding.ts";
import { type Dialect, type TextRow, Tokenizer, UnreadableRowError } from "./tokenizer.ts";

const PIECE_BYTES = 1 << 20;

export interface TextSource {
  readonly path: string;
  readonly encoding: Encoding;
  readonly markBytes: number;
  readonly dialect: Dialect;
}

export interface TextReport {
  readonly guessedLines: number;
  readonly hasNulBytes: boolean;
  readonly hasReplacedCharacters: boolean;
}

/** Reads a whole file with our own forgiving reader, row by row, in constant memory. */
export async function readText(job: IngestJob, source: TextSource, onRow: (row: TextRow) => void): Promise<TextReport> {
  const decoder = new TextStream(source.encoding);
  const tokenizer = new Tokenizer(source.dialect, onRow);
  let hasNulBytes = false;
  let hasReplacedCharacters = false;
  let bytesDone = 0;
  const push = (decoded: string): void => {
    hasReplacedCharacters ||= decoded.includes("\uFFFD");
    const hasNul = decoded.includes("\0");
    hasNulBytes ||= hasNul;
    tokenizer.push(hasNul ? decoded.replaceAll("\0", "") : decoded);
  };
  try {
    for await (const piece of createReadStream(source.path, { start: source.markBytes, highWaterMark: PIECE_BYTES })) {
      job.signal?.throwIfAborted();
      // createReadStream without an encoding yields buffers.
      push(decoder.decode(piece as Buffer));
      bytesDone += (piece as Buffer).length;
      job.progress("sniff", bytesDone, 0);
    }
    push(decoder.end());
    tokenizer.end();
  } catch (error) {
    if (!(error instanceof UnreadableRowError)) throw error;
    throw job.reject(`${error.message}, in the row that begins on line ${error.line}.`, { row: error.line });
  }
  return { guessedLines: decoder.guessedLines, hasNulBytes, hasReplacedCharacters };
}
