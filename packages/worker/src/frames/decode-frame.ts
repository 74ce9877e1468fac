import type { Cell, Frame, FrameColumn } from "@parlance/core";
import { RecordBatchReader } from "apache-arrow";
import { decodeColumn } from "./decode-column.ts";

/** One data message as a frame. */
export function decodeFrame(columns: readonly FrameColumn[], bytes: Uint8Array): Frame {
  return joinFrames(columns, [bytes]);
}

/** Data messages in order as one frame. */
export function joinFrames(columns: readonly FrameColumn[], messages: readonly Uint8Array[]): Frame {
  const data: Cell[][] = columns.map(() => []);
  let rowCount = 0;
  for (const message of messages) {
    for (const batch of RecordBatchReader.from(message)) {
      rowCount += batch.numRows;
      batch.schema.fields.forEach((field, i) => {
        const child = batch.data.children[i];
        if (child) appendAll(data, i, asKind(columns[i], decodeColumn(field, child)));
      });
    }
  }
  return { columns, rowCount, data };
}

/** Rows of remote sources travel with 64 bits for every whole number; the column's kind says which fit a number. */
const asKind = (column: FrameColumn | undefined, cells: Cell[]): Cell[] =>
  column?.type.kind === "integer" ? cells.map((cell) => (typeof cell === "bigint" ? Number(cell) : cell)) : cells;

function appendAll(data: Cell[][], index: number, cells: Cell[]): void {
  const column = data[index];
  if (column === undefined) return;
  if (column.length === 0) data[index] = cells;
  else for (const cell of cells) column.push(cell);
}
