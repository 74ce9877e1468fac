import type { Catalog, Table } from "@parlance/core";
import { column, printSql, select } from "@parlance/sql";

/** The first rows of a table, every column by name, in the source's own language. */
export const previewSql = (catalog: Catalog, table: Table, limit: number): string =>
  printSql(
    {
      select: table.columns.map(({ name }) => select(column(table.name, name), name)),
      anchors: [table.name],
      limit: { count: limit },
    },
    catalog,
    catalog.dialect,
  );
