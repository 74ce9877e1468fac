import type { Cell } from "@parlance/core";
import { valueKey } from "./value-key.ts";

export interface MatchOptions {
  /** Rows must come in the same order; set when the right answer has ORDER BY. */
  readonly isOrdered: boolean;
  /** The given result may hold more columns than the right one. */
  readonly allowExtraColumns: boolean;
}

type Rows = readonly (readonly Cell[])[];

/** Permutations tried before two results that look alike in every column are called different. */
const MAX_ASSIGNMENTS = 20_000;

/**
 * Whether two results are the same bag of rows under some order of columns, as the test-suite scorer of Spider
 * defines it: two empty results are equal, otherwise rows and columns must be as many.
 */
export function matchRows(right: Rows, given: Rows, options: MatchOptions): boolean {
  if (right.length !== given.length) return false;
  if (right.length === 0) return true;
  const wanted = columnKeys(right);
  const offered = columnKeys(given);
  if (options.allowExtraColumns ? offered.length < wanted.length : offered.length !== wanted.length) return false;
  return options.isOrdered ? matchOrdered(wanted, offered) : matchBags(wanted, offered);
}

function columnKeys(rows: Rows): string[][] {
  const width = rows[0]?.length ?? 0;
  return Array.from({ length: width }, (_, column) => rows.map((row) => valueKey(row[column] ?? null)));
}

const SEPARATOR = "\u0001";

/** In order, rows agree exactly when columns agree as sequences, so each column finds its partner alone. */
function matchOrdered(wanted: readonly string[][], offered: readonly string[][]): boolean {
  const free = offered.map((column) => column.join(SEPARATOR));
  return wanted.every((column) => {
    const index = free.indexOf(column.join(SEPARATOR));
    if (index >= 0) free.splice(index, 1);
    return index >= 0;
  });
}

function matchBags(wanted: readonly string[][], offered: readonly string[][]): boolean {
  const bag = (column: readonly string[]): string => [...column].sort().join(SEPARATOR);
  const offeredBags = offered.map(bag);
  const partners = wanted.map((column) => {
    const own = bag(column);
    return offeredBags.flatMap((other, index) => (other === own ? [index] : []));
  });
  if (partners.some((list) => list.length === 0)) return false;
  return tryAssignments(wanted, offered, partners);
}

function rowBag(columns: readonly (readonly string[])[]): string {
  const height = columns[0]?.length ?? 0;
  const rows = Array.from({ length: height }, (_, row) => columns.map((column) => column[row]).join(SEPARATOR));
  return rows.sort().join("\u0002");
}

function tryAssignments(
  wanted: readonly string[][],
  offered: readonly string[][],
  partners: readonly number[][],
): boolean {
  const target = rowBag(wanted);
  const chosen: number[] = [];
  let tried = 0;
  const extend = (): boolean => {
    if (chosen.length === wanted.length) {
      tried += 1;
      return rowBag(chosen.map((index) => offered[index] ?? [])) === target;
    }
    for (const index of partners[chosen.length] ?? []) {
      if (chosen.includes(index) || tried > MAX_ASSIGNMENTS) continue;
      chosen.push(index);
      if (extend()) return true;
      chosen.pop();
    }
    return false;
  };
  return extend();
}
