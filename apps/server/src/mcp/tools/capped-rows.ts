import type { JsonCell, ResultSummary } from "@parlance/core";
import { z } from "zod";

const DEFAULT_ROWS = 100;
/** The first page of a result; the rest is better asked for with a narrower question. */
const MAX_ROWS = 1_000;
/** About what a model can read without losing the thread. */
const MAX_CHARACTERS = 200_000;
const MAX_CELL_CHARACTERS = 2_000;

export const maxRows = z
  .number()
  .int()
  .min(1)
  .max(MAX_ROWS)
  .default(DEFAULT_ROWS)
  .describe("Rows to send back at most. rowCount tells how many there are.");

export const rowsShape = {
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rows: z.array(z.array(z.unknown())).describe("Wide integers and exact decimals are strings."),
  rowCount: z.number().describe("Rows of the whole result."),
  isTruncated: z.boolean().describe("True when rows or cells are missing here, whatever cut them."),
};

export interface CappedRows {
  readonly columns: { name: string; type: string }[];
  readonly rows: JsonCell[][];
  readonly rowCount: number;
  readonly isTruncated: boolean;
}

/** As many rows as were wanted and fit; long texts are cut. */
export function cappedRows(result: ResultSummary, wanted: number): CappedRows {
  const columns = result.columns.map(({ name, type }) => ({ name, type: type.kind }));
  const rows: JsonCell[][] = [];
  let characters = 0;
  let isCut = result.isTruncated;
  for (const row of result.rows.slice(0, wanted)) {
    const cells = row.map(cutCell);
    characters += JSON.stringify(cells).length;
    if (characters > MAX_CHARACTERS) break;
    isCut ||= cells.some((cell, i) => cell !== row[i]);
    rows.push(cells);
  }
  return { columns, rows, rowCount: result.rowCount, isTruncated: isCut || rows.length < result.rowCount };
}

function cutCell(cell: JsonCell): JsonCell {
  if (typeof cell === "string") return cutText(cell);
  if (typeof cell !== "object" || cell === null) return cell;
  const text = JSON.stringify(cell);
  return text.length > MAX_CELL_CHARACTERS ? cutText(text) : cell;
}

const cutText = (text: string): string =>
  text.length > MAX_CELL_CHARACTERS ? `${text.slice(0, MAX_CELL_CHARACTERS)}…` : text;
