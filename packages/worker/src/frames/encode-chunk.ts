import type { DuckDBDataChunk, DuckDBType } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { makeData, RecordBatch, RecordBatchStreamWriter, Schema, Struct } from "apache-arrow";
import { arrowField } from "./arrow-field.ts";
import type { CellBudget } from "./encode-bytes.ts";
import { encodeVector } from "./encode-vector.ts";
import { allRows, type Rows } from "./rows.ts";

export interface EncodedChunk {
  /** One Arrow IPC stream of one record batch. */
  readonly bytes: Uint8Array;
  readonly isCut: boolean;
}

/** Column names and types of a result, ready to encode its chunks. */
export interface ChunkSchema {
  readonly types: readonly DuckDBType[];
  readonly arrow: Schema;
}

export function chunkSchema(names: readonly string[], types: readonly DuckDBType[]): ChunkSchema {
  return { types, arrow: new Schema(types.map((type, i) => arrowField(names[i] ?? "", type))) };
}

export function encodeChunk(
  schema: ChunkSchema,
  chunk: DuckDBDataChunk,
  maxCellBytes: number,
  rows: Rows = allRows(chunk.rowCount),
): EncodedChunk {
  const budget: CellBudget = { maxBytes: maxCellBytes, isCut: false };
  const children = schema.types.map((type, i) =>
    encodeVector(type, duckdb.data_chunk_get_vector(chunk.chunk, i), rows, budget),
  );
  const data = makeData({ type: new Struct(schema.arrow.fields), length: rows.count, nullCount: 0, children });
  const writer = new RecordBatchStreamWriter();
  writer.write(new RecordBatch(schema.arrow, data));
  writer.finish();
  return { bytes: writer.toUint8Array(true), isCut: budget.isCut };
}
