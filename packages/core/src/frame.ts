import type { DataType } from "./data-type.ts";

export interface FrameColumn {
  /** Unique within the frame. */
  readonly name: string;
  readonly type: DataType;
}

/** One cell in the JavaScript form that data-type.ts gives for its kind. */
export type Cell =
  | null
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly Cell[]
  | { readonly [key: string]: Cell };

/** A piece of a result, column by column. `columns.length === data.length`; every `data[i].length === rowCount`. */
export interface Frame {
  readonly columns: readonly FrameColumn[];
  readonly rowCount: number;
  readonly data: readonly (readonly Cell[])[];
}

export function frameRows(frame: Frame): Cell[][] {
  return Array.from({ length: frame.rowCount }, (_, row) => frame.data.map((column) => column[row] ?? null));
}

export type JsonCell = null | boolean | number | string | readonly JsonCell[] | { readonly [key: string]: JsonCell };

/**
 * A cell as JSON. Whole numbers beyond 2^53 become strings; NaN and infinities become "NaN", "Infinity",
 * "-Infinity"; binary becomes base64. The column's type tells a reader which it is.
 */
export function cellToJson(cell: Cell): JsonCell {
  if (cell === null || typeof cell === "boolean" || typeof cell === "string") return cell;
  if (typeof cell === "number") return Number.isFinite(cell) ? cell : String(cell);
  if (typeof cell === "bigint") return cell.toString();
  if (cell instanceof Uint8Array) return bytesToBase64(cell);
  if (Array.isArray(cell)) return cell.map(cellToJson);
  return Object.fromEntries(Object.entries(cell).map(([key, value]) => [key, cellToJson(value as Cell)]));
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

function bytesToBase64(bytes: Uint8Array): string {
  let out = "";
  for (let i = 0; i < bytes.length; i += 3) {
    const chunk = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    out += BASE64.charAt(chunk >> 18) + BASE64.charAt((chunk >> 12) & 63);
    out += i + 1 < bytes.length ? BASE64.charAt((chunk >> 6) & 63) : "=";
    out += i + 2 < bytes.length ? BASE64.charAt(chunk & 63) : "=";
  }
  return out;
}
