import type { Catalog, ColumnValues, Table } from "@parlance/core";
import type { SourceFacts } from "../spider/read-source.ts";

/** Many databases as one source, each a namespace of it; "database.table" where a table's name is taken. */
export function mergeSources(databases: ReadonlyMap<string, SourceFacts>): MergedSource {
  const taken = new Set<string>();
  const tables: Table[] = [];
  const values: ColumnValues[] = [];
  const renamed = new Map<string, ReadonlyMap<string, string>>();
  for (const [schema, facts] of databases) {
    const names = new Map<string, string>();
    for (const { name } of facts.catalog.tables) {
      const merged = taken.has(name.toLowerCase()) ? `${schema}.${name}` : name;
      taken.add(merged.toLowerCase());
      names.set(name.toLowerCase(), merged);
    }
    renamed.set(schema, names);
    const nameOf = (name: string): string => names.get(name.toLowerCase()) ?? name;
    for (const table of facts.catalog.tables) {
      tables.push({
        ...table,
        name: nameOf(table.name),
        schema,
        ...(nameOf(table.name) === table.name ? {} : { nativeName: table.name }),
        foreignKeys: table.foreignKeys.map((key) => ({ ...key, refTable: nameOf(key.refTable) })),
      });
    }
    values.push(...facts.values.map((entry) => ({ ...entry, table: nameOf(entry.table) })));
  }
  return {
    catalog: { dialect: "sqlite", version: `merged-${tables.length}`, tables },
    values,
    nameOf: (schema, table) => renamed.get(schema)?.get(table.toLowerCase()) ?? table,
  };
}

export interface MergedSource {
  readonly catalog: Catalog;
  readonly values: readonly ColumnValues[];
  /** What a table of one database is called in the whole. */
  nameOf(schema: string, table: string): string;
}
