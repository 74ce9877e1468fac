import {
  BIGINT,
  BLOB,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  type DuckDBType,
  DuckDBVarCharType,
  HUGEINT,
  INTERVAL,
  TIME,
  TIMESTAMP,
  TIMESTAMPTZ,
  UUID,
  VARCHAR,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import type { FrameColumn, TypeKind } from "@parlance/core";
import type { Data, Field } from "apache-arrow";
import { CELL_FORM } from "../frames/cell-form.ts";
import { DecimalShape } from "./decimal-shape.ts";

const JSON_TEXT = DuckDBVarCharType.create("JSON");

/** How the engine keeps values of each kind that come from another source. */
const TYPES: Readonly<Record<TypeKind, DuckDBType>> = {
  boolean: BOOLEAN,
  integer: BIGINT,
  bigint: BIGINT,
  decimal: VARCHAR,
  double: DOUBLE,
  text: VARCHAR,
  date: DATE,
  time: TIME,
  timestamp: TIMESTAMP,
  timestamptz: TIMESTAMPTZ,
  interval: INTERVAL,
  uuid: UUID,
  json: JSON_TEXT,
  binary: BLOB,
  list: JSON_TEXT,
  struct: JSON_TEXT,
  unknown: VARCHAR,
};

/** The engine's own spelling of a type. */
export const nativeName = (type: DuckDBType): string => type.alias ?? type.toString();

/** One column of a table that is filled with remote rows. */
export class ColumnStorage {
  type: DuckDBType;
  readonly #decimals: DecimalShape | null;

  constructor(column: FrameColumn) {
    this.type = TYPES[column.type.kind];
    this.#decimals = column.type.kind === "decimal" ? new DecimalShape() : null;
  }

  /** True when a frame brings whole numbers of 128 bits to a column that so far had 64. */
  mustWiden(field: Field | undefined): boolean {
    return this.type === BIGINT && field?.metadata.get(CELL_FORM) === "hugeint";
  }

  widen(): DuckDBType {
    this.type = HUGEINT;
    return this.type;
  }

  /** The type that all values turned out to fit, when it is not the one they were stored with. */
  settle(): DuckDBType | null {
    const fit = this.#decimals?.fit() ?? null;
    if (fit === null) return null;
    this.type = DECIMAL(fit.width, fit.scale);
    return this.type;
  }

  fill(vector: duckdb.Vector, field: Field, data: Data): void {
    if (data.nullCount > 0) fillValidity(vector, data);
    if (data.valueOffsets) this.#fillBytes(vector, data);
    else if (this.type === BOOLEAN) copy(vector, unpackBits(data));
    else if (this.type === HUGEINT && field.metadata.get(CELL_FORM) !== "hugeint") copy(vector, widened(data.values));
    else copy(vector, data.values);
  }

  #fillBytes(vector: duckdb.Vector, data: Data): void {
    const { valueOffsets, values, length } = data;
    for (let row = 0; row < length; row++) {
      const bytes: Uint8Array = values.subarray(valueOffsets[row], valueOffsets[row + 1]);
      if (this.#decimals && isValid(data, row)) this.#decimals.add(bytes);
      duckdb.vector_assign_string_element_len(vector, row, bytes);
    }
  }
}

const isValid = (data: Data, row: number): boolean =>
  data.nullCount === 0 || (((data.nullBitmap?.[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;

function fillValidity(vector: duckdb.Vector, data: Data): void {
  duckdb.vector_ensure_validity_writable(vector);
  const bytes = Uint8Array.from(data.nullBitmap ?? []);
  // A fresh Uint8Array lies on an ArrayBuffer of its own.
  duckdb.copy_data_to_vector_validity(vector, 0, bytes.buffer as ArrayBuffer, 0, Math.ceil(data.length / 8));
}

function copy(vector: duckdb.Vector, values: Uint8Array | Int32Array | Float64Array | BigInt64Array): void {
  // Arrow reads frames from ordinary buffers, never from shared ones.
  duckdb.copy_data_to_vector(vector, 0, values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
}

function unpackBits(data: Data): Uint8Array {
  return Uint8Array.from({ length: data.length }, (_, row) => ((data.values[row >> 3] ?? 0) >> (row & 7)) & 1);
}

/** 64-bit numbers as 128-bit ones. */
function widened(values: BigInt64Array): BigInt64Array {
  const wide = new BigInt64Array(values.length * 2);
  values.forEach((value, i) => {
    wide[i * 2] = value;
    wide[i * 2 + 1] = value < 0n ? -1n : 0n;
  });
  return wide;
}
