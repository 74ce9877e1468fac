import type { TextRow } from "./tokenizer.ts";

const FEWEST_COLUMNS = 3;
const FEWEST_ROWS = 3;
const MOST_NOTES = 12;
const FEWEST_WORDS = 4;

/** How sources, remarks and explanations of signs begin. */
const OPENING =
  /^\s*(?:[*†‡§¹²³]|\(?(?:notes?|sources?|remarks?|footnotes?|key|legend|quelle|anmerkung(?:en)?|nota|fuente)\b\s*[:.)]|(?:source|note)s?\s|data\s+(?:from|by|as of)|last updated|updated|retrieved|accessed|compiled by|copyright|©|\(?[a-z0-9]\)\s|[a-z]\s+(?:provisional|revised|estimated?)\b|figures\s)/i;

const filled = ({ cells }: TextRow): number => cells.filter((cell) => cell.trim() !== "").length;
const wordsOf = ({ cells }: TextRow): number => cells.join(" ").split(/\s+/).filter(Boolean).length;

/** Text in the first cell and nothing behind, or a sentence whose comma made two cells of it. */
function isNote(row: TextRow, width: number): boolean {
  const [first = ""] = row.cells;
  if (first.trim() === "") return false;
  const isAlone = filled(row) === 1;
  const isBroken = row.cells.length < width;
  return OPENING.test(first) ? isAlone || isBroken : isAlone && wordsOf(row) >= FEWEST_WORDS;
}

/**
 * The line from which a table's last rows are remarks on it and no data: "Source: ...", "* provisional". At least one of
 * them must begin as such remarks do, and no row above may look like them.
 */
export function notesFrom(rows: readonly TextRow[], width: number): number | undefined {
  if (width < FEWEST_COLUMNS) return undefined;
  let from = rows.length;
  let hasOpening = false;
  for (let i = rows.length - 1; i >= 0; i -= 1) {
    const row = rows[i];
    if (!row) break;
    const isBlank = filled(row) === 0;
    if (!isBlank && !isNote(row, width)) break;
    if (!isBlank) from = i;
    hasOpening ||= OPENING.test(row.cells[0] ?? "");
  }
  const above = rows.slice(0, from);
  const isPlausible = hasOpening && from < rows.length && rows.length - from <= MOST_NOTES;
  if (!isPlausible || above.length < FEWEST_ROWS || above.some((row) => isNote(row, width))) return undefined;
  return rows[from]?.line;
}
