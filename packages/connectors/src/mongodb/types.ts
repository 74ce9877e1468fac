import type { Cell, TypeKind } from "@parlance/core";
import { Binary, type BSONRegExp, Decimal128, Double, Int32, Long, ObjectId, Timestamp } from "mongodb";

/** A value as BSON names its type. */
export type BsonType =
  | "double"
  | "string"
  | "object"
  | "array"
  | "binData"
  | "objectId"
  | "bool"
  | "date"
  | "null"
  | "regex"
  | "int"
  | "long"
  | "decimal"
  | "timestamp"
  | "other";

const KINDS: Readonly<Record<Exclude<BsonType, "null">, TypeKind>> = {
  double: "double",
  string: "text",
  object: "json",
  array: "json",
  binData: "binary",
  objectId: "text",
  bool: "boolean",
  date: "timestamptz",
  regex: "text",
  int: "integer",
  long: "bigint",
  decimal: "decimal",
  timestamp: "timestamptz",
  other: "json",
};

export function bsonTypeOf(value: unknown): BsonType {
  if (value === null || value === undefined) return "null";
  if (typeof value === "string") return "string";
  if (typeof value === "boolean") return "bool";
  if (typeof value === "bigint") return "long";
  if (typeof value === "number") return "double";
  if (value instanceof Date) return "date";
  if (Array.isArray(value)) return "array";
  if (value instanceof Int32) return "int";
  if (value instanceof Double) return "double";
  if (value instanceof Timestamp) return "timestamp";
  if (value instanceof Long) return "long";
  if (value instanceof Decimal128) return "decimal";
  if (value instanceof ObjectId) return "objectId";
  if (value instanceof Binary || value instanceof Uint8Array) return "binData";
  if (typeof value === "object" && "_bsontype" in value) return value._bsontype === "BSONRegExp" ? "regex" : "other";
  return "object";
}

const NUMBERS: readonly BsonType[] = ["int", "long", "double", "decimal"];

/** One kind for all the types a field was seen with. Fields of mixed types are shown as JSON, value by value. */
export function kindOf(types: ReadonlySet<BsonType>): TypeKind {
  const seen = [...types].filter((type) => type !== "null");
  if (seen.length === 0) return "json";
  const [first, ...others] = seen.map((type) => KINDS[type]);
  if (first !== undefined && others.every((kind) => kind === first)) return first;
  if (!seen.every((type) => NUMBERS.includes(type))) return "json";
  if (seen.includes("decimal")) return "decimal";
  return seen.includes("double") ? "double" : "bigint";
}

/** A value in the form its column's kind asks for; undefined when it does not fit the kind. */
export function toCell(value: unknown, kind: TypeKind): Cell | undefined {
  const type = bsonTypeOf(value);
  if (type === "null") return null;
  if (kind === "json") return toJsonCell(value);
  if (type === kindToType(kind) || KINDS[type] === kind) return scalarOf(value);
  if (!NUMBERS.includes(type)) return undefined;
  if (kind === "double") return Number(String(value));
  if (kind === "decimal") return plainDigits(String(value));
  if (kind === "bigint" && /^-?\d+$/.test(String(value))) return BigInt(String(value));
  return undefined;
}

const kindToType = (kind: TypeKind): BsonType | undefined => (kind === "text" ? "string" : undefined);

function scalarOf(value: unknown): Cell {
  switch (bsonTypeOf(value)) {
    case "int":
    case "double":
      return Number(String(value));
    case "long":
      return BigInt(String(value));
    case "decimal":
      return plainDigits(String(value));
    case "date":
      // bsonTypeOf has looked.
      return instant(value as Date);
    case "timestamp":
      return instant(new Date((value as Timestamp).getHighBits() * 1000));
    case "bool":
      return value === true;
    case "binData":
      return value instanceof Binary ? value.value() : (value as Uint8Array);
    case "regex":
      return regexText(value as BSONRegExp);
    default:
      return String(value);
  }
}

const regexText = ({ pattern, options }: BSONRegExp): string => `/${pattern}/${options}`;

/** Milliseconds are MongoDB's whole precision; trailing zeros are no information. Years beyond 9999 have a sign. */
const instant = (date: Date): string =>
  date
    .toISOString()
    .replace(/^\+0*(?=\d{4,})/, "")
    .replace(/(\.\d*?)0+Z$/, "$1Z")
    .replace(".Z", "Z");

/** Decimal128 writes large and small values with an exponent; a decimal cell has none. */
export function plainDigits(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?E([+-]?\d+)$/i.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  const digits = whole + fraction;
  const point = whole.length + Number(exponent);
  if (point <= 0) return `${sign}0.${"0".repeat(-point)}${digits}`;
  if (point >= digits.length) return sign + digits.padEnd(point, "0");
  return `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** Documents and lists as parsed JSON; values that JSON lacks become text. */
function toJsonCell(value: unknown): Cell {
  const type = bsonTypeOf(value);
  if (type === "null") return null;
  if (Array.isArray(value)) return value.map(toJsonCell);
  if (type === "object" || type === "other") {
    return Object.fromEntries(Object.entries(Object(value)).map(([key, inner]) => [key, toJsonCell(inner)]));
  }
  if (type === "binData") return Buffer.from(scalarOf(value) as Uint8Array).toString("base64");
  return scalarOf(value);
}
