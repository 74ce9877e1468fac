import { type DataType, type FrameColumn, isNumeric, type JsonCell } from "@parlance/core";

// Text from a file must not move the cursor, change colours or set the window's title.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

export const withoutControls = (text: string): string =>
  text.replace(CONTROL, (char) => (char === "\n" ? "⏎" : char === "\t" ? " " : "·"));

/** Numbers that name something are not amounts: 2024, not 2,024. */
const IS_NAME = /(^|[_\s])(id|key|code|year|zip|postcode|no|nr)$/i;

const WHOLE = /^-?\d+$/;
const EXACT = /^(-?)(\d+)(?:\.(\d+))?$/;

const group = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, ",");

function exactText(value: string): string {
  const match = EXACT.exec(value);
  if (match === null) return value;
  const [, sign = "", whole = "", fraction] = match;
  return sign + group(whole) + (fraction === undefined ? "" : `.${fraction}`);
}

/** Enough digits to compare by eye: two decimals from 1 up, four significant digits below. Exact values are in --json and --csv. */
function doubleText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return exactText(String(value));
  const size = Math.abs(value);
  if (size >= 1e15 || size < 1e-6) return value.toPrecision(6);
  return size >= 1 ? exactText(value.toFixed(2)) : String(Number(value.toPrecision(4)));
}

function numberText(cell: JsonCell, type: DataType, name: string): string {
  const text = String(cell);
  if (IS_NAME.test(name)) return text;
  if (type.kind === "double" && typeof cell === "number") return doubleText(cell);
  return WHOLE.test(text) || EXACT.test(text) ? exactText(text) : text;
}

const temporalText = (text: string): string =>
  text
    .replace("T", " ")
    .replace(/\.\d+/, "")
    .replace(/ 00:00:00Z?$/, "");

/** One cell as a person reads it in a terminal; null is the caller's to show. */
export function cellText(cell: Exclude<JsonCell, null>, column: FrameColumn): string {
  if (isNumeric(column.type)) return numberText(cell, column.type, column.name);
  if (typeof cell === "object") return withoutControls(JSON.stringify(cell));
  if (column.type.kind === "timestamp" || column.type.kind === "timestamptz") return temporalText(String(cell));
  return withoutControls(String(cell));
}
