import {
  DuckDBArrayType,
  DuckDBDecimalType,
  DuckDBEnumType,
  DuckDBListType,
  DuckDBMapType,
  DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
  DuckDBUnionType,
  DuckDBVector,
} from "@duckdb/node-api";
import duckdb from "@duckdb/node-bindings";
import { type Data, type DataType, type List, makeData, Struct, Uint8 } from "apache-arrow";
import { arrowField } from "./arrow-field.ts";
import { type CellBudget, encodeBytes, readBytes } from "./encode-bytes.ts";
import { isRowValid, type Rows, rowIndexes, validityBitmap } from "./rows.ts";
import { decimalBytes, SAME_WIDTH } from "./value-width.ts";

/** Turns the chosen rows of a DuckDB vector into Arrow data by copying buffers; no value becomes a JavaScript object. */
export function encodeVector(type: DuckDBType, vector: duckdb.Vector, rows: Rows, budget: CellBudget): Data {
  const arrowType = arrowField("", type).type;
  const width = SAME_WIDTH[type.typeId];
  if (width !== undefined) return flat(arrowType, vector, rows, copyFixed(vector, rows, width));
  if (type.typeId === DuckDBTypeId.BOOLEAN) return flat(arrowType, vector, rows, packBooleans(vector, rows));
  if (type instanceof DuckDBDecimalType) return flat(arrowType, vector, rows, widenDecimals(type, vector, rows));
  if (type.typeId === DuckDBTypeId.VARCHAR || type.typeId === DuckDBTypeId.BLOB) {
    return encodeBytes(
      arrowType,
      vector,
      rows,
      readBytes(vector, rows.size),
      budget,
      type.typeId === DuckDBTypeId.BLOB,
    );
  }
  if (type instanceof DuckDBEnumType) return encodeEnum(type, arrowType, vector, rows, budget);
  if (type instanceof DuckDBListType) {
    return encodeList(arrowType, vector, rows, listSpans(vector, rows), budget, (child, inner) =>
      encodeVector(type.valueType, child, inner, budget),
    );
  }
  if (type instanceof DuckDBMapType) return encodeMap(type, arrowType, vector, rows, budget);
  if (type instanceof DuckDBArrayType) return encodeArray(type, arrowType, vector, rows, budget);
  if (type instanceof DuckDBStructType) {
    return encodeStruct(arrowType, vector, rows, type.entryTypes, budget);
  }
  if (type instanceof DuckDBUnionType) return encodeUnion(type, arrowType, vector, rows, budget);
  return encodeAsPrinted(type, arrowType, vector, rows, budget);
}

function flat(type: DataType, vector: duckdb.Vector, rows: Rows, data: Uint8Array): Data {
  const { nullBitmap, nullCount } = validityBitmap(vector, rows);
  // makeData picks the buffer view from the type; its overloads cannot follow a type known only at run time.
  return makeData({ type, length: rows.count, nullCount, nullBitmap, data } as Parameters<typeof makeData>[0]);
}

function copyFixed(vector: duckdb.Vector, rows: Rows, width: number): Uint8Array {
  const source = duckdb.vector_get_data(vector, rows.size * width);
  if (rows.indexes === null) return source.slice(0, rows.count * width);
  const out = new Uint8Array(rows.count * width);
  rows.indexes.forEach((index, i) => {
    out.set(source.subarray(index * width, (index + 1) * width), i * width);
  });
  return out;
}

function packBooleans(vector: duckdb.Vector, rows: Rows): Uint8Array {
  const source = duckdb.vector_get_data(vector, rows.size);
  const out = new Uint8Array(Math.ceil(rows.count / 8));
  rowIndexes(rows, (index, i) => {
    if (source[index] !== 0) out[i >> 3] = (out[i >> 3] ?? 0) | (1 << (i & 7));
  });
  return out;
}

/** Arrow keeps every decimal in 16 bytes. */
function widenDecimals(type: DuckDBDecimalType, vector: duckdb.Vector, rows: Rows): Uint8Array {
  const width = decimalBytes(type);
  const narrow = copyFixed(vector, rows, width);
  if (width === 16) return narrow;
  const out = new Int32Array(rows.count * 4);
  const view = new DataView(narrow.buffer, narrow.byteOffset, narrow.byteLength);
  for (let i = 0; i < rows.count; i++) {
    const low = width === 2 ? view.getInt16(i * 2, true) : view.getInt32(i * width, true);
    const sign = width === 8 ? view.getInt32(i * 8 + 4, true) >> 31 : low >> 31;
    out[i * 4] = low;
    out[i * 4 + 1] = width === 8 ? view.getInt32(i * 8 + 4, true) : sign;
    out[i * 4 + 2] = sign;
    out[i * 4 + 3] = sign;
  }
  return new Uint8Array(out.buffer);
}

function encodeEnum(type: DuckDBEnumType, arrowType: DataType, vector: duckdb.Vector, rows: Rows, budget: CellBudget) {
  const width = type.values.length <= 0xff ? 1 : type.values.length <= 0xffff ? 2 : 4;
  const codes = duckdb.vector_get_data(vector, rows.size * width);
  const view = new DataView(codes.buffer, codes.byteOffset, codes.byteLength);
  const words = type.values.map((value) => Buffer.from(value));
  const none = Buffer.alloc(0);
  const read = (index: number) => {
    const at = index * width;
    const code = width === 1 ? view.getUint8(at) : width === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
    return words[code] ?? none;
  };
  return encodeBytes(arrowType, vector, rows, read, budget, false);
}

interface Span {
  readonly offset: number;
  readonly length: number;
}

/** Where each list lies in the child vector; entries are pairs of 64-bit offset and length. */
function listSpans(vector: duckdb.Vector, rows: Rows): (index: number) => Span {
  const entries = duckdb.vector_get_data(vector, rows.size * 16);
  const view = new DataView(entries.buffer, entries.byteOffset, entries.byteLength);
  return (index) => ({
    offset: Number(view.getBigUint64(index * 16, true)),
    length: Number(view.getBigUint64(index * 16 + 8, true)),
  });
}

function encodeList(
  type: DataType,
  vector: duckdb.Vector,
  rows: Rows,
  spanOf: (index: number) => Span,
  budget: CellBudget,
  encodeChild: (child: duckdb.Vector, inner: Rows) => Data,
): Data {
  const child = duckdb.list_vector_get_child(vector);
  const { valueOffsets, inner } = chooseItems(vector, rows, spanOf, duckdb.list_vector_get_size(vector), budget);
  return listData(type, vector, rows, valueOffsets, encodeChild(child, inner));
}

/** Lists longer than the cell budget allows are cut; every item is taken to need 8 bytes at least. */
function chooseItems(
  vector: duckdb.Vector,
  rows: Rows,
  spanOf: (index: number) => Span,
  childSize: number,
  budget: CellBudget,
): { valueOffsets: Int32Array; inner: Rows } {
  const maxItems = Math.max(1, Math.floor(budget.maxBytes / 8));
  const valid = isRowValid(vector, rows);
  const valueOffsets = new Int32Array(rows.count + 1);
  const spans: Span[] = [];
  rowIndexes(rows, (index, i) => {
    const span = valid(index) ? spanOf(index) : { offset: 0, length: 0 };
    const length = Math.min(span.length, maxItems);
    if (length < span.length) budget.isCut = true;
    spans.push({ offset: span.offset, length });
    valueOffsets[i + 1] = (valueOffsets[i] ?? 0) + length;
  });
  const indexes = new Int32Array(valueOffsets[rows.count] ?? 0);
  let at = 0;
  for (const { offset, length } of spans) for (let k = 0; k < length; k++) indexes[at++] = offset + k;
  return { valueOffsets, inner: { count: indexes.length, size: childSize, indexes } };
}

function listData(type: DataType, vector: duckdb.Vector, rows: Rows, valueOffsets: Int32Array, child: Data): Data {
  const { nullBitmap, nullCount } = validityBitmap(vector, rows);
  // Only ever called with the List type that arrowField made for this vector.
  return makeData({ type: type as List, length: rows.count, nullCount, nullBitmap, valueOffsets, child });
}

function encodeMap(
  type: DuckDBMapType,
  arrowType: DataType,
  vector: duckdb.Vector,
  rows: Rows,
  budget: CellBudget,
): Data {
  return encodeList(arrowType, vector, rows, listSpans(vector, rows), budget, (entries, inner) => {
    const entryType = new Struct([arrowField("key", type.keyType), arrowField("value", type.valueType)]);
    return encodeStruct(entryType, entries, inner, [type.keyType, type.valueType], budget);
  });
}

function encodeArray(
  type: DuckDBArrayType,
  arrowType: DataType,
  vector: duckdb.Vector,
  rows: Rows,
  budget: CellBudget,
): Data {
  const spanOf = (index: number) => ({ offset: index * type.length, length: type.length });
  const { valueOffsets, inner } = chooseItems(vector, rows, spanOf, rows.size * type.length, budget);
  const items = encodeVector(type.valueType, duckdb.array_vector_get_child(vector), inner, budget);
  return listData(arrowType, vector, rows, valueOffsets, items);
}

function encodeStruct(
  type: DataType,
  vector: duckdb.Vector,
  rows: Rows,
  entryTypes: readonly DuckDBType[],
  budget: CellBudget,
): Data {
  const children = entryTypes.map((entry, i) =>
    encodeVector(entry, duckdb.struct_vector_get_child(vector, i), rows, budget),
  );
  return structData(type, vector, rows, children);
}

function structData(type: DataType, vector: duckdb.Vector, rows: Rows, children: Data[]): Data {
  const { nullBitmap, nullCount } = validityBitmap(vector, rows);
  // Only ever called with the Struct type that arrowField made for this vector.
  return makeData({ type: type as Struct, length: rows.count, nullCount, nullBitmap, children });
}

/** A union vector is a struct whose first child is the member's number. */
function encodeUnion(
  type: DuckDBUnionType,
  arrowType: DataType,
  vector: duckdb.Vector,
  rows: Rows,
  budget: CellBudget,
): Data {
  const tagVector = duckdb.struct_vector_get_child(vector, 0);
  const tags = flat(new Uint8(), tagVector, rows, copyFixed(tagVector, rows, 1));
  const members = type.memberTypes.map((member, i) =>
    encodeVector(member, duckdb.struct_vector_get_child(vector, i + 1), rows, budget),
  );
  return structData(arrowType, vector, rows, [tags, ...members]);
}

/** BIT, BIGNUM, TIMETZ, GEOMETRY, VARIANT and types yet to come: rare, so one JavaScript value per cell is affordable. */
function encodeAsPrinted(
  type: DuckDBType,
  arrowType: DataType,
  vector: duckdb.Vector,
  rows: Rows,
  budget: CellBudget,
): Data {
  const values = DuckDBVector.create(vector, rows.size, type);
  const read = (index: number) => Buffer.from(String(values.getItem(index) ?? ""));
  return encodeBytes(arrowType, vector, rows, read, budget, false);
}
