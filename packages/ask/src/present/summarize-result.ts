import { cellToJson, frameRows, type ResultSummary, type StoredResult } from "@parlance/core";

/** The part of a stored result that travels with the answer. */
export const summarizeResult = (resultId: string, stored: StoredResult): ResultSummary => ({
  resultId,
  columns: stored.columns,
  rows: frameRows(stored.firstPage).map((row) => row.map(cellToJson)),
  rowCount: stored.rowCount,
  isTruncated: stored.isTruncated,
  elapsedMs: stored.elapsedMs,
});
