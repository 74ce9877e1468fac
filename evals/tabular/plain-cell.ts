import type { Cell } from "@parlance/core";

/** Digits kept of numbers: question sets give answers rounded in their own ways. */
const DIGITS = 6;
const DATE = /^(\d{4}-\d{2}-\d{2})[ T]00:00:00(\.0+)?Z?$/;

/**
 * A cell as a person would compare it: "12.50" and 12.5 agree, letter case and outer blanks do not count, midnight is
 * the date, booleans are words.
 */
export function plainCell(cell: Cell): Cell {
  if (typeof cell === "bigint") return Number(cell);
  if (typeof cell === "boolean") return cell ? "true" : "false";
  if (typeof cell === "number") return rounded(cell);
  if (typeof cell !== "string") return cell;
  const text = cell.trim().toLowerCase();
  const date = DATE.exec(text)?.[1];
  if (date !== undefined) return date;
  const number = text === "" ? Number.NaN : Number(text.replace(/(?<=\d),(?=\d{3}\b)/g, ""));
  return Number.isFinite(number) ? rounded(number) : text;
}

const rounded = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : 0);

export const plainRows = (rows: readonly (readonly Cell[])[]): Cell[][] => rows.map((row) => row.map(plainCell));
