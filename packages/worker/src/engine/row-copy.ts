import { DuckDBDataChunk, type DuckDBType, DuckDBTypeId } from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { readBytes } from "../frames/encode-bytes.ts";
import { allRows, isRowValid, validityBitmap } from "../frames/rows.ts";
import { fixedWidth } from "../frames/value-width.ts";

/**
 * A few rows byte for byte as the engine has them, in memory that the garbage collector sees: the engine's own chunk
 * takes room for 2,048 rows whatever it holds, and is only freed when somebody happens to collect.
 */
export interface RowCopy {
  readonly rowCount: number;
  readonly columns: readonly ColumnCopy[];
}

interface ColumnCopy {
  /** One bit a row; null where no row is null. */
  readonly validity: Uint8Array | null;
  readonly values: FixedValues | TextValues;
}

interface FixedValues {
  readonly kind: "fixed";
  readonly bytes: Uint8Array;
}

interface TextValues {
  readonly kind: "texts";
  readonly cells: readonly (Uint8Array | null)[];
}

/** Null where a column is of a type that is more than numbers or texts. */
export function copyRows(types: readonly DuckDBType[], chunk: DuckDBDataChunk): RowCopy | null {
  const { rowCount } = chunk;
  const rows = allRows(rowCount);
  const columns: ColumnCopy[] = [];
  for (const [i, type] of types.entries()) {
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, i);
    const values = copyValues(type, vector, rowCount);
    if (values === null) return null;
    columns.push({ validity: validityBitmap(vector, rows).nullBitmap, values });
  }
  return { rowCount, columns };
}

function copyValues(type: DuckDBType, vector: duckdb.Vector, rowCount: number): FixedValues | TextValues | null {
  const width = fixedWidth(type);
  if (width !== undefined) {
    return { kind: "fixed", bytes: new Uint8Array(duckdb.vector_get_data(vector, rowCount * width)) };
  }
  if (type.typeId !== DuckDBTypeId.VARCHAR && type.typeId !== DuckDBTypeId.BLOB) return null;
  const isValid = isRowValid(vector, allRows(rowCount));
  const read = readBytes(vector, rowCount);
  const cells = Array.from({ length: rowCount }, (_, row) => (isValid(row) ? new Uint8Array(read(row)) : null));
  return { kind: "texts", cells };
}

/** The rows as the engine takes them. */
export function chunkOf(types: readonly DuckDBType[], { rowCount, columns }: RowCopy): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(types, rowCount);
  columns.forEach(({ validity, values }, i) => {
    const vector = duckdb.data_chunk_get_vector(chunk.chunk, i);
    if (validity !== null) {
      duckdb.vector_ensure_validity_writable(vector);
      duckdb.copy_data_to_vector_validity(vector, 0, ownBuffer(validity), 0, validity.byteLength);
    }
    if (values.kind === "fixed") {
      duckdb.copy_data_to_vector(vector, 0, ownBuffer(values.bytes), 0, values.bytes.byteLength);
      return;
    }
    values.cells.forEach((cell, row) => {
      if (cell !== null) duckdb.vector_assign_string_element_len(vector, row, cell);
    });
  });
  return chunk;
}

/** They were made here, each on an ArrayBuffer of its own. */
const ownBuffer = (bytes: Uint8Array): ArrayBuffer => bytes.buffer as ArrayBuffer;
