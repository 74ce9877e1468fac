import { type Catalog, type Column, findTable, type Table } from "@parlance/core";
import type { FactColumn, FactTable, StatementFacts } from "@parlance/sql";

export interface ResolvedColumn {
  readonly table: Table;
  readonly column: Column;
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** The catalog's table behind a table of the statement; undefined for inner queries and names that WITH gives. */
export function tableOf(table: FactTable, facts: StatementFacts, catalog: Catalog): Table | undefined {
  const { name, schema } = table;
  if (name === null || facts.withNames.some((given) => same(given, name))) return undefined;
  const qualified = schema === null ? undefined : findTable(catalog, `${schema}.${name}`);
  return (
    qualified ?? findTable(catalog, name) ?? catalog.tables.find((candidate) => same(candidate.nativeName ?? "", name))
  );
}

/** The catalog's column behind a name, where only one can be meant. */
export function resolveColumn(column: FactColumn, facts: StatementFacts, catalog: Catalog): ResolvedColumn | null {
  const { qualifier, name } = column;
  const near = facts.tables.flatMap((table) => {
    const isMeant = qualifier === null || same(table.alias, qualifier) || same(table.name ?? "", qualifier);
    const found = isMeant ? tableOf(table, facts, catalog) : undefined;
    return found === undefined ? [] : [found];
  });
  // Inside an inner query the outer tables say little; a table called by its own name is found all the same.
  const named = qualifier === null ? undefined : findTable(catalog, qualifier);
  const tables = near.length > 0 ? near : named === undefined ? catalog.tables : [named];
  const found = tables.flatMap((table) => {
    const match = table.columns.find((candidate) => same(candidate.name, name));
    return match === undefined ? [] : [{ table, column: match }];
  });
  const [only, ...others] = found;
  return only !== undefined && others.every((other) => other.table === only.table) ? only : null;
}
