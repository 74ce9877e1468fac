import type { Cell } from "@parlance/core";
import { type Data, type DataType, type Field, Type } from "apache-arrow";
import { CELL_FORM } from "./cell-form.ts";
import { parseExactJson } from "./exact-json.ts";
import { hugeint, uhugeint, uuidText } from "./sixteen-bytes.ts";
import { dateText, intervalText, timestampText, timeText } from "./temporal-text.ts";

type ReadCell = (row: number) => Cell;

/** Arrow data back into cells, nulls included. */
export function decodeColumn(field: Field, data: Data): Cell[] {
  const read = readerOf(field, data);
  const cells = new Array<Cell>(data.length);
  const mask = data.nullCount > 0 ? data.nullBitmap : null;
  for (let row = 0; row < data.length; row++) {
    const isNull = mask !== null && (((mask[row >> 3] ?? 0) >> (row & 7)) & 1) === 0;
    cells[row] = isNull ? null : read(row);
  }
  return cells;
}

function readerOf(field: Field, data: Data): ReadCell {
  switch (field.metadata.get(CELL_FORM)) {
    case "float":
      return readFloat(data);
    case "hugeint":
      return (row) => hugeint(viewOf(data), row * 16);
    case "uhugeint":
      return (row) => uhugeint(viewOf(data), row * 16);
    case "uuid":
      return (row) => uuidText(viewOf(data), row * 16);
    case "interval":
      return readInterval(data);
    case "json":
      return withText(data, parseExactJson);
    case "digits":
      return withText(data, BigInt);
    case "map":
      return readMap(field, data);
    case "union":
      return readUnion(field, data);
    default:
      return readPlain(field.type, data);
  }
}

function readPlain(type: DataType, data: Data): ReadCell {
  switch (type.typeId) {
    case Type.Bool:
      return (row) => (((data.values[row >> 3] ?? 0) >> (row & 7)) & 1) === 1;
    case Type.Utf8:
      return withText(data, (text) => text);
    case Type.Binary:
      return (row) => bytesOf(data, row).slice();
    case Type.Decimal:
      return readDecimal(type, data);
    case Type.Date:
      return (row) => dateText(data.values[row]);
    case Type.Time:
      return (row) => timeText(data.values[row], ticksPerSecond(type));
    case Type.Timestamp:
      return readTimestamp(type, data);
    case Type.List:
      return readList(type, data);
    case Type.Struct:
      return readStruct(type, data);
    default:
      return (row) => data.values[row];
  }
}

/** Field.unit of Arrow's time types: seconds, milliseconds, microseconds, nanoseconds. */
const ticksPerSecond = (type: DataType): bigint =>
  // Called for Time and Timestamp only, which carry a unit.
  [1n, 1_000n, 1_000_000n, 1_000_000_000n][(type as DataType & { unit: number }).unit] ?? 1_000_000n;

function readTimestamp(type: DataType, data: Data): ReadCell {
  const ticks = ticksPerSecond(type);
  // Called for Timestamp only; a zone marks an instant.
  const suffix = (type as DataType & { timezone?: string | null }).timezone ? "Z" : "";
  return (row) => {
    const text = timestampText(data.values[row], ticks);
    return text.endsWith("infinity") ? text : text + suffix;
  };
}

const viewOf = (data: Data): DataView =>
  new DataView(data.values.buffer, data.values.byteOffset, data.values.byteLength);

function bytesOf(data: Data, row: number): Uint8Array {
  return data.values.subarray(data.valueOffsets[row] ?? 0, data.valueOffsets[row + 1] ?? 0);
}

function withText(data: Data, parse: (text: string) => Cell): ReadCell {
  const { values } = data;
  const all = Buffer.from(values.buffer, values.byteOffset, values.byteLength);
  return (row) => parse(all.toString("utf8", data.valueOffsets[row] ?? 0, data.valueOffsets[row + 1] ?? 0));
}

/** The shortest decimal that is the same 32-bit float, which is what DuckDB prints: 0.1, not 0.10000000149011612. */
function readFloat(data: Data): ReadCell {
  return (row) => {
    const value: number = data.values[row];
    if (!Number.isFinite(value) || Number.isInteger(value)) return value;
    for (let digits = 6; digits < 9; digits++) {
      const shorter = Number(value.toPrecision(digits));
      if (Math.fround(shorter) === value) return shorter;
    }
    return Number(value.toPrecision(9));
  };
}

function readDecimal(type: DataType, data: Data): ReadCell {
  const view = viewOf(data);
  // Called for Decimal only, which carries a scale.
  const { scale } = type as DataType & { scale: number };
  return (row) => {
    const digits = isSafe(view, row * 16) ? safeInteger(view, row * 16) : hugeint(view, row * 16);
    return placePoint(String(digits), scale);
  };
}

/** Most decimals fit 53 bits; those are read without a BigInt. */
function isSafe(view: DataView, at: number): boolean {
  const second = view.getInt32(at + 4, true);
  const third = view.getInt32(at + 8, true);
  if (third !== view.getInt32(at + 12, true)) return false;
  return third === 0 ? second >= 0 && second < 0x200000 : third === -1 && second < 0 && second >= -0x200000;
}

const safeInteger = (view: DataView, at: number): number =>
  view.getInt32(at + 4, true) * 4_294_967_296 + view.getUint32(at, true);

function placePoint(digits: string, scale: number): string {
  if (scale === 0) return digits;
  const sign = digits.startsWith("-") ? "-" : "";
  const whole = digits.slice(sign.length).padStart(scale + 1, "0");
  return `${sign}${whole.slice(0, -scale)}.${whole.slice(-scale)}`;
}

function readInterval(data: Data): ReadCell {
  const view = viewOf(data);
  return (row) =>
    intervalText(
      view.getInt32(row * 16, true),
      view.getInt32(row * 16 + 4, true),
      view.getBigInt64(row * 16 + 8, true),
    );
}

function readList(type: DataType, data: Data): ReadCell {
  const items = childCells(type, data, 0);
  return (row) => items.slice(data.valueOffsets[row] ?? 0, data.valueOffsets[row + 1] ?? 0);
}

function readStruct(type: DataType, data: Data): ReadCell {
  const names = type.children.map((child: Field) => child.name);
  const columns = names.map((_: string, i: number) => childCells(type, data, i));
  return (row) => Object.fromEntries(names.map((name: string, i: number) => [name, columns[i]?.[row] ?? null]));
}

function childCells(type: DataType, data: Data, index: number): Cell[] {
  const field: Field | undefined = type.children[index];
  const child = data.children[index];
  return field && child ? decodeColumn(field, child) : [];
}

/** Keys become text: a cell is a plain object. Object.fromEntries makes own properties, "__proto__" included. */
function readMap(field: Field, data: Data): ReadCell {
  const entries = data.children[0];
  const entryType: DataType | undefined = field.type.children[0]?.type;
  if (!entries || !entryType) return () => ({});
  const keys = childCells(entryType, entries, 0);
  const values = childCells(entryType, entries, 1);
  return (row) => {
    const pairs: [string, Cell][] = [];
    for (let i = data.valueOffsets[row] ?? 0; i < (data.valueOffsets[row + 1] ?? 0); i++) {
      pairs.push([printed(keys[i] ?? null), values[i] ?? null]);
    }
    return Object.fromEntries(pairs);
  };
}

/** Unions are of kind "unknown": the member's value as text. */
function readUnion(field: Field, data: Data): ReadCell {
  const tags = childCells(field.type, data, 0);
  const members = field.type.children.slice(1).map((_: Field, i: number) => childCells(field.type, data, i + 1));
  return (row) => printed(members[Number(tags[row])]?.[row] ?? null);
}

function printed(cell: Cell): string {
  if (cell === null) return "NULL";
  if (typeof cell !== "object") return String(cell);
  return JSON.stringify(cell, (_, value: unknown) => (typeof value === "bigint" ? value.toString() : value));
}
