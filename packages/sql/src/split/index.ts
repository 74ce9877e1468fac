export { joinedSchema } from "./joined-schema.ts";
export { withKeys } from "./key-links.ts";
export { type Split, splitDuckdb } from "./split-duckdb.ts";
export type { Fetch, JoinedTables, KeyLink, SplitStatement, SplitTable } from "./split-types.ts";
