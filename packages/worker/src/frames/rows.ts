import duckdb from "@duckdb/node-bindings";

/** Which rows of a vector to take: all of the first `count`, or those listed. */
export interface Rows {
  readonly count: number;
  /** Rows the vector holds. */
  readonly size: number;
  readonly indexes: Int32Array | null;
}

export const allRows = (count: number): Rows => ({ count, size: count, indexes: null });

export const rowRange = (size: number, from: number, to: number): Rows => ({
  count: to - from,
  size,
  indexes: Int32Array.from({ length: to - from }, (_, i) => from + i),
});

export function rowIndexes(rows: Rows, visit: (index: number, position: number) => void): void {
  const { indexes, count } = rows;
  for (let i = 0; i < count; i++) visit(indexes ? (indexes[i] ?? 0) : i, i);
}

/** DuckDB's validity mask has the layout of Arrow's; null when no row is null. */
function readValidity(vector: duckdb.Vector, rows: Rows): Uint8Array | null {
  if (rows.size === 0) return null;
  // The declared type leaves out the null that the C API answers for a vector without a mask.
  return duckdb.vector_get_validity(vector, Math.ceil(rows.size / 64) * 8) as Uint8Array | null;
}

const isSet = (mask: Uint8Array, index: number): boolean => (((mask[index >> 3] ?? 0) >> (index & 7)) & 1) === 1;

export function isRowValid(vector: duckdb.Vector, rows: Rows): (index: number) => boolean {
  const mask = readValidity(vector, rows);
  return mask === null ? () => true : (index) => isSet(mask, index);
}

export function validityBitmap(
  vector: duckdb.Vector,
  rows: Rows,
): { nullBitmap: Uint8Array | null; nullCount: number } {
  const mask = readValidity(vector, rows);
  if (mask === null) return { nullBitmap: null, nullCount: 0 };
  const nullBitmap = new Uint8Array(Math.ceil(rows.count / 8));
  let nullCount = 0;
  rowIndexes(rows, (index, i) => {
    if (isSet(mask, index)) nullBitmap[i >> 3] = (nullBitmap[i >> 3] ?? 0) | (1 << (i & 7));
    else nullCount++;
  });
  return nullCount === 0 ? { nullBitmap: null, nullCount } : { nullBitmap, nullCount };
}
