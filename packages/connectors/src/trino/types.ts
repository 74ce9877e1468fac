import type { Cell, DataType, TypeKind } from "@parlance/core";
import { parseExactJson } from "../process/exact-json.ts";
import { instantOf } from "./zoned-time.ts";

/** A type as the protocol describes it: its name and, for nested ones, what it is made of. */
export interface TrinoType {
  readonly rawType: string;
  readonly arguments?: readonly TypeArgument[];
}

interface TypeArgument {
  readonly kind: string;
  readonly value: unknown;
}

const KINDS: Readonly<Record<string, TypeKind>> = {
  boolean: "boolean",
  tinyint: "integer",
  smallint: "integer",
  integer: "integer",
  bigint: "bigint",
  real: "double",
  double: "double",
  decimal: "decimal",
  varchar: "text",
  char: "text",
  varbinary: "binary",
  date: "date",
  time: "time",
  timestamp: "timestamp",
  "timestamp with time zone": "timestamptz",
  "interval year to month": "interval",
  "interval day to second": "interval",
  uuid: "uuid",
  json: "json",
  array: "list",
  map: "struct",
  row: "struct",
};

/** Microseconds are what results keep; finer times are shown as the server prints them. */
const MAX_FRACTION = 6;

/** A type's kind from its name, such as "timestamp(3) with time zone" or "array(bigint)". */
export function dataTypeOf(native: string): DataType {
  const name = rawTypeOf(native);
  const numbers = /^[a-z ]+\((\d+)(?:\s*,\s*(\d+))?\)/i.exec(native);
  const kind = KINDS[name] ?? "unknown";
  const [precision, scale] = [numbers?.[1], numbers?.[2]].map((text) =>
    text === undefined ? undefined : Number(text),
  );
  const isTooFine = ["time", "timestamp", "timestamptz"].includes(kind) && (precision ?? 3) > MAX_FRACTION;
  return {
    kind: isTooFine ? "unknown" : kind,
    native,
    ...(kind === "decimal" && precision !== undefined ? { precision, scale: scale ?? 0 } : {}),
  };
}

/** "timestamp(3) with time zone" without its number; of a nested type what stands before its bracket. */
const rawTypeOf = (native: string): string =>
  native
    .toLowerCase()
    .replace(/^(array|map|row)\(.*$/s, "$1")
    .replace(/\s*\([^)]*\)/, "")
    .trim();

type ReadCell = (value: unknown) => Cell;

/** How cells of a type arrive and what they become. Null is told apart before. */
export function cellReader(type: TrinoType, native: string): ReadCell {
  const read = readerOf(type, dataTypeOf(native).kind, false);
  return (value) => (value === null || value === undefined ? null : read(value));
}

function readerOf(type: TrinoType, kind: TypeKind, isNested: boolean): ReadCell {
  switch (kind) {
    case "boolean":
      return (value) => value === true;
    case "integer":
    case "double":
      return Number;
    case "bigint":
      return isNested ? wholeNumber : (value) => BigInt(String(value));
    case "binary":
      return isNested ? String : (value) => Uint8Array.from(Buffer.from(String(value), "base64"));
    case "time":
      return (value) => withFraction(String(value));
    case "timestamp":
      return (value) => withFraction(String(value)).replace(" ", "T");
    case "timestamptz":
      return (value) => instantOf(String(value));
    case "interval":
      return type.rawType === "interval year to month" ? monthsOf : secondsOf;
    case "json":
      return (value) => jsonOf(String(value));
    case "list":
      return listReader(type);
    case "struct":
      return type.rawType === "map" ? mapReader(type) : rowReader(type);
    default:
      return String;
  }
}

/** Inside lists and objects whole numbers are numbers as long as these are exact. */
function wholeNumber(value: unknown): Cell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : BigInt(String(value));
}

/** Six digits behind the second, or none when all are zero. */
const withFraction = (text: string): string => {
  const [whole = "", fraction = ""] = text.split(".");
  return /^0*$/.test(fraction) ? whole : `${whole}.${fraction.padEnd(6, "0")}`;
};

const withoutZeros = (text: string): string => text.replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "");

/** "2-3" and "-2-3". */
function monthsOf(value: unknown): string {
  const [, sign = "", years = "0", months = "0"] = /^(-?)(\d+)-(\d+)$/.exec(String(value)) ?? [];
  return durationOf(
    sign,
    [
      [years, "Y"],
      [months, "M"],
    ],
    [],
  );
}

/** "3 04:05:06.789" and "-3 04:05:06.789". */
function secondsOf(value: unknown): string {
  const match = /^(-?)(\d+) (\d+):(\d+):(\d+(?:\.\d+)?)$/.exec(String(value)) ?? [];
  const [, sign = "", days = "0", hours = "0", minutes = "0", seconds = "0"] = match;
  const plain = withoutZeros(seconds.includes(".") ? seconds : `${seconds}.`);
  return durationOf(
    sign,
    [[days, "D"]],
    [
      [hours, "H"],
      [minutes, "M"],
      [plain, "S"],
    ],
  );
}

type Parts = readonly (readonly [string, string])[];

function durationOf(sign: string, dates: Parts, times: Parts): string {
  const print = (parts: Parts): string =>
    parts
      .filter(([amount]) => Number(amount) !== 0)
      .map(([amount, unit]) => `${sign}${amount.replace(/^0+(?=\d)/, "")}${unit}`)
      .join("");
  const [date, time] = [print(dates), print(times)];
  return date === "" && time === "" ? "PT0S" : `P${date}${time === "" ? "" : `T${time}`}`;
}

function jsonOf(text: string): Cell {
  try {
    return asCell(parseExactJson(text));
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

/** Whole numbers that JSON.parse would round come from parseExactJson as bigint already. */
function asCell(value: unknown): Cell {
  if (Array.isArray(value)) return value.map(asCell);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asCell(each)]));
  }
  return typeof value === "number" || typeof value === "bigint" || typeof value === "boolean"
    ? value
    : value === null
      ? null
      : String(value);
}

const nullOr =
  (read: ReadCell): ReadCell =>
  (value) =>
    value === null || value === undefined ? null : read(value);

/** A type inside another; its kind comes from its parts, as no text of it is given. */
function nestedReader(type: TrinoType | undefined): ReadCell {
  if (type === undefined) return (value) => String(value);
  const [first] = type.arguments ?? [];
  const precision = first?.kind === "LONG" ? `(${String(first.value)})` : "";
  const native = type.rawType.replace(
    /^(\w+)/,
    (word) => `${word}${/^(?:time|timestamp)$/.test(word) ? precision : ""}`,
  );
  return nullOr(readerOf(type, dataTypeOf(native).kind, true));
}

function listReader(type: TrinoType): ReadCell {
  const read = nestedReader(typeIn(type.arguments?.[0]?.value));
  return (value) => (Array.isArray(value) ? value.map(read) : String(value));
}

function mapReader(type: TrinoType): ReadCell {
  const read = nestedReader(typeIn(type.arguments?.[1]?.value));
  return (value) => {
    if (typeof value !== "object" || value === null) return String(value);
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, read(each)]));
  };
}

function rowReader(type: TrinoType): ReadCell {
  const fields = (type.arguments ?? []).map(({ value }, i) => fieldOf(value, i));
  return (value) => {
    if (!Array.isArray(value)) return String(value);
    return Object.fromEntries(fields.map(({ name, read }, i) => [name, read(value[i])]));
  };
}

function fieldOf(value: unknown, index: number): { readonly name: string; readonly read: ReadCell } {
  const fieldName = propertyOf(propertyOf(value, "fieldName"), "name");
  return {
    name: typeof fieldName === "string" ? fieldName : `field${index}`,
    read: nestedReader(typeIn(propertyOf(value, "typeSignature"))),
  };
}

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;

function typeIn(value: unknown): TrinoType | undefined {
  const rawType = propertyOf(value, "rawType");
  const given = propertyOf(value, "arguments");
  if (typeof rawType !== "string") return undefined;
  const list = Array.isArray(given) ? given : [];
  return {
    rawType,
    arguments: list.map((each: unknown) => ({
      kind: String(propertyOf(each, "kind")),
      value: propertyOf(each, "value"),
    })),
  };
}
