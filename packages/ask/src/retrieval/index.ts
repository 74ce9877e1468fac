export { type FittedTable, fitSchema, PLAIN_COSTS, type SchemaCosts } from "./fit-schema.ts";
export { type MemoryRetrieverNeeds, memoryRetriever } from "./memory-retriever.ts";
export { type RetrieverNeeds, retrieverOf } from "./retriever-of.ts";
export { type DocumentKind, type SchemaDocument, schemaDocuments } from "./schema-documents.ts";
export { countTokens } from "./token-count.ts";
export type { VectorSearch } from "./vector-search.ts";
