import type { sheets_v4 } from "@googleapis/sheets";

export type SheetCell = string | number | boolean | null;

const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet. */
const DAY_ZERO = Date.UTC(1899, 11, 30);

/** A cell's value; days and moments, which a spreadsheet stores as numbers, as ISO text. */
export function cellOf(cell: sheets_v4.Schema$CellData | undefined): SheetCell {
  const value = cell?.effectiveValue;
  if (value === undefined || value === null) return null;
  if (typeof value.stringValue === "string") return value.stringValue;
  if (typeof value.boolValue === "boolean") return value.boolValue;
  // A formula that failed has no value; its message is no data.
  if (typeof value.numberValue !== "number") return null;
  return numberAs(value.numberValue, cell?.effectiveFormat?.numberFormat?.type ?? "");
}

function numberAs(serial: number, format: string): SheetCell {
  switch (format) {
    case "DATE":
      return moment(Math.floor(serial))?.slice(0, 10) ?? serial;
    case "DATE_TIME":
      return moment(serial) ?? serial;
    case "TIME":
      return serial >= 0 && serial < 1 ? (moment(serial)?.slice(11) ?? serial) : serial;
    default:
      return serial;
  }
}

/** Whole milliseconds: a serial number is a double, whose last digits are noise. */
function moment(serial: number): string | null {
  const date = new Date(DAY_ZERO + Math.round(serial * DAY_MS));
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return null;
  return date.toISOString().replace(/(?:\.000)?Z$/, "");
}
