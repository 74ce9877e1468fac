import type { DuckDBDataChunk } from "@duckdb/node-api";
import { AppError } from "@parlance/core";
import { type ChunkSchema, encodeChunk } from "../frames/encode-chunk.ts";
import { allRows, type Rows, rowRange } from "../frames/rows.ts";

/** A message larger than this is sent in pieces, so that neither side holds much more than one. */
const MAX_FRAME_BYTES = 8 * 1024 * 1024;
/** A single row this large is given up: it could not be shown and would fill the reader. */
const MAX_ROW_BYTES = 128 * 1024 * 1024;

export interface EncodedFrame {
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
}

/** A chunk as one message, or as several where its cells are large. */
export function* encodeFrames(
  schema: ChunkSchema,
  chunk: DuckDBDataChunk,
  maxCellBytes: number,
  rows: Rows = allRows(chunk.rowCount),
): Generator<EncodedFrame> {
  const encoded = encodeChunk(schema, chunk, maxCellBytes, rows);
  if (encoded.bytes.byteLength <= MAX_FRAME_BYTES) {
    yield encoded;
    return;
  }
  if (rows.count === 1) {
    if (encoded.bytes.byteLength > MAX_ROW_BYTES) throw new AppError("QUERY_TOO_LARGE");
    yield encoded;
    return;
  }
  const first = rows.indexes?.[0] ?? 0;
  const middle = first + Math.ceil(rows.count / 2);
  yield* encodeFrames(schema, chunk, maxCellBytes, rowRange(rows.size, first, middle));
  yield* encodeFrames(schema, chunk, maxCellBytes, rowRange(rows.size, middle, first + rows.count));
}
