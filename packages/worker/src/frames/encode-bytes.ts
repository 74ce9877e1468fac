import duckdb from "@duckdb/node-bindings";
import { type Data, type DataType, makeData } from "apache-arrow";
import { isRowValid, type Rows, rowIndexes, validityBitmap } from "./rows.ts";

/** How large one cell may be. `isCut` turns true when a cell had to be shortened. */
export interface CellBudget {
  readonly maxBytes: number;
  isCut: boolean;
}

type ReadBytes = (index: number) => Uint8Array;

const INLINE_BYTES = 12;
const ELLIPSIS = Buffer.from("…");

/** Reads DuckDB's string_t: 4 bytes of length, then the text itself or, past 12 bytes, a prefix and a pointer. */
export function readBytes(vector: duckdb.Vector, size: number): ReadBytes {
  const data = duckdb.vector_get_data(vector, size * 16);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  return (index) => {
    const at = index * 16;
    const length = view.getUint32(at, true);
    if (length <= INLINE_BYTES) return data.subarray(at + 4, at + 4 + length);
    // The declared ArrayBuffer is what vector_get_data answers with in every release of the binding.
    return duckdb.get_data_from_pointer(data.buffer as ArrayBuffer, data.byteOffset + at + 8, length);
  };
}

/** Texts and blobs: Arrow offsets and one run of bytes. */
export function encodeBytes(
  type: DataType,
  vector: duckdb.Vector,
  rows: Rows,
  read: ReadBytes,
  budget: CellBudget,
  isBinary: boolean,
): Data {
  const valid = isRowValid(vector, rows);
  const valueOffsets = new Int32Array(rows.count + 1);
  const pieces: Uint8Array[] = [];
  let total = 0;
  rowIndexes(rows, (index, i) => {
    if (valid(index)) {
      const bytes = fit(read(index), budget, isBinary);
      for (const piece of bytes) {
        pieces.push(piece);
        total += piece.byteLength;
      }
    }
    valueOffsets[i + 1] = total;
  });
  const { nullBitmap, nullCount } = validityBitmap(vector, rows);
  const data = Buffer.concat(pieces, total);
  // makeData picks the layout from the type; its overloads cannot follow a type known only at run time.
  return makeData({ type, length: rows.count, nullCount, nullBitmap, valueOffsets, data } as Parameters<
    typeof makeData
  >[0]);
}

/** A cut text ends between characters and with an ellipsis, so that nobody takes it for the whole. */
function fit(bytes: Uint8Array, budget: CellBudget, isBinary: boolean): Uint8Array[] {
  if (bytes.byteLength <= budget.maxBytes) return [bytes];
  budget.isCut = true;
  if (isBinary) return [bytes.subarray(0, budget.maxBytes)];
  let end = Math.max(0, budget.maxBytes - ELLIPSIS.byteLength);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  return [bytes.subarray(0, end), ELLIPSIS];
}
