import type { Cell, Frame } from "@parlance/core";

/** Digits that two ways of adding up agree on. */
const DIGITS = 9;

/**
 * Whether two results say the same: the same rows in any order, or, where one shows more columns, the columns of the
 * narrower one among those of the other.
 */
export function sayTheSame(one: Frame, other: Frame): boolean {
  if (one.rowCount !== other.rowCount) return false;
  const [narrow, wide] = one.columns.length <= other.columns.length ? [one, other] : [other, one];
  if (narrow.columns.length === wide.columns.length) {
    if (
      sameTexts(
        rowTexts(
          narrow,
          narrow.data.map((_c, i) => i),
        ),
        rowTexts(
          wide,
          wide.data.map((_c, i) => i),
        ),
      )
    )
      return true;
  }
  const matched = matchColumns(narrow, wide);
  if (matched === null) return false;
  return sameTexts(
    rowTexts(
      narrow,
      narrow.data.map((_c, i) => i),
    ),
    rowTexts(wide, matched),
  );
}

/** For each column of the narrower result one of the wider with the same values. */
function matchColumns(narrow: Frame, wide: Frame): number[] | null {
  const taken = new Set<number>();
  const places: number[] = [];
  for (const cells of narrow.data) {
    const wanted = cells.map(cellKey).sort();
    const at = wide.data.findIndex((other, index) => !taken.has(index) && sameTexts(wanted, other.map(cellKey)));
    if (at === -1) return null;
    taken.add(at);
    places.push(at);
  }
  return places;
}

const rowTexts = (frame: Frame, columns: readonly number[]): string[] =>
  Array.from({ length: frame.rowCount }, (_, row) =>
    columns.map((column) => cellKey(frame.data[column]?.[row] ?? null)).join("\u0001"),
  );

function sameTexts(one: readonly string[], other: readonly string[]): boolean {
  const [a, b] = [[...one].sort(), [...other].sort()];
  return a.length === b.length && a.every((text, i) => text === b[i]);
}

function cellKey(cell: Cell): string {
  if (cell === null) return "\u0000";
  if (typeof cell === "object")
    return JSON.stringify(cell, (_key, value: unknown) => (typeof value === "bigint" ? String(value) : value));
  const isNumber = typeof cell === "number" || typeof cell === "bigint" || /^-?\d+(\.\d+)?$/.test(String(cell));
  return isNumber ? String(Number(Number(cell).toPrecision(DIGITS))) : String(cell);
}
