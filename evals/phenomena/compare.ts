import { matchRows } from "@parlance/ask/evaluate";
import type { Cell } from "@parlance/core";

/** Ways of writing the same fact that a person would not call wrong. */
type Rewrite = (cell: Cell) => Cell;

const DATE = /^(\d{4})-(\d{2})-01$/;
const same: Rewrite = (cell) => cell;

const DATE_REWRITES: readonly Rewrite[] = [
  same,
  (cell) => Number(DATE.exec(String(cell))?.[1]),
  (cell) => DATE.exec(String(cell))?.[1] ?? cell,
  (cell) => String(cell).slice(0, 7),
  (cell) => String(cell).replace(DATE, (_, year: string, month: string) => `${year}-Q${Math.ceil(Number(month) / 3)}`),
];
/** A share may be shown as 0.25 or as 25. */
const NUMBER_REWRITES: readonly Rewrite[] = [
  same,
  (cell) => rounded(Number(cell) / 100),
  (cell) => rounded(Number(cell) * 100),
];

const rounded = (value: number): number => Number(value.toPrecision(9));
const roundCell = (cell: Cell): Cell => (typeof cell === "number" && !Number.isInteger(cell) ? rounded(cell) : cell);

function rewritesFor(cells: readonly Cell[]): readonly Rewrite[] {
  const known = cells.filter((cell) => cell !== null);
  if (known.length > 0 && known.every((cell) => typeof cell === "string" && DATE.test(cell))) return DATE_REWRITES;
  if (known.some((cell) => typeof cell === "number" && !Number.isInteger(cell))) return NUMBER_REWRITES;
  return [same];
}

/** Every choice of one rewrite a column; few, as results have few columns. */
function combinations(choices: readonly (readonly Rewrite[])[]): Rewrite[][] {
  return choices.reduce<Rewrite[][]>(
    (found, rewrites) => found.flatMap((chosen) => rewrites.map((rewrite) => [...chosen, rewrite])),
    [[]],
  );
}

/** Whether the given rows hold the expected ones; further columns are welcome. */
export function holdsExpected(
  expected: readonly (readonly Cell[])[],
  given: readonly (readonly Cell[])[],
  isOrdered: boolean,
): boolean {
  const offered = given.map((row) => row.map(roundCell));
  const width = expected[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, index) => expected.map((row) => row[index] ?? null));
  return combinations(columns.map(rewritesFor)).some((rewrites) => {
    const wanted = expected.map((row) =>
      row.map((cell, index) => (cell === null ? null : roundCell(rewrites[index]?.(cell) ?? cell))),
    );
    return matchRows(wanted, offered, { isOrdered, allowExtraColumns: true });
  });
}
