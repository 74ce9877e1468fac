import type { Column, Table } from "@parlance/core";
import { identifierWords } from "@parlance/engine/words";

const NAMING = new Set(["name", "title", "label"]);

/** A table's columns, best first: those the question points at, then those that name a row, then the others in order. */
export function orderColumns(table: Table, scores: ReadonlyMap<number, number> | undefined): readonly string[] {
  return table.columns
    .map((column, at) => ({ column, at, score: (scores?.get(at) ?? 0) + (isNaming(column) ? NAMING_SCORE : 0) }))
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ column }) => column.name);
}

const NAMING_SCORE = 0.05;

const isNaming = (column: Column): boolean => NAMING.has(identifierWords(column.name).at(-1) ?? "");
