import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { chunkSchema, encodeChunk } from "../frames/encode-chunk.ts";
import type { BoundQuery } from "./page-query.ts";
import type { KeptResult } from "./result-store.ts";

/** A page is for looking at: when its cells are so large that it would pass this, they are cut further, visibly. */
const MAX_PAGE_BYTES = 32 * 1024 * 1024;
const MIN_CELL_BYTES = 64;

/** Rows of a kept result, encoded. */
export async function readPage(
  connection: DuckDBConnection,
  kept: KeptResult,
  query: BoundQuery,
  maxCellBytes: number,
): Promise<Uint8Array[]> {
  const result = await connection.run(query.sql, query.values);
  const chunks: DuckDBDataChunk[] = [];
  let rows = 0;
  for (let chunk = await result.fetchChunk(); chunk && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
    chunks.push(chunk);
    rows += chunk.rowCount;
  }
  const fair = Math.floor(MAX_PAGE_BYTES / Math.max(1, rows * kept.columns.length));
  return encodeWithin(kept, chunks, maxCellBytes) ?? encodeAll(kept, chunks, Math.max(MIN_CELL_BYTES, fair));
}

function encodeWithin(kept: KeptResult, chunks: readonly DuckDBDataChunk[], maxCellBytes: number): Uint8Array[] | null {
  const frames: Uint8Array[] = [];
  let total = 0;
  for (const frame of encodeEach(kept, chunks, maxCellBytes)) {
    total += frame.byteLength;
    if (total > MAX_PAGE_BYTES) return null;
    frames.push(frame);
  }
  return frames;
}

const encodeAll = (kept: KeptResult, chunks: readonly DuckDBDataChunk[], maxCellBytes: number): Uint8Array[] => [
  ...encodeEach(kept, chunks, maxCellBytes),
];

function* encodeEach(
  kept: KeptResult,
  chunks: readonly DuckDBDataChunk[],
  maxCellBytes: number,
): Generator<Uint8Array> {
  const schema = chunkSchema(
    kept.columns.map((column) => column.name),
    kept.types,
  );
  for (const chunk of chunks) yield encodeChunk(schema, chunk, maxCellBytes).bytes;
}
