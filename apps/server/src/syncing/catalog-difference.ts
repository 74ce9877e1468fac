import type { Catalog, Table } from "@parlance/core";

export interface CatalogDifference {
  readonly tablesAdded: number;
  readonly tablesRemoved: number;
  readonly tablesChanged: number;
}

/** What a person would notice between two versions: tables come and gone, and tables whose shape is another. */
export function catalogDifference(before: Catalog | null, after: Catalog): CatalogDifference {
  const old = new Map((before?.tables ?? []).map((table) => [nameOf(table), shapeOf(table)]));
  const fresh = new Map(after.tables.map((table) => [nameOf(table), shapeOf(table)]));
  const kept = [...fresh].filter(([name]) => old.has(name));
  return {
    tablesAdded: fresh.size - kept.length,
    tablesRemoved: old.size - kept.length,
    tablesChanged: kept.filter(([name, shape]) => old.get(name) !== shape).length,
  };
}

const nameOf = ({ schema = "", name }: Table): string => JSON.stringify([schema, name]);

/** Row counts, samples and profiles change with every row written and are no change of the table. */
const shapeOf = ({ kind, comment, columns, primaryKey, foreignKeys, indexes }: Table): string =>
  JSON.stringify([
    kind,
    comment,
    columns.map(({ name, type, nullable, comment: about }) => [name, type.native, nullable, about]),
    primaryKey,
    foreignKeys.map(({ columns: from, refTable, refColumns }) => [from, refTable, refColumns]),
    indexes,
  ]);
