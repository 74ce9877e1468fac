import type { Table, TableIndex } from "@parlance/core";

/** One column of an index: [index, whether it is unique, column], rows of one index in the order of its columns. */
export type IndexRow = readonly [string | null | undefined, boolean, string | null | undefined];

/** A table's indexes put together from their columns; nothing where there are none. */
export function indexesFrom(rows: readonly IndexRow[]): Pick<Table, "indexes"> {
  const indexes = new Map<string, TableIndex>();
  for (const [name, isUnique, column] of rows) {
    if (!name || !column) continue;
    const columns = [...(indexes.get(name)?.columns ?? []), column];
    indexes.set(name, { name, columns, isUnique });
  }
  return indexes.size === 0 ? {} : { indexes: [...indexes.values()] };
}
