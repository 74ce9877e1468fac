import {
  type Catalog,
  isAppError,
  type RetrievedContext,
  type Retriever,
  type WorkspaceKnowledge,
} from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { fuseRankings, type Ranking } from "./fuse-rankings.ts";
import { orderColumns } from "./order-columns.ts";
import { SchemaRanker } from "./rank-schema.ts";
import { retrieveNotes } from "./retrieve-notes.ts";
import type { SchemaDocument } from "./schema-documents.ts";
import type { VectorSearch } from "./vector-search.ts";

export interface RetrieverNeeds {
  readonly source: PreparedSource;
  readonly knowledge: WorkspaceKnowledge;
  /** Null: words, values and keys alone. */
  readonly vectors: VectorSearch | null;
}

const MAX_TABLES = 60;
const NEAREST_DOCUMENTS = 60;
const VECTOR_WEIGHT = 0.5;

/** Searches one source: by words, values and keys, and by vectors where there are any. */
export function retrieverOf({ source, knowledge, vectors }: RetrieverNeeds): Retriever {
  let ranker: SchemaRanker | undefined;
  return {
    async retrieve(question, signal) {
      ranker ??= new SchemaRanker(source, knowledge);
      const { scores, evidence } = ranker.rank(question);
      const nearest = vectors === null ? null : await nearestTables(vectors, question, source.catalog, signal);
      const ranked = nearest === null ? scores : fused(scores, nearest);
      const order = [...ranked].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MAX_TABLES);
      return {
        tables: withUntouched(order, source.catalog).flatMap(([at, score]) => {
          const table = source.catalog.tables[at];
          return table ? [{ table: table.name, columns: orderColumns(table, evidence.columns.get(at)), score }] : [];
        }),
        notes: retrieveNotes(question, knowledge),
        embedder: nearest === null ? "none" : (vectors?.embedder ?? "none"),
      } satisfies RetrievedContext;
    },
  };
}

/** Small sources are told whole: tables that the question does not touch follow those it does. */
function withUntouched(order: readonly (readonly [number, number])[], catalog: Catalog): (readonly [number, number])[] {
  const known = new Set(order.map(([at]) => at));
  const rest = catalog.tables.flatMap((_, at): [number, number][] => (known.has(at) ? [] : [[at, 0]]));
  return [...order, ...rest].slice(0, MAX_TABLES);
}

function fused(scores: ReadonlyMap<number, number>, nearest: readonly number[]): ReadonlyMap<number, number> {
  const byWords: Ranking<number> = { items: [...scores].sort((a, b) => b[1] - a[1]).map(([at]) => at), weight: 1 };
  return fuseRankings([byWords, { items: nearest, weight: VECTOR_WEIGHT }]);
}

/** Tables by their nearest document; null where the embedder failed: its vectors are all that is lost. */
async function nearestTables(
  vectors: VectorSearch,
  question: string,
  catalog: Catalog,
  signal: AbortSignal | undefined,
): Promise<readonly number[] | null> {
  let documents: readonly SchemaDocument[];
  try {
    documents = await vectors.nearest(question, NEAREST_DOCUMENTS, signal);
  } catch (error) {
    if (!isAppError(error) || signal?.aborted === true) throw error;
    return null;
  }
  const at = new Map(catalog.tables.map((table, i) => [table.name, i]));
  return [...new Set(documents.flatMap((document) => at.get(document.table ?? "") ?? []))];
}
