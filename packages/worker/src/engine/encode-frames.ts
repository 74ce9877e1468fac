import type { DuckDBDataChunk } from "@duckdb/node-api";
import { AppError } from "@parlance/core";
import { type ChunkSchema, type EncodedChunk, encodeChunk } from "../frames/encode-chunk.ts";
import { rowRange } from "../frames/rows.ts";
import { measureChunk } from "./measure.ts";

/** Frames are cut by rows to about this size, so that neither side holds much more than one. */
const MAX_FRAME_BYTES = 8 * 1024 * 1024;
/** A single row this large is given up: it could not be shown and would fill the reader. */
const MAX_ROW_BYTES = 128 * 1024 * 1024;

/** The first `rowCount` rows of a chunk as one frame, or as several where its cells are large. */
export function* encodeFrames(
  schema: ChunkSchema,
  chunk: DuckDBDataChunk,
  maxCellBytes: number,
  rowCount: number,
): Generator<EncodedChunk> {
  const { bytes } = measureChunk(schema.types, chunk);
  const step = Math.max(1, Math.floor(rowCount / Math.ceil(bytes / MAX_FRAME_BYTES)));
  for (let from = 0; from < rowCount; from += step) {
    const to = Math.min(rowCount, from + step);
    const rows = from === 0 && to === chunk.rowCount ? undefined : rowRange(chunk.rowCount, from, to);
    const encoded = encodeChunk(schema, chunk, maxCellBytes, rows);
    if (encoded.bytes.byteLength > MAX_ROW_BYTES) throw new AppError("QUERY_TOO_LARGE");
    yield encoded;
  }
}
