import type { Cell } from "@parlance/core";

/** A cell as JSON text with whole numbers exact, however long; parseExactJson reads it back. */
export function jsonText(cell: Cell): string {
  if (typeof cell === "bigint") return cell.toString();
  if (typeof cell === "number") return Number.isFinite(cell) ? String(cell) : JSON.stringify(String(cell));
  if (cell === null || typeof cell !== "object") return JSON.stringify(cell);
  if (cell instanceof Uint8Array) return JSON.stringify(Buffer.from(cell).toString("base64"));
  if (Array.isArray(cell)) return `[${cell.map(jsonText).join(",")}]`;
  const entries = Object.entries(cell).map(([key, value]) => `${JSON.stringify(key)}:${jsonText(value)}`);
  return `{${entries.join(",")}}`;
}
