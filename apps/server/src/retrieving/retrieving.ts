import type { DocumentSearch } from "@parlance/ask/retrieval";
import type { Disclosure, Retriever } from "@parlance/core";
import { isGoverned } from "../governing/governed.ts";
import type { OpenSource } from "../resources/sources/source-access.ts";
import type { EmbedderFor } from "./chosen-embedder.ts";
import type { DocumentStore } from "./document-store.ts";
import { isToldWhole } from "./documents-of.ts";
import type { IndexedSource, SourceIndexer } from "./source-indexer.ts";
import { storedSearch } from "./stored-search.ts";

export type SearchedSource = IndexedSource & Pick<OpenSource, "prepared" | "governed">;

export interface RetrievingNeeds {
  readonly store: DocumentStore;
  readonly indexer: SourceIndexer;
  readonly embedderFor: EmbedderFor;
}

/** Finds what of a source a question is about. Until its documents are indexed, words and values find it alone. */
export class Retrieving {
  readonly #needs: RetrievingNeeds;

  constructor(needs: RetrievingNeeds) {
    this.#needs = needs;
  }

  async retrieverFor(source: SearchedSource, disclosure: Disclosure, workspaceId: string): Promise<Retriever> {
    const { retrieverOf } = await import("@parlance/ask/retrieval");
    const { described: catalog, notes } = source.knowledge;
    // The index is of the whole source: whoever sees a part is served by words and values of that part.
    const isSearched = !isGoverned(source.governed) && !(await isToldWhole(catalog));
    const documents = isSearched ? await this.#search(source, disclosure, workspaceId) : null;
    return retrieverOf({ source: source.prepared, catalog, notes, documents });
  }

  async #search(source: IndexedSource, disclosure: Disclosure, workspaceId: string): Promise<DocumentSearch | null> {
    const { store, indexer, embedderFor } = this.#needs;
    const { embedder, isLocal } = await embedderFor(workspaceId);
    const job = { source, workspaceId, embedder, mayTellValues: isLocal || disclosure === "full" };
    const isIndexed = (await indexer.ready(job)) !== undefined;
    return isIndexed ? storedSearch(store, { sourceId: source.sourceId, workspaceId }, embedder) : null;
  }
}
