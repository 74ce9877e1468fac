import type { DuckDBConnection, DuckDBDataChunk } from "@duckdb/node-api";
import { chunkSchema, encodeChunk } from "../frames/encode-chunk.ts";
import { measureChunk } from "./measure.ts";
import type { BoundQuery } from "./page-query.ts";
import type { KeptResult } from "./result-store.ts";
import { openStatement } from "./statement.ts";

/** A page is for looking at: where its cells are so large that it would pass this, they are cut further, visibly. */
const MAX_PAGE_BYTES = 32 * 1024 * 1024;
const MIN_CELL_BYTES = 64;

export interface PageSize {
  /** What the page was asked to hold; every chunk may use its share of the bytes. */
  readonly rows: number;
  readonly maxCellBytes: number;
}

export async function* readPage(
  connection: DuckDBConnection,
  kept: KeptResult,
  query: BoundQuery,
  page: PageSize,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const statement = await openStatement(connection, query.sql, query.values);
  for await (const chunk of statement.chunks(signal)) yield encodePageChunk(kept, chunk, page);
}

export function encodePageChunk(kept: KeptResult, chunk: DuckDBDataChunk, page: PageSize): Uint8Array {
  const names = kept.columns.map((column) => column.name);
  const share = (MAX_PAGE_BYTES * chunk.rowCount) / Math.max(page.rows, chunk.rowCount);
  const isWithin = measureChunk(kept.types, chunk).bytes <= share;
  const fair = Math.max(MIN_CELL_BYTES, Math.floor(share / (chunk.rowCount * names.length)));
  const maxCellBytes = isWithin ? page.maxCellBytes : Math.min(fair, page.maxCellBytes);
  return encodeChunk(chunkSchema(names, kept.types), chunk, maxCellBytes).bytes;
}
