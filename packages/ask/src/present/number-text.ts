import type { Cell } from "@parlance/core";

/** A number as people write it: grouped thousands, at most two decimals, exact for bigints and decimals. */
export function numberText(value: number | bigint | string): string {
  if (typeof value === "bigint") return groupDigits(value.toString());
  if (typeof value === "number" && !isPlain(value)) return String(Number(value.toPrecision(3)));
  const text = typeof value === "number" ? value.toFixed(4) : value;
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) return text;
  const [, sign = "", whole = "", fraction = ""] = match;
  return roundTo2(sign, whole, fraction);
}

/** Tiny and huge numbers, NaN and infinities are written as JavaScript writes them. */
const isPlain = (value: number): boolean => value === 0 || (Math.abs(value) >= 0.005 && Math.abs(value) < 1e21);

function roundTo2(sign: string, whole: string, fraction: string): string {
  const hundredths = BigInt(whole + fraction.slice(0, 2).padEnd(2, "0")) + (Number(fraction[2] ?? 0) >= 5 ? 1n : 0n);
  const digits = hundredths.toString().padStart(3, "0");
  const cents = digits.slice(-2).replace(/0+$/, "");
  const grouped = groupDigits(digits.slice(0, -2));
  const text = cents === "" ? grouped : `${grouped}.${cents}`;
  return text === "0" ? "0" : sign + text;
}

const groupDigits = (digits: string): string => digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

/** Any cell as a few words; `isYearLike` keeps 2024 from becoming 2,024. */
export function cellText(cell: Cell, options: { readonly isNumeric: boolean; readonly isYearLike?: boolean }): string {
  if (cell === null) return "no value";
  if (typeof cell === "boolean") return cell ? "yes" : "no";
  if (typeof cell === "number" || typeof cell === "bigint") return options.isYearLike ? String(cell) : numberText(cell);
  if (typeof cell === "string")
    return options.isNumeric ? numberText(cell) : shorten(cell.replace(/T00:00:00(\.0+)?Z?$/, ""));
  if (cell instanceof Uint8Array) return `${numberText(cell.length)} bytes`;
  return shorten(
    JSON.stringify(cell, (_key, value: unknown) => (typeof value === "bigint" ? value.toString() : value)),
  );
}

const MAX_TEXT = 60;
const shorten = (text: string): string => (text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT - 1)}…` : text);
