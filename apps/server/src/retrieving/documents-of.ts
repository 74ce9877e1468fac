import type { SchemaDocument } from "@parlance/ask/retrieval";
import type { Catalog } from "@parlance/core";
import type { SourceKnowledge } from "../knowing/knowing.ts";

/** What is searched and what is embedded: the same documents, their texts without values where those may not leave. */
export interface SourceDocuments {
  readonly searched: readonly SchemaDocument[];
  readonly embedded: readonly SchemaDocument[];
}

/** A model's room for a schema, as far as it matters here: what fits is told whole and needs no search. */
const WHOLE_TOKENS = 2_000;
/**
 * Vectors of one source that the embedded database compares in some tens of milliseconds (measured, as is that its
 * index for nearest neighbours is slower still). Columns of larger sources are found by words, their tables by both.
 */
const MAX_VECTORS = 5_000;

/** Whether a source can be told whole, so that nothing of it has to be found. */
export async function isToldWhole(catalog: Catalog): Promise<boolean> {
  const { fitsWhole } = await import("@parlance/ask/retrieval");
  return fitsWhole(catalog, WHOLE_TOKENS);
}

export async function documentsOf(
  { described, notes }: SourceKnowledge,
  mayTellValues: boolean,
): Promise<SourceDocuments> {
  const { noteDocuments, schemaDocuments } = await import("@parlance/ask/retrieval");
  const make = (withValues: boolean): readonly SchemaDocument[] => [
    ...noteDocuments(notes, { withValues }),
    ...schemaDocuments(described, { withValues }),
  ];
  const embedded = make(mayTellValues);
  const withoutColumns = embedded.filter((document) => document.kind !== "column");
  return {
    searched: make(true),
    embedded: (embedded.length <= MAX_VECTORS ? embedded : withoutColumns).slice(0, MAX_VECTORS),
  };
}
