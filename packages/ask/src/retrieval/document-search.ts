import type { SchemaDocument } from "./schema-documents.ts";

export interface FoundDocuments {
  /** Best first. */
  readonly documents: readonly Pick<SchemaDocument, "id" | "table">[];
  /** The embedder whose vectors were compared; "none" where there were none, or where it failed. */
  readonly embedder: string;
}

/** Finds the documents of a source that come nearest to a question: in memory here, in a database elsewhere. */
export interface DocumentSearch {
  search(question: string, limit: number, signal?: AbortSignal): Promise<FoundDocuments>;
}
