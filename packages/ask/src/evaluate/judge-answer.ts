import { type Cell, type FrameColumn, isNumeric } from "@parlance/core";
import { matchRows } from "./match-rows.ts";

/** A whole result, as far as it is compared. */
export interface JudgedResult {
  readonly columns: readonly FrameColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

/**
 * strict: the same rows and columns, in some order of columns. tolerant: all that was asked for, and columns beside it.
 * wrong: anything else.
 */
export type Judgement = "strict" | "tolerant" | "wrong";

/** Holds a given result against the right one; the order of rows counts where the right one has an order. */
export function judgeResult(right: JudgedResult, given: JudgedResult, isOrdered: boolean): Judgement {
  const [wanted, offered] = [comparable(right), comparable(given)];
  if (matchRows(wanted, offered, { isOrdered, allowExtraColumns: false })) return "strict";
  return matchRows(wanted, offered, { isOrdered, allowExtraColumns: true }) ? "tolerant" : "wrong";
}

const MIDNIGHT = /^(\d{4}-\d{2}-\d{2})[T ]00:00:00(?:\.0+)?Z?$/;

/** Engines give one value in several types: a sum as decimal or double, a month as day or as its midnight. */
function comparable({ columns, rows }: JudgedResult): Cell[][] {
  const numeric = columns.map(({ type }) => isNumeric(type));
  return rows.map((row) => row.map((cell, i) => comparableCell(cell, numeric[i] === true)));
}

function comparableCell(cell: Cell, isNumber: boolean): Cell {
  if (isNumber && typeof cell === "string") return Number(cell);
  return typeof cell === "string" ? (MIDNIGHT.exec(cell)?.[1] ?? cell) : cell;
}

const QUOTED = /'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|--[^\n]*|\/\*[\s\S]*?\*\//g;

/** Whether the outermost query of a statement says in which order its rows come. */
export function hasOrder(sql: string): boolean {
  let depth = 0;
  for (const [part] of sql.replaceAll(QUOTED, " ").matchAll(/[()]|\border\s+by\b/gi)) {
    if (part === "(") depth++;
    else if (part === ")") depth--;
    else if (depth === 0) return true;
  }
  return false;
}
