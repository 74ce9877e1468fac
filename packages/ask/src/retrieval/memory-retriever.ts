import type { Embedder, Retriever, WorkspaceKnowledge } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import { fitSchema } from "./fit-schema.ts";
import { retrieverOf } from "./retriever-of.ts";
import { type SchemaDocument, schemaDocuments } from "./schema-documents.ts";
import type { VectorSearch } from "./vector-search.ts";

export interface MemoryRetrieverNeeds {
  readonly source: PreparedSource;
  readonly knowledge: WorkspaceKnowledge;
  /** Null: nothing is embedded. */
  readonly embedder: Embedder | null;
  /** Whether values that stand in cells may be shown to the embedder. */
  readonly mayTellValues: boolean;
  /** A schema within so many tokens is told whole, so that nothing has to be embedded. */
  readonly budgetTokens: number;
}

/** A retriever that keeps everything in memory: for the command line, evaluations and small sources. */
export function memoryRetriever(needs: MemoryRetrieverNeeds): Retriever {
  const { source, knowledge, embedder } = needs;
  const isEmbedded = embedder !== null && !fitsWhole(needs);
  return retrieverOf({ source, knowledge, vectors: isEmbedded ? memoryVectors(needs, embedder) : null });
}

function fitsWhole({ source, budgetTokens }: MemoryRetrieverNeeds): boolean {
  const { catalog } = source;
  const tables = catalog.tables.map((table) => ({
    table: table.name,
    columns: table.columns.map((column) => column.name),
    score: 0,
  }));
  const fitted = fitSchema(catalog, { tables }, budgetTokens);
  const count = (list: readonly { readonly columns: readonly unknown[] }[]): number =>
    list.reduce((sum, table) => sum + 1 + table.columns.length, 0);
  return count(fitted) === count(tables);
}

/** Embeds the documents with the first question. A failure is forgotten, so that the next question tries again. */
function memoryVectors({ source, knowledge, mayTellValues }: MemoryRetrieverNeeds, embedder: Embedder): VectorSearch {
  let embedded: Promise<readonly Embedded[]> | undefined;
  const embedAll = async (signal?: AbortSignal): Promise<readonly Embedded[]> => {
    const documents = schemaDocuments(source.catalog, knowledge, { withValues: mayTellValues });
    const vectors = await embedder.embed(
      documents.map((document) => document.text),
      "document",
      signal,
    );
    return documents.flatMap((document, i) => {
      const vector = vectors[i];
      return vector ? [{ document, vector: unit(vector) }] : [];
    });
  };
  return {
    embedder: embedder.id,
    async nearest(question, limit, signal) {
      embedded ??= embedAll(signal).catch((error: unknown) => {
        embedded = undefined;
        throw error;
      });
      const all = await embedded;
      const [asked] = await embedder.embed([question], "query", signal);
      if (!asked) return [];
      const target = unit(asked);
      return all
        .map(({ document, vector }) => ({ document, likeness: dot(vector, target) }))
        .sort((a, b) => b.likeness - a.likeness)
        .slice(0, limit)
        .map(({ document }) => document);
    },
  };
}

interface Embedded {
  readonly document: SchemaDocument;
  readonly vector: Float32Array;
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(dot(vector, vector));
  return length === 0 ? vector : vector.map((value) => value / length);
}

function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}
