import type { Table } from "@parlance/core";
import { identifierWords } from "@parlance/engine/words";

const NAMING = new Set(["name", "title", "label"]);
const NAMING_SCORE = 0.05;
const KEY_SCORE = 0.04;

/** A table's columns, best first: those the question points at, those that name a row, keys, then the others in order. */
export function orderColumns(table: Table, scores: ReadonlyMap<number, number> | undefined): readonly string[] {
  const keys = new Set([...table.primaryKey, ...table.foreignKeys.flatMap((key) => key.columns)]);
  return table.columns
    .map(({ name }, at) => {
      const naming = NAMING.has(identifierWords(name).at(-1) ?? "") ? NAMING_SCORE : 0;
      return { name, at, score: (scores?.get(at) ?? 0) + naming + (keys.has(name) ? KEY_SCORE : 0) };
    })
    .sort((a, b) => b.score - a.score || a.at - b.at)
    .map(({ name }) => name);
}
