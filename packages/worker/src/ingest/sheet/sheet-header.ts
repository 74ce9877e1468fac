import type { SourceValue } from "../load/value-file.ts";

export type SheetRow = readonly SourceValue[];

export interface SheetHeader {
  /** Rows before the first row of data, counted in the rows given. */
  readonly dataFrom: number;
  /** Index of the header row among the rows given, or -1. */
  readonly headerIndex: number;
  readonly names: readonly string[];
}

const MAX_TITLE_ROWS = 40;

const isFilled = (value: SourceValue): boolean => value !== null && value !== undefined && String(value).trim() !== "";
const isWordOrBlank = (value: SourceValue): boolean => typeof value === "string" || !isFilled(value);
const filledCount = (row: SheetRow): number => row.filter(isFilled).length;

/** Finds the header among title rows, merged group rows and notes. `fixedIndex` is the person's choice. */
export function findSheetHeader(rows: readonly SheetRow[], fixedIndex: number | undefined): SheetHeader {
  const headerIndex = fixedIndex ?? guessHeader(rows);
  const header = rows[headerIndex] ?? [];
  const below = rows.slice(headerIndex + 1);
  if (fixedIndex === undefined && !readsLikeHeader(header, below)) {
    return { dataFrom: headerIndex, headerIndex: -1, names: [] };
  }
  const parts = isHeading(header, rows.slice(headerIndex + 1)) ? rows[headerIndex + 1] : undefined;
  if (parts !== undefined) {
    return { dataFrom: headerIndex + 2, headerIndex, names: namesOfParts(header, parts) };
  }
  const groups = fixedIndex === undefined ? groupNames(rows[headerIndex - 1], header) : [];
  return {
    dataFrom: headerIndex + 1,
    headerIndex,
    names: Array.from({ length: header.length }, (_, column) => joinNames(groups[column], header[column])),
  };
}

/** The first row that fills most of the table's width. Titles and notes fill a cell or two. */
function guessHeader(rows: readonly SheetRow[]): number {
  const counts = rows.map(filledCount);
  const typical = median(counts.filter((count) => count > 0));
  const enough = Math.max(1, Math.ceil(typical * 0.6));
  const limit = Math.min(rows.length, MAX_TITLE_ROWS);
  for (let index = 0; index < limit; index++) {
    if ((counts[index] ?? 0) < enough) continue;
    // Letters or numbers over the columns, then the real names: the fuller of neighbouring rows of words wins.
    const isFuller = (counts[index + 1] ?? 0) > (counts[index] ?? 0) && (rows[index + 1] ?? []).every(isWordOrBlank);
    if (!isFuller || !(rows[index] ?? []).every(isWordOrBlank)) return index;
  }
  return 0;
}

function median(counts: readonly number[]): number {
  const sorted = [...counts].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 1;
}

const isYear = (value: SourceValue): boolean =>
  typeof value === "number" && Number.isInteger(value) && value >= 1900 && value <= 2100;

/** Names are words, or years above figures; a row of figures or dates is already data. */
function readsLikeHeader(header: SheetRow, below: readonly SheetRow[]): boolean {
  const filled = header.filter(isFilled);
  if (filled.length === 0 || below.length === 0) return false;
  const words = filled.filter((value) => typeof value === "string").length;
  const years = filled.filter(isYear).length;
  return words + years === filled.length ? words > 0 : words / filled.length >= 0.7;
}

/** A row of merged headings above the header: each reaches to the right until the next one. */
function groupNames(row: SheetRow | undefined, header: SheetRow): string[] {
  if (!row || filledCount(row) < 2 || filledCount(row) > filledCount(header) * 0.7) return [];
  if (!row.every((value) => !isFilled(value) || typeof value === "string" || isYear(value))) return [];
  let current = "";
  return Array.from({ length: header.length }, (_, column) => {
    const value = row[column];
    if (isFilled(value)) current = String(value).trim();
    return current;
  });
}

/**
 * Whether a header goes on in the row below it, as merged cells make it: "Q1" over "Revenue" and "Units", "Region" over
 * nothing. The lower row names what the upper one leaves open, and figures stand below at least one of its names.
 */
function isHeading(upper: SheetRow, [lower, ...below]: readonly SheetRow[]): boolean {
  if (lower === undefined || below.length === 0 || filledCount(lower) < 2 || !lower.every(isWordOrBlank)) return false;
  if (!upper.every(isWordOrBlank)) return false;
  const columns = Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => column);
  const open = columns.filter((column) => !isFilled(upper[column]) && isFilled(lower[column]));
  const isNamed = columns.every(
    (column) => isFilled(upper[column]) || isFilled(lower[column]) || isEmpty(below, column),
  );
  const isUnderGroup = open.every((column) => upper.slice(0, column).some(isFilled) && isFilled(lower[column - 1]));
  const hasFigures = columns.some((column) => isFilled(lower[column]) && isOfFigures(below, column));
  return open.length > 0 && isNamed && isUnderGroup && hasFigures;
}

const isEmpty = (rows: readonly SheetRow[], column: number): boolean => !rows.some((row) => isFilled(row[column]));

function isOfFigures(rows: readonly SheetRow[], column: number): boolean {
  const values = rows.map((row) => row[column]).filter(isFilled);
  return values.filter((value) => typeof value !== "string").length > values.length / 2;
}

function namesOfParts(upper: SheetRow, lower: SheetRow): string[] {
  let group = "";
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, column) => {
    const own = upper[column];
    if (isFilled(own)) group = String(own).trim();
    return isFilled(lower[column]) ? joinNames(group, lower[column]) : isFilled(own) ? group : "";
  });
}

const joinNames = (group: string | undefined, name: SourceValue): string => {
  const own = isFilled(name) ? String(name).trim() : "";
  return group && own !== "" && group !== own ? `${group} ${own}` : own || (group ?? "");
};
