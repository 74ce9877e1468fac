import type { Catalog, RetrievedTable, Retriever } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import type { DocumentSearch, FoundDocuments } from "./document-search.ts";
import { fuseRankings } from "./fuse-rankings.ts";
import { orderColumns } from "./order-columns.ts";
import { type LexicalRanking, rankerOf } from "./rank-schema.ts";
import { retrieveNotes } from "./retrieve-notes.ts";
import type { TaughtNote } from "./taught-notes.ts";

export interface RetrieverNeeds {
  readonly source: PreparedSource;
  /** As it may be told: with descriptions as comments and without what is hidden; the source's own where absent. */
  readonly catalog?: Catalog;
  readonly notes: readonly TaughtNote[];
  /** Null: words, values and keys alone. */
  readonly documents: DocumentSearch | null;
}

const MAX_TABLES = 60;
const NEAREST_DOCUMENTS = 60;
/**
 * What the other two rankings count beside the one by words, values and keys together. They know nothing of which
 * tables belong together: at a half they cost three questions in a hundred (evals/README.md), at a tenth none.
 */
const DOCUMENT_WEIGHT = 0.1;
const MENTION_WEIGHT = 0.1;

/** Notes among so many of the nearest documents are worth telling even where no word is shared. */
const NEAR = 10;

const NOTHING_FOUND: FoundDocuments = { documents: [], embedder: "none" };

/** Searches one source: by words, values and keys, and by nearness of documents where there are any. */
export function retrieverOf({ source, catalog = source.catalog, notes, documents }: RetrieverNeeds): Retriever {
  return {
    async retrieve(question, signal) {
      const ranking = rankerOf(source, catalog).rank(question);
      const found = (await documents?.search(question, NEAREST_DOCUMENTS, signal)) ?? NOTHING_FOUND;
      const tables = orderTables(catalog, ranking, found);
      const near = new Set(found.documents.slice(0, NEAR).map((document) => document.id));
      const touched = tables.filter((entry) => entry.score > 0).map((entry) => entry.table);
      return {
        tables,
        notes: retrieveNotes(question, notes, { tables: touched, near }),
        embedder: found.embedder,
      };
    },
  };
}

function orderTables(
  catalog: Catalog,
  { scores, evidence, mentioned }: LexicalRanking,
  found: FoundDocuments,
): RetrievedTable[] {
  const ranked = fuseRankings([
    { items: [...scores].sort(byScore).map(([at]) => at), weight: 1 },
    { items: mentioned.slice(0, MAX_TABLES), weight: MENTION_WEIGHT },
    { items: tablesOf(found, catalog), weight: DOCUMENT_WEIGHT },
  ]);
  const order = [...ranked].sort(byScore).slice(0, MAX_TABLES);
  return withUntouched(order, catalog).flatMap(([at, score]) => {
    const table = catalog.tables[at];
    return table ? [{ table: table.name, columns: orderColumns(table, evidence.columns.get(at)), score }] : [];
  });
}

const byScore = (a: readonly [number, number], b: readonly [number, number]): number => b[1] - a[1] || a[0] - b[0];

/** Tables by their nearest document, best first. */
function tablesOf({ documents }: FoundDocuments, catalog: Catalog): readonly number[] {
  if (documents.length === 0) return [];
  const at = new Map(catalog.tables.map((table, i) => [table.name, i]));
  return [...new Set(documents.flatMap((document) => at.get(document.table ?? "") ?? []))];
}

/** Small sources are told whole: tables that the question does not touch follow those it does. */
function withUntouched(order: readonly (readonly [number, number])[], catalog: Catalog): (readonly [number, number])[] {
  const known = new Set(order.map(([at]) => at));
  const rest = catalog.tables.flatMap((_, at): [number, number][] => (known.has(at) ? [] : [[at, 0]]));
  return [...order, ...rest].slice(0, MAX_TABLES);
}
