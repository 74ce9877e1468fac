import { chooseFormat, type FormatPreferences } from "../typing/choose-format.ts";
import { usualWidth } from "./dialect.ts";
import type { TextRow } from "./tokenizer.ts";

export interface Header {
  /** Rows (not lines) before the header, or before the first row of data where there is no header. */
  readonly titleRows: number;
  readonly hasHeader: boolean;
  readonly width: number;
  /** One per column; empty where the file gives none. */
  readonly names: readonly string[];
}

const COMPARED_ROWS = 300;
const MAX_TITLE_ROWS = 40;

/** Finds title lines, the header and the number of columns in the first rows of a file. */
export function sniffHeader(rows: readonly TextRow[], fixed: { hasHeader?: boolean | undefined }): Header {
  const width = usualWidth(rows);
  const titleRows = countTitleRows(rows, width);
  const first = rows[titleRows]?.cells ?? [];
  const body = rows.slice(titleRows + 1, titleRows + 1 + COMPARED_ROWS);
  const hasHeader = fixed.hasHeader ?? looksLikeHeader(first, body, width);
  const columns = Math.max(width, first.length);
  return {
    titleRows,
    hasHeader,
    width: columns,
    names: Array.from({ length: columns }, (_, column) => (hasHeader ? (first[column] ?? "") : "")),
  };
}

function countTitleRows(rows: readonly TextRow[], width: number): number {
  if (width < 2) return 0;
  const limit = Math.min(MAX_TITLE_ROWS, rows.length - 1);
  for (let index = 0; index < limit; index++) {
    const cells = rows[index]?.cells ?? [];
    const filled = cells.filter((cell) => cell.trim() !== "").length;
    // A header may lack a name or two (an index column, a trailing delimiter); a title fills hardly any cell.
    if (filled >= Math.max(2, Math.ceil(width * 0.6))) return index;
    if (cells.length === width && filled * 2 >= width) return index;
  }
  return 0;
}

/** A first row is a header unless it reads like the rows below it. */
function looksLikeHeader(first: readonly string[], body: readonly TextRow[], width: number): boolean {
  if (first.every((cell) => cell.trim() === "")) return false;
  if (body.length === 0) return !first.some((cell) => kindOf([cell]) !== "text");
  let evidence = 0;
  for (let column = 0; column < width; column++) {
    const name = (first[column] ?? "").trim();
    const values = body.map(({ cells }) => cells[column] ?? "").filter((value) => value !== "");
    if (values.length === 0 || name === "") continue;
    const kind = kindOf(values);
    const nameKind = kindOf([name]);
    if (kind !== "text") evidence += nameKind === "text" ? 1 : isYear(name) ? 0 : -1;
    else if (nameKind !== "text" && !isYear(name)) evidence -= 0.5;
    else if (values.includes(name)) evidence -= 1;
  }
  return evidence >= 0;
}

const NO_PREFERENCES: FormatPreferences = {};
const kindOf = (values: readonly string[]): string =>
  chooseFormat({ name: "", values, declared: "nothing" }, NO_PREFERENCES).format.kind;

const isYear = (name: string): boolean => /^(19|20)\d{2}$/.test(name);
