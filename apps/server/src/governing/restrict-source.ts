import { type Catalog, type ColumnValues, type Restrictions, restrictCatalog, restrictValues } from "@parlance/core";

/** A catalog and its values as somebody under restrictions may see them, without the tables that are withheld. */
export function restrictSource(
  { catalog, values }: { readonly catalog: Catalog; readonly values: readonly ColumnValues[] },
  restrictions: Restrictions,
  withheld: readonly string[],
): { readonly catalog: Catalog; readonly values: readonly ColumnValues[] } {
  const isShown = (table: string): boolean => !withheld.includes(table);
  const restricted = restrictCatalog(catalog, restrictions);
  const tables = restricted.tables
    .filter(({ name }) => isShown(name))
    .map(({ reads: _reads, ...table }) => ({
      ...table,
      foreignKeys: table.foreignKeys.filter(({ refTable }) => isShown(refTable)),
    }));
  return {
    catalog: { ...restricted, tables },
    values: restrictValues(values, restrictions).filter(({ table }) => isShown(table)),
  };
}
