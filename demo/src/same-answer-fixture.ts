import type { Cell } from "@parlance/core";
import type { DemoQuestion } from "./demo-workspace.ts";

type Rows = readonly (readonly unknown[])[];

/**
 * For tests: whether the rows answer the question. The needed columns must be there, in any place and beside others;
 * rows in any order unless the order is part of the question. Shares may be parts of 1 or of 100.
 */
export function answers(
  actual: readonly (readonly Cell[])[],
  expected: Rows,
  { isOrdered = false, neededColumns }: Pick<DemoQuestion, "isOrdered" | "neededColumns">,
): boolean {
  if (actual.length !== expected.length) return false;
  const width = neededColumns ?? expected[0]?.length ?? 0;
  const found = placesOf(actual, expected, width);
  return found.some((places) => {
    const left = textRows(actual, places);
    const right = textRows(expected, [...places.keys()]);
    return isOrdered ? left.join("\n") === right.join("\n") : left.sort().join("\n") === right.sort().join("\n");
  });
}

/** Every way to find the first `width` expected columns among the actual ones, column by column. */
function placesOf(actual: Rows, expected: Rows, width: number): number[][] {
  let found: number[][] = [[]];
  for (let column = 0; column < width; column++) {
    const wanted = columnText(expected, column);
    found = found.flatMap((places) =>
      (actual[0] ?? []).flatMap((_, place) =>
        !places.includes(place) && columnText(actual, place) === wanted ? [[...places, place]] : [],
      ),
    );
  }
  return found;
}

const columnText = (rows: Rows, column: number): string => cellsOf(rows, column).sort().join("\n");

const textRows = (rows: Rows, places: readonly number[]): string[] => {
  const columns = places.map((place) => cellsOf(rows, place));
  return rows.map((_, row) => columns.map((cells) => cells[row]).join("|"));
};

/** One column as comparable text. Numbers to nine digits; a column of parts of 1 is read as parts of 100. */
function cellsOf(rows: Rows, column: number): string[] {
  const cells = rows.map((row) => row[column]);
  const numbers = cells.map(numberOf);
  if (numbers.some((number) => number === null)) return cells.map(textOf);
  const known = numbers.filter((number) => number !== null);
  const isShare = known.every((number) => number > 0 && number < 1);
  return known.map((number) => (isShare ? number * 100 : number).toPrecision(9));
}

function numberOf(cell: unknown): number | null {
  if (typeof cell === "number" || typeof cell === "bigint") return Number(cell);
  return typeof cell === "string" && /^-?\d+(\.\d+)?$/.test(cell) ? Number(cell) : null;
}

/** Midnight is the day itself: a month begins on the same day as a date or a timestamp. */
const textOf = (cell: unknown): string => String(cell).replace(/[T ]00:00:00$/, "");
