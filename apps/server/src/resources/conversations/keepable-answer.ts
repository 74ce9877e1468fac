import type { Answer, JsonCell, ResultSummary } from "@parlance/core";

const MAX_ROWS = 50;
const MAX_ROW_BYTES = 64 * 1024;
const MAX_ANSWER_BYTES = 256 * 1024;

/** An answer as it is kept: with the first rows of its result, and bounded whatever the cells hold. */
export function keepableAnswer(answer: Answer): Answer {
  const kept: Answer = { ...answer, result: answer.result === null ? null : firstRows(answer.result) };
  if (bytesOf(kept) <= MAX_ANSWER_BYTES) return kept;
  // Thousands of columns, or readings of thousands of characters: words and statement are kept all the same.
  return { ...kept, result: null, chart: null, alternatives: [] };
}

function firstRows(result: ResultSummary): ResultSummary {
  const rows: (readonly JsonCell[])[] = [];
  let bytes = 0;
  for (const row of result.rows.slice(0, MAX_ROWS)) {
    bytes += bytesOf(row);
    if (bytes > MAX_ROW_BYTES) break;
    rows.push(row);
  }
  return { ...result, rows };
}

const bytesOf = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
