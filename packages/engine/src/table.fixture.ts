import type { Column, ForeignKey, Table } from "@parlance/core";

/** A table whose first column is its key, of as many rows as that column was profiled over. */
export const table = (name: string, columns: readonly Column[], foreignKeys: readonly ForeignKey[] = []): Table => {
  const rows = columns[0]?.profile?.rows;
  return {
    name,
    kind: "table",
    columns,
    primaryKey: columns.slice(0, 1).map((own) => own.name),
    foreignKeys,
    ...(rows === undefined ? {} : { rowCount: rows }),
  };
};
