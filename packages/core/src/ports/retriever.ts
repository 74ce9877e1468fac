/** A table that a question is likely to need, with the columns worth telling a model about, best first. */
export interface RetrievedTable {
  readonly table: string;
  readonly columns: readonly string[];
  /** Higher is better; comparable within one retrieval only. */
  readonly score: number;
}

/** Something people have written down that bears on the question: a definition, a glossary entry, a verified pair. */
export interface RetrievedNote {
  readonly id: string;
  readonly kind: "metric" | "term" | "verified" | "rule";
  readonly text: string;
  /** For verified questions: the statement that answers them. */
  readonly sql?: string;
  readonly score: number;
}

export interface RetrievedContext {
  readonly tables: readonly RetrievedTable[];
  readonly notes: readonly RetrievedNote[];
  readonly embedder: string;
}

/**
 * Finds what of a source a question is about: full text, vectors and the engine's own mentions, fused.
 * Called by the pipeline before a model is asked. Works without any provider; a provider that fails costs only its vectors.
 */
export interface Retriever {
  retrieve(question: string, signal?: AbortSignal): Promise<RetrievedContext>;
}
