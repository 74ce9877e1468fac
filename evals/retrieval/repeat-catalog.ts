import type { Catalog, Table } from "@parlance/core";

/** A catalog of so many tables, made of another's again and again, each time under other names for tables. */
export function repeatCatalog(catalog: Catalog, tables: number): Catalog {
  const rounds = Math.ceil(tables / catalog.tables.length);
  const all = Array.from({ length: rounds }, (_, round) =>
    catalog.tables.map((table) => (round === 0 ? table : renamed(table, round))),
  );
  return { ...catalog, version: `${catalog.version}x${tables}`, tables: all.flat().slice(0, tables) };
}

const renamed = (table: Table, round: number): Table => ({
  ...table,
  name: `${table.name}_r${round}`,
  nativeName: `${table.nativeName ?? table.name}_r${round}`,
  schema: `${table.schema ?? "main"}_r${round}`,
  foreignKeys: table.foreignKeys.map((key) => ({ ...key, refTable: `${key.refTable}_r${round}` })),
});
