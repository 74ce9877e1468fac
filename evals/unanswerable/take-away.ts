import type { SourceFacts } from "../spider/read-source.ts";

/** The same source as if one of its tables had never been there. */
export function withoutTable({ catalog, values }: SourceFacts, name: string): SourceFacts {
  const tables = catalog.tables
    .filter((table) => table.name !== name)
    .map((table) => ({ ...table, foreignKeys: table.foreignKeys.filter(({ refTable }) => refTable !== name) }));
  return { catalog: { ...catalog, tables }, values: values.filter(({ table }) => table !== name) };
}

/** The same source as if one column of it had never been there. */
export function withoutColumn({ catalog, values }: SourceFacts, from: string, name: string): SourceFacts {
  const tables = catalog.tables.map((table) =>
    table.name === from ? { ...table, columns: table.columns.filter((column) => column.name !== name) } : table,
  );
  return {
    catalog: { ...catalog, tables },
    values: values.filter(({ column, table }) => table !== from || column !== name),
  };
}

/** Columns that keys are made of: without one the joins go, and the question may be answered without them. */
export const isPlainColumn = ({ catalog }: SourceFacts, from: string, name: string): boolean =>
  catalog.tables.every(
    (table) =>
      table.name !== from ||
      (!table.primaryKey.includes(name) &&
        table.columns.length > 2 &&
        table.foreignKeys.every(({ columns }) => !columns.includes(name))),
  );
