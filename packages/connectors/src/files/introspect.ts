import type { Catalog } from "@parlance/core";
import { FILES_DIALECT } from "./dialect.ts";
import { currentType } from "./types.ts";

/** Files were profiled when they were uploaded and never change, so their catalog is read, not made. */
export const readCatalog = (stored: Catalog): Catalog => ({
  ...stored,
  dialect: FILES_DIALECT,
  tables: stored.tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, type: currentType(column.type) })),
  })),
});
