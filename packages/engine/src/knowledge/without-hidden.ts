import type { Catalog, HiddenPart } from "@parlance/core";
import { describeSchema } from "../schema/describe-schema.ts";
import { buildNameIndex } from "../schema/name-index.ts";
import type { ColumnModel } from "../schema/schema-model.ts";
import type { PreparedSource } from "../source.ts";
import type { Posting, ValueIndex } from "../values/value-index.ts";

/** The source as if what is hidden were not there; joins still go by every key. */
export function withoutHidden(source: PreparedSource, hidden: readonly HiddenPart[]): PreparedSource {
  if (hidden.length === 0) return source;
  const { plain, schema, derived, derivedNames } = describeSchema(visibleCatalog(source.catalog, hidden));
  return {
    ...source,
    schema: { ...schema, catalog: source.catalog },
    derived,
    derivedNames,
    names: buildNameIndex(plain, derivedNames),
    values: visibleValues(source.values, schema.columns),
  };
}

const placeOf = (table: string, column = ""): string => `${table}\u0000${column}`.toLowerCase();

function visibleCatalog(catalog: Catalog, hidden: readonly HiddenPart[]): Catalog {
  const places = new Set(hidden.map((part) => placeOf(part.table, part.column)));
  const tables = catalog.tables
    .filter((table) => !places.has(placeOf(table.name)))
    .map((table) => ({
      ...table,
      columns: table.columns.filter((column) => !places.has(placeOf(table.name, column.name))),
    }));
  return { ...catalog, tables };
}

/** The same values, pointing at the columns that are left. */
function visibleValues(values: ValueIndex, columns: readonly ColumnModel[]): ValueIndex {
  const left = new Map(columns.map((column) => [placeOf(column.table.name, column.name), column]));
  const visible = (postings: ReadonlyMap<string, readonly Posting[]>): Map<string, Posting[]> => {
    const found = new Map<string, Posting[]>();
    for (const [key, list] of postings) {
      const kept = list.flatMap((posting) => {
        const column = left.get(placeOf(posting.column.table.name, posting.column.name));
        return column === undefined ? [] : [{ ...posting, column }];
      });
      if (kept.length > 0) found.set(key, kept);
    }
    return found;
  };
  const exact = visible(values.exact);
  const vocabulary = new Map(
    [...values.vocabulary].map(([first, words]) => [first, words.filter((word) => exact.has(word))]),
  );
  return { ...values, exact, stemmed: visible(values.stemmed), byWord: visible(values.byWord), vocabulary };
}
