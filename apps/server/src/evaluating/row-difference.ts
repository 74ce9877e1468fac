import type { JudgedResult } from "@parlance/ask/evaluate";
import { type Cell, cellToJson, type JsonCell } from "@parlance/core";

export interface RowDifference {
  readonly columns: { readonly right: string[]; readonly given: string[] };
  readonly right: JsonCell[][];
  readonly given: JsonCell[][];
  readonly missing: JsonCell[][];
  readonly extra: JsonCell[][];
  readonly isCut: boolean;
}

const SHOWN = 50;

/** Which rows of the right result are not in the given one, and the other way round; a row that is there twice counts twice. */
export function rowDifference(right: JudgedResult, given: JudgedResult): RowDifference {
  const isComparable = right.columns.length === given.columns.length;
  const missing = isComparable ? without(right.rows, given.rows) : [];
  const extra = isComparable ? without(given.rows, right.rows) : [];
  return {
    columns: { right: right.columns.map(({ name }) => name), given: given.columns.map(({ name }) => name) },
    right: shown(right.rows),
    given: shown(given.rows),
    missing: shown(missing),
    extra: shown(extra),
    isCut: [right.rows, given.rows, missing, extra].some((rows) => rows.length > SHOWN),
  };
}

type Rows = readonly (readonly Cell[])[];

const shown = (rows: Rows): JsonCell[][] => rows.slice(0, SHOWN).map((row) => row.map(cellToJson));

function without(rows: Rows, others: Rows): Rows {
  const left = new Map<string, number>();
  for (const row of others) left.set(keyOf(row), (left.get(keyOf(row)) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(keyOf(row)) ?? 0;
    if (count > 0) left.set(keyOf(row), count - 1);
    return count === 0;
  });
}

/** Numbers are one whatever their type; "12.50" as a decimal is 12.5. */
const keyOf = (row: readonly Cell[]): string =>
  JSON.stringify(
    row.map((cell) => {
      const json = cellToJson(cell);
      return typeof json === "string" && json.trim() !== "" && Number.isFinite(Number(json)) ? Number(json) : json;
    }),
  );
