import type { Cell, Column, DataType, TypeKind } from "@parlance/core";
import { parseExactJson } from "../process/exact-json.ts";
import type { FieldSchema } from "./rest-answers.ts";

/** Both families of names: results use the old ones, statements the new. */
const KINDS: Readonly<Record<string, TypeKind>> = {
  STRING: "text",
  BYTES: "binary",
  INTEGER: "bigint",
  INT64: "bigint",
  FLOAT: "double",
  FLOAT64: "double",
  NUMERIC: "decimal",
  BIGNUMERIC: "decimal",
  BOOLEAN: "boolean",
  BOOL: "boolean",
  DATE: "date",
  TIME: "time",
  DATETIME: "timestamp",
  TIMESTAMP: "timestamptz",
  INTERVAL: "interval",
  JSON: "json",
  RECORD: "struct",
  STRUCT: "struct",
};

const NATIVE: Readonly<Record<string, string>> = {
  INTEGER: "INT64",
  FLOAT: "FLOAT64",
  BOOLEAN: "BOOL",
  RECORD: "STRUCT",
};

export function dataTypeOf(field: FieldSchema): DataType {
  const single = singleType(field);
  return field.mode === "REPEATED" ? { kind: "list", native: `ARRAY<${single.native}>` } : single;
}

function singleType({ type = "", precision, scale, fields = [] }: FieldSchema): DataType {
  const name = NATIVE[type] ?? type;
  const kind = KINDS[type] ?? "unknown";
  if (kind === "struct") {
    const inner = fields.map((field) => `${field.name ?? ""} ${dataTypeOf(field).native}`.trim()).join(", ");
    return { kind, native: `STRUCT<${inner}>` };
  }
  if (kind !== "decimal" || precision === undefined) return { kind, native: name };
  const places = Number(scale ?? 0);
  return { kind, native: `${name}(${precision}, ${places})`, precision: Number(precision), scale: places };
}

export const columnOf = (field: FieldSchema): Column => ({
  name: field.name ?? "",
  type: dataTypeOf(field),
  nullable: field.mode !== "REQUIRED",
  ...(field.description ? { comment: field.description } : {}),
});

/** A cell as BigQuery sends it: every scalar as text, {f: [{v}]} for a struct, [{v}] for an array. */
export function readCell(value: unknown, field: FieldSchema, isNested = false): Cell {
  if (value === null || value === undefined) return null;
  if (field.mode !== "REPEATED") return readSingle(value, field, isNested);
  const { mode: _mode, ...single } = field;
  return Array.isArray(value) ? value.map((each: unknown) => readCell(propertyOf(each, "v"), single, true)) : null;
}

function readSingle(value: unknown, field: FieldSchema, isNested: boolean): Cell {
  const text = String(value);
  switch (KINDS[field.type ?? ""]) {
    case "bigint":
      return isNested ? wholeNumber(text) : BigInt(text);
    case "double":
      return Number(text.replace(/^([+-]?)inf$/i, "$1Infinity"));
    case "decimal":
      return decimalOf(text, field.scale);
    case "boolean":
      return text === "true";
    case "binary":
      return isNested ? text : Uint8Array.from(Buffer.from(text, "base64"));
    case "time":
    case "timestamp":
      return withFraction(text.replace(" ", "T"));
    case "timestamptz":
      return instantOf(text);
    case "interval":
      return durationOf(text);
    case "json":
      return jsonOf(text);
    case "struct":
      return structOf(value, field.fields ?? []);
    default:
      return text;
  }
}

function wholeNumber(text: string): Cell {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

/** BigQuery leaves out zeros at the end; a declared scale gives them back. */
function decimalOf(text: string, scale: string | undefined): string {
  const places = Number(scale ?? 0);
  if (places === 0 || /e/i.test(text)) return text;
  const [whole = "", fraction = ""] = text.split(".");
  return `${whole}.${fraction.padEnd(places, "0")}`;
}

/** Six digits behind the second, or none when all are zero. */
function withFraction(text: string): string {
  const [whole = "", fraction = ""] = text.split(".");
  return /^0*$/.test(fraction) ? whole : `${whole}.${fraction.padEnd(6, "0")}`;
}

/** Microseconds since 1970, as text. */
function instantOf(text: string): string {
  if (!/^-?\d+$/.test(text)) return text;
  const micros = BigInt(text);
  const rest = ((micros % 1_000_000n) + 1_000_000n) % 1_000_000n;
  const second = new Date(Number((micros - rest) / 1000n)).toISOString().slice(0, 19);
  return rest === 0n ? `${second}Z` : `${second}.${String(rest).padStart(6, "0")}Z`;
}

/** "1-2 3 4:5:6.789", each of the three parts with its own sign. */
function durationOf(text: string): string {
  const match = /^(-?)(\d+)-(\d+) (-?\d+) (-?)(\d+):(\d+):(\d+)(\.\d+)?$/.exec(text);
  if (match === null) return text;
  const [, sign = "", years = "0", months = "0", days = "0", timeSign = "", hours = "0", minutes = "0", seconds = "0"] =
    match;
  const fraction = (match[9] ?? "").replace(/\.?0+$/, "");
  const part = (prefix: string, amount: string, unit: string): string =>
    Number(amount) === 0 ? "" : `${prefix}${amount.replace(/^(-?)0+(?=\d)/, "$1")}${unit}`;
  const date = part(sign, years, "Y") + part(sign, months, "M") + part("", days, "D");
  const time = part(timeSign, hours, "H") + part(timeSign, minutes, "M") + part(timeSign, seconds + fraction, "S");
  return date === "" && time === "" ? "PT0S" : `P${date}${time === "" ? "" : `T${time}`}`;
}

function jsonOf(text: string): Cell {
  try {
    // Whole numbers of any size stay exact; everything else JSON can hold is a cell as it is.
    return parseExactJson(text) as Cell;
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}

function structOf(value: unknown, fields: readonly FieldSchema[]): Cell {
  const cells = propertyOf(value, "f");
  const given: readonly unknown[] = Array.isArray(cells) ? cells : [];
  return Object.fromEntries(
    fields.map((field, i) => [field.name || `field${i}`, readCell(propertyOf(given[i], "v"), field, true)]),
  );
}

const propertyOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
