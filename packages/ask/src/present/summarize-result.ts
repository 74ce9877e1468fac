import { cellToJson, frameRows, type JsonCell, type ResultSummary, type StoredResult } from "@parlance/core";

/** The part of a stored result that travels with the answer. */
export const summarizeResult = (resultId: string, stored: StoredResult): ResultSummary => ({
  resultId,
  columns: stored.columns,
  rows: summarizeRows(stored),
  rowCount: stored.rowCount,
  isTruncated: stored.isTruncated,
  elapsedMs: stored.elapsedMs,
});

export const summarizeRows = (stored: StoredResult): readonly (readonly JsonCell[])[] =>
  frameRows(stored.firstPage).map((row) => row.map(cellToJson));
