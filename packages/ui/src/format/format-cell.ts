import { type DataType, isNumeric, type JsonCell } from "@parlance/core";
import { formatDouble, groupDigits } from "./format-number.ts";

/** What the cell shows in the table. NULL and the empty string are told apart by the table, not by text. */
export function formatCell(cell: JsonCell, type: DataType): string {
  if (cell === null) return "NULL";
  switch (type.kind) {
    case "boolean":
      return cell === true ? "true" : "false";
    case "integer":
    case "bigint":
    case "decimal":
      return groupDigits(String(cell));
    case "double":
      return typeof cell === "number" ? formatDouble(cell) : String(cell);
    case "timestamp":
    case "timestamptz":
      return formatTimestamp(String(cell));
    default:
      return fullText(cell);
  }
}

/** The value in full, as it is copied and shown on hover. */
export const fullText = (cell: JsonCell): string =>
  cell === null ? "NULL" : typeof cell === "object" ? JSON.stringify(cell) : String(cell);

function formatTimestamp(text: string): string {
  const [day = text, time] = text.split("T");
  return time === undefined ? day : `${day} ${time.replace(/^(\d\d:\d\d:\d\d)\.0+(Z?)$/, "$1$2")}`;
}

/** A number for drawing only: charts and bars may round, tables may not. */
export function toNumber(cell: JsonCell | undefined): number | null {
  if (typeof cell === "number") return cell;
  if (typeof cell !== "string" || cell.trim() === "") return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}

/** Year-like whole numbers are labels, not amounts: 2,024 would be wrong. */
const YEAR_NAME = /(^|_|\b)(year|yr|jahr|id|zip|postcode)$/i;

export function formatNamedCell(cell: JsonCell, type: DataType, name: string): string {
  const isLabel = (type.kind === "integer" || type.kind === "bigint") && YEAR_NAME.test(name);
  return isLabel && cell !== null ? String(cell) : formatCell(cell, type);
}

export const isRightAligned = (type: DataType): boolean => isNumeric(type);
