import type { Catalog, GuardPolicy } from "@parlance/core";

/** Everything the catalog lists may be read, and nothing else. */
export const policyForCatalog = (catalog: Pick<Catalog, "tables">): GuardPolicy => ({
  tables: catalog.tables.map((table) => ({
    name: table.name,
    ...(table.schema === undefined ? {} : { schema: table.schema }),
    ...(table.nativeName === undefined ? {} : { nativeName: table.nativeName }),
    columns: table.columns.map((column) => column.name),
  })),
});
