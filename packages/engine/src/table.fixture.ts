import type { Column, ForeignKey, Table, TypeKind } from "@parlance/core";

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

/** Makes columns of a table of so many rows: of as many values as are given, or of one for each row. */
export const columnsOver =
  (rows: number) =>
  (name: string, kind: TypeKind = "text", values: readonly string[] = []): Column => ({
    name,
    type: { kind, native: kind },
    nullable: true,
    profile: {
      rows,
      nulls: 0,
      distinct: values.length || rows,
      distinctIsExact: true,
      topValues: values.map((value) => ({ value, count: 10 })),
    },
  });
