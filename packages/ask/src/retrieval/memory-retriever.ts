import { type Catalog, type Embedder, isAppError, type Retriever } from "@parlance/core";
import type { PreparedSource } from "@parlance/engine";
import type { DocumentSearch } from "./document-search.ts";
import { fitsWhole } from "./fits-whole.ts";
import { retrieverOf } from "./retriever-of.ts";
import { noteDocuments, type SchemaDocument, schemaDocuments } from "./schema-documents.ts";
import type { TaughtNote } from "./taught-notes.ts";

export interface MemoryRetrieverNeeds {
  readonly source: PreparedSource;
  /** As it may be told; the source's own where absent. */
  readonly catalog?: Catalog;
  readonly notes: readonly TaughtNote[];
  /** Null: nothing is embedded. */
  readonly embedder: Embedder | null;
  /** Whether values that stand in cells may be shown to the embedder. */
  readonly mayTellValues: boolean;
  /** A schema within so many tokens is told whole, so that nothing has to be embedded. */
  readonly budgetTokens: number;
}

/** A retriever that keeps everything in memory: for the command line, evaluations and small sources. */
export function memoryRetriever(needs: MemoryRetrieverNeeds): Retriever {
  const { source, notes, embedder, budgetTokens } = needs;
  const catalog = needs.catalog ?? source.catalog;
  const isEmbedded = embedder !== null && !fitsWhole(catalog, budgetTokens);
  return retrieverOf({ source, catalog, notes, documents: isEmbedded ? vectorsInMemory(needs, embedder) : null });
}

/** Embeds the documents with the first question. A failure is forgotten, so that the next question tries again. */
function vectorsInMemory(needs: MemoryRetrieverNeeds, embedder: Embedder): DocumentSearch {
  let embedded: Promise<readonly Embedded[]> | undefined;
  const nearest = async (question: string, signal?: AbortSignal): Promise<readonly SchemaDocument[]> => {
    embedded ??= embedDocuments(needs, embedder).catch((error: unknown) => {
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
      .map(({ document }) => document);
  };
  return {
    async search(question, limit, signal) {
      try {
        return { documents: (await nearest(question, signal)).slice(0, limit), embedder: embedder.id };
      } catch (error) {
        if (!isAppError(error) || signal?.aborted === true) throw error;
        return { documents: [], embedder: "none" };
      }
    },
  };
}

async function embedDocuments(needs: MemoryRetrieverNeeds, embedder: Embedder): Promise<readonly Embedded[]> {
  const options = { withValues: needs.mayTellValues };
  const catalog = needs.catalog ?? needs.source.catalog;
  const documents = [...schemaDocuments(catalog, options), ...noteDocuments(needs.notes, options)];
  const vectors = await embedder.embed(
    documents.map((document) => document.text),
    "document",
  );
  return documents.flatMap((document, i) => {
    const vector = vectors[i];
    return vector ? [{ document, vector: unit(vector) }] : [];
  });
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
