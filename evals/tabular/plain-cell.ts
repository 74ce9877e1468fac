import type { Cell } from "@parlance/core";

/** Digits kept of numbers: question sets give answers rounded in their own ways. */
const DIGITS = 6;
const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const MONTH = "([a-z]{3})[a-z]*\\.?";
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? ${MONTH},? (\\d{4})$`);
const MONTH_FIRST = new RegExp(`^${MONTH} (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})$`);
const DATE = /^(\d{4}-\d{2}-\d{2})[ T]00:00:00(\.0+)?Z?$/;

/**
 * A cell as a person would compare it: "12.50" and 12.5 agree, letter case and outer blanks do not count, midnight is
 * the date, booleans are words, and a date written out ("30 June 2001") is the date that an upload makes of it.
 */
export function plainCell(cell: Cell): Cell {
  if (typeof cell === "bigint") return Number(cell);
  if (typeof cell === "boolean") return cell ? "true" : "false";
  if (typeof cell === "number") return rounded(cell);
  if (typeof cell !== "string") return cell;
  const text = cell.trim().toLowerCase();
  const date = DATE.exec(text)?.[1];
  if (date !== undefined) return date;
  const written = writtenDate(text);
  if (written !== undefined) return written;
  const number = text === "" ? Number.NaN : Number(text.replace(/(?<=\d),(?=\d{3}\b)/g, ""));
  return Number.isFinite(number) ? rounded(number) : text;
}

function writtenDate(text: string): string | undefined {
  const [, day = "", month = "", year = ""] = DAY_FIRST.exec(text) ?? monthFirst(text) ?? [];
  const number = MONTHS.indexOf(month) + 1;
  return number === 0 ? undefined : `${year}-${String(number).padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function monthFirst(text: string): string[] | undefined {
  const found = MONTH_FIRST.exec(text);
  return found ? [text, found[2] ?? "", found[1] ?? "", found[3] ?? ""] : undefined;
}

const rounded = (value: number): number => (Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : 0);

export const plainRows = (rows: readonly (readonly Cell[])[]): Cell[][] => rows.map((row) => row.map(plainCell));
