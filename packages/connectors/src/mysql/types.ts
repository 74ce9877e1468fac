import type { Cell, DataType, TypeKind } from "@parlance/core";

/** A column of a result as the protocol describes it. */
export interface ResultField {
  readonly name: string;
  readonly columnType: number;
  readonly flags: number;
  readonly columnLength: number;
  readonly decimals: number;
  readonly characterSet: number;
  /** MariaDB's own: what a column of texts really holds. */
  readonly extendedFormat?: string | undefined;
}

interface WireType {
  readonly native: string;
  readonly kind: TypeKind;
}

/** The protocol's numbers of types. Texts and bytes share theirs; see typeOfField. */
const WIRE_TYPES: Readonly<Record<number, WireType>> = {
  0: { native: "DECIMAL", kind: "decimal" },
  1: { native: "TINYINT", kind: "integer" },
  2: { native: "SMALLINT", kind: "integer" },
  3: { native: "INT", kind: "integer" },
  4: { native: "FLOAT", kind: "double" },
  5: { native: "DOUBLE", kind: "double" },
  6: { native: "NULL", kind: "text" },
  7: { native: "TIMESTAMP", kind: "timestamptz" },
  8: { native: "BIGINT", kind: "bigint" },
  9: { native: "MEDIUMINT", kind: "integer" },
  10: { native: "DATE", kind: "date" },
  // Spans from -838 to 838 hours, which is no time of day: shown as the server prints them.
  11: { native: "TIME", kind: "unknown" },
  12: { native: "DATETIME", kind: "timestamp" },
  13: { native: "YEAR", kind: "integer" },
  14: { native: "DATE", kind: "date" },
  16: { native: "BIT", kind: "bigint" },
  242: { native: "VECTOR", kind: "binary" },
  245: { native: "JSON", kind: "json" },
  246: { native: "DECIMAL", kind: "decimal" },
  255: { native: "GEOMETRY", kind: "binary" },
};

const BINARY_CHARSET = 63;
const UNSIGNED = 32;
const ENUM = 256;
const SET = 2048;

/** The type of a column in a result. */
export function typeOfField(field: ResultField): DataType {
  const wire = WIRE_TYPES[field.columnType];
  if (wire === undefined) return textOrBytes(field);
  if (wire.kind === "decimal") return decimalType(field);
  if (wire.native === "BIT") return bitType(field.columnLength);
  const isUnsigned = (field.flags & UNSIGNED) !== 0 && (wire.kind === "integer" || wire.kind === "bigint");
  return { kind: wire.kind, native: isUnsigned && wire.native !== "YEAR" ? `${wire.native} UNSIGNED` : wire.native };
}

function textOrBytes({ characterSet, flags, extendedFormat }: ResultField): DataType {
  if (extendedFormat === "json") return { kind: "json", native: "JSON" };
  if ((flags & ENUM) !== 0) return { kind: "text", native: "ENUM" };
  if ((flags & SET) !== 0) return { kind: "text", native: "SET" };
  return characterSet === BINARY_CHARSET ? { kind: "binary", native: "BLOB" } : { kind: "text", native: "TEXT" };
}

/** The length counts the sign and the point. */
function decimalType({ columnLength, decimals, flags }: ResultField): DataType {
  const precision = columnLength - (decimals > 0 ? 1 : 0) - ((flags & UNSIGNED) === 0 ? 1 : 0);
  return { kind: "decimal", native: `DECIMAL(${precision},${decimals})`, precision, scale: decimals };
}

const bitType = (bits: number): DataType => ({ kind: bits === 1 ? "boolean" : "bigint", native: `BIT(${bits})` });

/** Names of types in information_schema. What is not listed is shown as the server prints it. */
const KINDS: Readonly<Record<string, TypeKind>> = {
  tinyint: "integer",
  smallint: "integer",
  mediumint: "integer",
  int: "integer",
  bigint: "bigint",
  year: "integer",
  decimal: "decimal",
  float: "double",
  double: "double",
  date: "date",
  datetime: "timestamp",
  timestamp: "timestamptz",
  time: "unknown",
  char: "text",
  varchar: "text",
  tinytext: "text",
  text: "text",
  mediumtext: "text",
  longtext: "text",
  enum: "text",
  set: "text",
  uuid: "text",
  inet4: "text",
  inet6: "text",
  json: "json",
  binary: "binary",
  varbinary: "binary",
  tinyblob: "binary",
  blob: "binary",
  mediumblob: "binary",
  longblob: "binary",
  vector: "binary",
  geometry: "binary",
  point: "binary",
  linestring: "binary",
  polygon: "binary",
  multipoint: "binary",
  multilinestring: "binary",
  multipolygon: "binary",
  geometrycollection: "binary",
  geomcollection: "binary",
};

/** The type of a column in the catalog: `columnType` is spelled in full, such as "decimal(12,2)". */
export function typeOfColumn(dataType: string, columnType: string): DataType {
  const native = columnType.toUpperCase();
  if (dataType === "bit") return bitType(Number(/\d+/.exec(columnType)?.[0] ?? 1));
  const kind = KINDS[dataType] ?? "unknown";
  const [, precision, scale] = kind === "decimal" ? (/\((\d+)(?:,(\d+))?\)/.exec(columnType) ?? []) : [];
  // Lists of values can be long.
  const shown = dataType === "enum" || dataType === "set" ? dataType.toUpperCase() : native;
  if (precision === undefined) return { kind, native: shown };
  return { kind, native, precision: Number(precision), scale: Number(scale ?? 0) };
}

export type ReadCell = (bytes: Buffer) => Cell;

const text: ReadCell = (bytes) => bytes.toString("utf8");
const ascii = (bytes: Buffer): string => bytes.toString("latin1");

const READERS: Partial<Readonly<Record<TypeKind, ReadCell>>> = {
  integer: (bytes) => Number(ascii(bytes)),
  bigint: (bytes) => BigInt(ascii(bytes)),
  decimal: ascii,
  double: (bytes) => Number(ascii(bytes)),
  date: (bytes) => realDate(ascii(bytes)),
  timestamp: (bytes) => moment(ascii(bytes)),
  timestamptz: (bytes) => {
    const instant = moment(ascii(bytes));
    return instant === null ? null : `${instant}Z`;
  },
  json: (bytes) => JSON.parse(bytes.toString("utf8")),
  binary: (bytes) => new Uint8Array(bytes),
};

/** Turns the text protocol's bytes into cells of a type. */
export function cellReader(type: DataType): ReadCell {
  if (!type.native.startsWith("BIT")) return READERS[type.kind] ?? text;
  return type.kind === "boolean" ? (bytes) => bytes[0] === 1 : bitsOf;
}

const bitsOf = (bytes: Buffer): bigint => bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/** "0000-00-00" and dates without a month or a day are MySQL's way to say that there is none. */
const realDate = (date: string): string | null => (/^0000|-00/.test(date) ? null : date);

function moment(text: string): string | null {
  if (realDate(text.slice(0, 10)) === null) return null;
  const plain = text.includes(".") ? text.replace(/\.?0+$/, "") : text;
  return plain.replace(" ", "T");
}
