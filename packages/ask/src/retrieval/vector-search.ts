import type { SchemaDocument } from "./schema-documents.ts";

/** Finds the documents nearest to a vector; in memory here, in a database elsewhere. */
export interface VectorSearch {
  /** Best first. */
  nearest(question: string, limit: number, signal?: AbortSignal): Promise<readonly SchemaDocument[]>;
  /** The embedder's id; "none" where nothing is embedded. */
  readonly embedder: string;
}
