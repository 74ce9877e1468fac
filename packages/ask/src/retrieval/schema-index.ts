import type { Catalog } from "@parlance/core";
import { identifierWords, kinOf, stem } from "@parlance/engine/words";
import { type KeyGraph, keyGraph } from "./key-graph.ts";
import { nameReadings, vocabularyOf } from "./name-words.ts";

export type NameField = "table" | "column" | "comment" | "namespace";

/** One name of a table or column, in stems. */
export interface NameEntry {
  readonly table: number;
  /** Position in its table; -1 for the table itself. */
  readonly column: number;
  readonly field: NameField;
  readonly stems: readonly string[];
}

/** A word of the schema that a word of the question may stand for. */
export interface Standing {
  readonly stem: string;
  readonly weight: number;
}

/** What the names of a catalog say, ready to be searched. Built once per catalog version. */
export interface SchemaIndex {
  readonly catalog: Catalog;
  readonly graph: KeyGraph;
  /** Tables of one namespace belong together a little, keys or no keys. Undefined where there is but one. */
  readonly namespaces: readonly (readonly number[] | undefined)[];
  readonly byStem: ReadonlyMap<string, readonly NameEntry[]>;
  /** For a stem that people may use, the stems of this schema it may stand for. */
  readonly synonyms: ReadonlyMap<string, readonly Standing[]>;
  /** 0 to 1: 1 for a word that one table has, near 0 for one that all have. */
  rarity(stem: string): number;
}

const LONGEST_COMMENT = 40;

export function buildSchemaIndex(catalog: Catalog): SchemaIndex {
  const entries = nameEntries(catalog);
  const byStem = new Map<string, NameEntry[]>();
  for (const entry of entries) {
    for (const word of new Set(entry.stems)) {
      const list = byStem.get(word);
      if (list) list.push(entry);
      else byStem.set(word, [entry]);
    }
  }
  const spread = new Map([...byStem].map(([word, list]) => [word, new Set(list.map((entry) => entry.table)).size]));
  const tables = catalog.tables.length;
  return {
    catalog,
    graph: keyGraph(catalog),
    namespaces: namespacesOf(catalog),
    byStem,
    synonyms: synonymsOf(byStem.keys()),
    rarity: (word) => Math.log(1 + tables / (spread.get(word) ?? 1)) / Math.log(1 + tables),
  };
}

function nameEntries(catalog: Catalog): NameEntry[] {
  const vocabulary = vocabularyOf(
    catalog.tables.flatMap((table) => [bareName(table), ...table.columns.map((column) => column.name)]),
  );
  return catalog.tables.flatMap((table, at) => {
    const entry = (column: number, field: NameField, stems: readonly string[]): NameEntry => ({
      table: at,
      column,
      field,
      stems,
    });
    const comment = (column: number, text: string | undefined): NameEntry[] => {
      const stems = identifierWords(text ?? "")
        .slice(0, LONGEST_COMMENT)
        .map(stem);
      return stems.length === 0 ? [] : [entry(column, "comment", stems)];
    };
    return [
      ...nameReadings(bareName(table), vocabulary).map((stems) => entry(-1, "table", stems)),
      ...comment(-1, table.comment),
      ...nameReadings(table.schema ?? "", vocabulary).map((stems) => entry(-1, "namespace", stems)),
      ...table.columns.flatMap((column, position) => [
        ...nameReadings(column.name, vocabulary).map((stems) => entry(position, "column", stems)),
        ...comment(position, column.comment),
      ]),
    ];
  });
}

/** Without the namespace that tells it from another table of its name. */
const bareName = (table: Catalog["tables"][number]): string => table.nativeName ?? table.name;

function namespacesOf(catalog: Catalog): SchemaIndex["namespaces"] {
  const members = new Map<string, number[]>();
  catalog.tables.forEach((table, at) => {
    const key = table.schema?.toLowerCase() ?? "";
    members.set(key, [...(members.get(key) ?? []), at]);
  });
  return catalog.tables.map((table) =>
    members.size === 1 || table.schema === undefined ? undefined : members.get(table.schema.toLowerCase()),
  );
}

function synonymsOf(words: Iterable<string>): ReadonlyMap<string, readonly Standing[]> {
  const found = new Map<string, Standing[]>();
  for (const own of words) {
    for (const { stem: other, weight } of kinOf(own)) {
      const list = found.get(other);
      if (list) list.push({ stem: own, weight });
      else found.set(other, [{ stem: own, weight }]);
    }
  }
  return found;
}
