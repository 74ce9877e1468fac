import type { Catalog } from "@parlance/core";

/** Position of a table in its catalog, and of a column in its table; -1 for the table itself. */
export interface Place {
  readonly table: number;
  readonly column: number;
}

/** Finds tables and columns by name. */
export interface TablePlaces {
  /** Undefined for a table that the catalog does not show; the table itself for a column that it does not show. */
  find(table: string, column?: string): Place | undefined;
}

export function tablePlaces(catalog: Catalog): TablePlaces {
  const tables = new Map(
    catalog.tables.map((table, at) => [
      table.name.toLowerCase(),
      { at, columns: new Map(table.columns.map((column, position) => [column.name.toLowerCase(), position])) },
    ]),
  );
  return {
    find(table, column) {
      const found = tables.get(table.toLowerCase());
      return found && { table: found.at, column: found.columns.get(column?.toLowerCase() ?? "") ?? -1 };
    },
  };
}
