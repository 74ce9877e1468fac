import { AppError, type Cell, type Frame, type FrameColumn, type TypeKind } from "@parlance/core";
import {
  Binary,
  Bool,
  type Data,
  type DataType,
  DateDay,
  Field,
  FixedSizeBinary,
  Float64,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  TimeMicrosecond,
  TimestampMicrosecond,
  Utf8,
} from "apache-arrow";
import { CELL_FORM, type CellForm } from "./cell-form.ts";
import { jsonText } from "./json-text.ts";
import { clockMicros, dayNumber, durationParts, instantMicros } from "./temporal-ticks.ts";

/** A column's cells as an Arrow array of the same form that the worker gives to values of that kind. */
interface EncodedColumn {
  readonly field: Field;
  readonly data: Data;
}

/** A frame of JavaScript cells as one Arrow IPC stream; decodeFrame reads it back to the same cells. */
export function encodeFrame(frame: Frame): Uint8Array {
  const encoded = frame.columns.map((column, i) => encodeColumn(column, frame.data[i] ?? []));
  const schema = new Schema(encoded.map(({ field }) => field));
  const data = makeData({
    type: new Struct(schema.fields),
    length: frame.rowCount,
    nullCount: 0,
    children: encoded.map((column) => column.data),
  });
  const writer = new RecordBatchStreamWriter();
  writer.write(new RecordBatch(schema, data));
  writer.finish();
  return writer.toUint8Array(true);
}

type Encode = (column: FrameColumn, cells: readonly Cell[]) => EncodedColumn;

const ENCODERS: Readonly<Record<TypeKind, Encode>> = {
  boolean: encodeBooleans,
  integer: encodeIntegers,
  bigint: encodeIntegers,
  decimal: texts("plain"),
  double: encodeDoubles,
  text: texts("plain"),
  unknown: texts("plain"),
  uuid: sixteenBytes("uuid", writeUuid),
  interval: sixteenBytes("interval", writeInterval),
  date: encodeDates,
  time: ticks(new TimeMicrosecond(), clockMicros),
  timestamp: ticks(new TimestampMicrosecond(), instantMicros),
  timestamptz: ticks(new TimestampMicrosecond("UTC"), instantMicros),
  json: texts("json", jsonText),
  list: texts("json", jsonText),
  struct: texts("json", jsonText),
  binary: encodeBinary,
};

const encodeColumn = (column: FrameColumn, cells: readonly Cell[]): EncodedColumn =>
  ENCODERS[column.type.kind](column, cells);

/** A driver gave a cell that is not of its column's kind, or that no 64-bit counter holds. */
const unfit = ({ name, type }: FrameColumn): AppError =>
  new AppError("SQL_FAILED", {
    message: `A value of the column ${JSON.stringify(name)} lies outside what a ${type.kind} can hold here.`,
    hint: "Cast the column to text to see it.",
  });

function encodeBooleans(column: FrameColumn, cells: readonly Cell[]): EncodedColumn {
  const bits = new Uint8Array(Math.ceil(cells.length / 8));
  cells.forEach((cell, i) => {
    if (cell === true) bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return fixed(column, new Bool(), bits, cells);
}

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** 64 bits hold nearly all; a frame with a longer number takes 128. */
function encodeIntegers(column: FrameColumn, cells: readonly Cell[]): EncodedColumn {
  const values = new BigInt64Array(cells.length);
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? null;
    if (cell === null) continue;
    const value = wholeNumber(column, cell);
    if (value > INT64_MAX || value < INT64_MIN) return sixteenBytes("hugeint", writeHugeint)(column, cells);
    values[i] = value;
  }
  return fixed(column, new Int64(), values, cells);
}

function wholeNumber(column: FrameColumn, cell: Cell): bigint {
  if (typeof cell === "bigint") return cell;
  if (typeof cell === "number" && Number.isSafeInteger(cell)) return BigInt(cell);
  throw unfit(column);
}

function encodeDoubles(column: FrameColumn, cells: readonly Cell[]): EncodedColumn {
  const values = new Float64Array(cells.length);
  cells.forEach((cell, i) => {
    if (cell !== null) values[i] = Number(cell);
  });
  return fixed(column, new Float64(), values, cells);
}

function encodeDates(column: FrameColumn, cells: readonly Cell[]): EncodedColumn {
  const values = new Int32Array(cells.length);
  cells.forEach((cell, i) => {
    if (cell === null) return;
    const days = dayNumber(String(cell));
    if (days === null) throw unfit(column);
    values[i] = days;
  });
  return fixed(column, new DateDay(), values, cells);
}

function ticks(type: DataType, parse: (text: string) => bigint | null): Encode {
  return (column, cells) => {
    const values = new BigInt64Array(cells.length);
    cells.forEach((cell, i) => {
      if (cell === null) return;
      const value = parse(String(cell));
      if (value === null) throw unfit(column);
      values[i] = value;
    });
    return fixed(column, type, values, cells);
  };
}

type WriteCell = (view: DataView, at: number, cell: Cell) => boolean;

function sixteenBytes(form: CellForm, write: WriteCell): Encode {
  return (column, cells) => {
    const bytes = new Uint8Array(cells.length * 16);
    const view = new DataView(bytes.buffer);
    cells.forEach((cell, i) => {
      if (cell !== null && !write(view, i * 16, cell)) throw unfit(column);
    });
    return fixed(column, new FixedSizeBinary(16), bytes, cells, form);
  };
}

const INT128_MAX = 2n ** 127n - 1n;
const MASK_64 = 2n ** 64n - 1n;

function writeHugeint(view: DataView, at: number, cell: Cell): boolean {
  const value = BigInt(String(cell));
  if (value > INT128_MAX || value < -INT128_MAX) return false;
  view.setBigUint64(at, value & MASK_64, true);
  view.setBigInt64(at + 8, value >> 64n, true);
  return true;
}

const UUID_DIGITS = /^[0-9a-f]{32}$/i;

/** The top bit is flipped as DuckDB does, so that UUIDs sort as signed numbers. */
function writeUuid(view: DataView, at: number, cell: Cell): boolean {
  const digits = String(cell).replaceAll("-", "");
  if (!UUID_DIGITS.test(digits)) return false;
  view.setBigUint64(at, BigInt(`0x${digits.slice(16)}`), true);
  view.setBigUint64(at + 8, BigInt(`0x${digits.slice(0, 16)}`) ^ (1n << 63n), true);
  return true;
}

function writeInterval(view: DataView, at: number, cell: Cell): boolean {
  const parts = durationParts(String(cell));
  if (parts === null) return false;
  view.setInt32(at, parts.months, true);
  view.setInt32(at + 4, parts.days, true);
  view.setBigInt64(at + 8, parts.micros, true);
  return true;
}

function texts(form: CellForm, print: (cell: Cell) => string = String): Encode {
  return (column, cells) =>
    bytesColumn(
      column,
      new Utf8(),
      cells.map((cell) => (cell === null ? null : Buffer.from(print(cell)))),
      form,
    );
}

function encodeBinary(column: FrameColumn, cells: readonly Cell[]): EncodedColumn {
  const bytes = cells.map((cell) => {
    if (cell === null || cell instanceof Uint8Array) return cell;
    throw unfit(column);
  });
  return bytesColumn(column, new Binary(), bytes, "plain");
}

function bytesColumn(
  column: FrameColumn,
  type: DataType,
  pieces: readonly (Uint8Array | null)[],
  form: CellForm,
): EncodedColumn {
  const valueOffsets = new Int32Array(pieces.length + 1);
  pieces.forEach((piece, i) => {
    valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + (piece?.byteLength ?? 0);
  });
  const data = Buffer.concat(pieces.filter((piece) => piece !== null));
  const validity = validityOf(pieces);
  // makeData picks the layout from the type; its overloads cannot follow a type known only at run time.
  const made = makeData({ type, length: pieces.length, ...validity, valueOffsets, data } as Parameters<
    typeof makeData
  >[0]);
  return { field: fieldOf(column, type, form), data: made };
}

function fixed(
  column: FrameColumn,
  type: DataType,
  values: Uint8Array | Int32Array | Float64Array | BigInt64Array,
  cells: readonly Cell[],
  form: CellForm = "plain",
): EncodedColumn {
  const made = makeData({ type, length: cells.length, ...validityOf(cells), data: values } as Parameters<
    typeof makeData
  >[0]);
  return { field: fieldOf(column, type, form), data: made };
}

const fieldOf = (column: FrameColumn, type: DataType, form: CellForm): Field =>
  new Field(column.name, type, true, new Map([[CELL_FORM, form]]));

function validityOf(cells: readonly unknown[]): { nullBitmap: Uint8Array | null; nullCount: number } {
  const nullBitmap = new Uint8Array(Math.ceil(cells.length / 8));
  let nullCount = 0;
  cells.forEach((cell, i) => {
    if (cell === null) nullCount++;
    else nullBitmap[i >> 3] = (nullBitmap[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return nullCount === 0 ? { nullBitmap: null, nullCount } : { nullBitmap, nullCount };
}
