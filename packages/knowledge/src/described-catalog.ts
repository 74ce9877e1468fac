import type { Catalog, HiddenBody, KnowledgeBody, Table } from "@parlance/core";
import { of } from "./to-engine.ts";

/**
 * The catalog as the team describes it: their descriptions stand in place of the source's comments, and what is hidden
 * is left out. For prompts, search and suggestions; permissions and joins go by the catalog itself.
 */
export function describedCatalog(catalog: Catalog, bodies: readonly KnowledgeBody[]): Catalog {
  const texts = new Map(of(bodies, "description").map((one) => [placeOf(one), one.text]));
  const hidden = new Set(of(bodies, "hidden").map(placeOf));
  if (texts.size === 0 && hidden.size === 0) return catalog;
  const tables = catalog.tables.filter((table) => !hidden.has(placeOf({ table: table.name })));
  const names = new Set(tables.map((table) => table.name.toLowerCase()));
  return { ...catalog, tables: tables.map((table) => describe(table, texts, hidden, names)) };
}

type Place = Pick<HiddenBody, "table" | "column">;

const placeOf = ({ table, column }: Place): string => `${table}\u001f${column ?? ""}`.toLowerCase();

function describe(
  table: Table,
  texts: ReadonlyMap<string, string>,
  hidden: ReadonlySet<string>,
  tables: ReadonlySet<string>,
): Table {
  const isShown = (column: string): boolean => !hidden.has(placeOf({ table: table.name, column }));
  const shown = table.columns.map((column) => isShown(column.name));
  const own = texts.get(placeOf({ table: table.name }));
  return {
    ...table,
    ...(own === undefined ? {} : { comment: own }),
    columns: table.columns
      .filter((_, i) => shown[i])
      .map((column) => {
        const text = texts.get(placeOf({ table: table.name, column: column.name }));
        return text === undefined ? column : { ...column, comment: text };
      }),
    ...(table.samples === undefined ? {} : { samples: table.samples.map((row) => row.filter((_, i) => shown[i])) }),
    foreignKeys: table.foreignKeys.filter((key) => tables.has(key.refTable.toLowerCase())),
  };
}
