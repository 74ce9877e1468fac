import { type DocumentSearch, fuseRankings } from "@parlance/ask/retrieval";
import { type Embedder, isAppError } from "@parlance/core";
import type { DocumentPlace, DocumentStore, FoundDocument } from "./document-store.ts";

/** A question that waits for its vector longer than this goes without. */
const EMBED_WITHIN_MS = 3_000;

/** Full text and vectors of one place, fused by rank. An embedder that fails or dawdles costs only its vectors. */
export function storedSearch(store: DocumentStore, place: DocumentPlace, embedder: Embedder): DocumentSearch {
  return {
    async search(question, limit, signal) {
      const words = await store.byWords(place, question, limit);
      const vector = await vectorOf(question, embedder, signal);
      if (vector === null) return { documents: words, embedder: "none" };
      const near = await store.byVector(place, embedder, vector, limit);
      return { documents: fused(words, near).slice(0, limit), embedder: embedder.id };
    },
  };
}

async function vectorOf(
  question: string,
  embedder: Embedder,
  signal: AbortSignal | undefined,
): Promise<Float32Array | null> {
  const deadline = AbortSignal.timeout(EMBED_WITHIN_MS);
  try {
    const either = signal === undefined ? deadline : AbortSignal.any([signal, deadline]);
    const [vector] = await embedder.embed([question], "query", either);
    return vector ?? null;
  } catch (error) {
    if (signal?.aborted === true || !(isAppError(error) || deadline.aborted)) throw error;
    return null;
  }
}

function fused(words: readonly FoundDocument[], near: readonly FoundDocument[]): FoundDocument[] {
  const documents = new Map([...words, ...near].map((document) => [document.id, document]));
  const ranked = fuseRankings([
    { items: words.map((document) => document.id), weight: 1 },
    { items: near.map((document) => document.id), weight: 1 },
  ]);
  return [...ranked].sort((a, b) => b[1] - a[1]).flatMap(([id]) => documents.get(id) ?? []);
}
