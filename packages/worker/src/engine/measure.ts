import {
  DuckDBArrayType,
  type DuckDBDataChunk,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { allRows, isRowValid } from "../frames/rows.ts";

export interface ChunkSize {
  readonly bytes: number;
  /** The largest single text or blob; lists and structs count by their parts. */
  readonly largestCell: number;
}

const FIXED_BYTES = 8;

/** Bytes that a chunk's values need, near enough to hold a limit: texts and blobs exactly, the rest at 8 bytes each. */
export function measureChunk(types: readonly DuckDBType[], chunk: DuckDBDataChunk): ChunkSize {
  let bytes = 0;
  let largestCell = 0;
  types.forEach((type, i) => {
    const size = measure(type, duckdb.data_chunk_get_vector(chunk.chunk, i), chunk.rowCount);
    bytes += size.bytes;
    largestCell = Math.max(largestCell, size.largestCell);
  });
  return { bytes, largestCell };
}

function measure(type: DuckDBType, vector: duckdb.Vector, count: number): ChunkSize {
  if (type.typeId === DuckDBTypeId.VARCHAR || type.typeId === DuckDBTypeId.BLOB) return measureBytes(vector, count);
  if (type instanceof DuckDBListType) return measureList(vector, count, type.valueType);
  if (type instanceof DuckDBMapType) return measureList(vector, count, null);
  if (type instanceof DuckDBArrayType) {
    return nest(count, measure(type.valueType, duckdb.array_vector_get_child(vector), count * type.length));
  }
  if (type instanceof DuckDBStructType) {
    return type.entryTypes
      .map((entry, i) => measure(entry, duckdb.struct_vector_get_child(vector, i), count))
      .reduce(
        (sum, part) => ({ bytes: sum.bytes + part.bytes, largestCell: Math.max(sum.largestCell, part.largestCell) }),
        {
          bytes: 0,
          largestCell: 0,
        },
      );
  }
  return { bytes: count * FIXED_BYTES, largestCell: FIXED_BYTES };
}

function measureList(vector: duckdb.Vector, count: number, itemType: DuckDBType | null): ChunkSize {
  const size = duckdb.list_vector_get_size(vector);
  const items = itemType ? measure(itemType, duckdb.list_vector_get_child(vector), size) : nest(size * 2, NOTHING);
  return {
    bytes: count * FIXED_BYTES + items.bytes,
    largestCell: Math.max(items.largestCell, longestList(vector, count)),
  };
}

const NOTHING: ChunkSize = { bytes: 0, largestCell: 0 };

const nest = (count: number, inner: ChunkSize): ChunkSize => ({
  bytes: count * FIXED_BYTES + inner.bytes,
  largestCell: inner.largestCell,
});

function longestList(vector: duckdb.Vector, count: number): number {
  const entries = duckdb.vector_get_data(vector, count * 16);
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  const valid = isRowValid(vector, allRows(count));
  let longest = 0;
  for (let i = 0; i < count; i++) {
    if (valid(i)) longest = Math.max(longest, Number(view.getBigUint64(i * 16 + 8, true)));
  }
  return longest * FIXED_BYTES;
}

function measureBytes(vector: duckdb.Vector, count: number): ChunkSize {
  const data = duckdb.vector_get_data(vector, count * 16);
  const lengths = new Uint32Array(data.buffer, data.byteOffset, count * 4);
  const valid = isRowValid(vector, allRows(count));
  let bytes = count * 16;
  let largestCell = 0;
  for (let i = 0; i < count; i++) {
    const length = valid(i) ? (lengths[i * 4] ?? 0) : 0;
    bytes += length;
    if (length > largestCell) largestCell = length;
  }
  return { bytes, largestCell };
}
