export type { DocumentSearch, FoundDocuments } from "./document-search.ts";
export { type FittedTable, fitSchema, PLAIN_COSTS, type SchemaCosts } from "./fit-schema.ts";
export { fitsWhole } from "./fits-whole.ts";
export { fuseRankings } from "./fuse-rankings.ts";
export { type MemoryRetrieverNeeds, memoryRetriever } from "./memory-retriever.ts";
export { type RetrieverNeeds, retrieverOf } from "./retriever-of.ts";
export {
  type DocumentKind,
  type DocumentOptions,
  noteDocuments,
  type SchemaDocument,
  schemaDocuments,
} from "./schema-documents.ts";
export type { TaughtNote } from "./taught-notes.ts";
export { countTokens } from "./token-count.ts";
