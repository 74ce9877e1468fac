export { withKeys } from "./key-links.ts";
export { type Split, splitDuckdb } from "./split-duckdb.ts";
export type { Fetch, KeyLink, SplitStatement, SplitTable } from "./split-types.ts";
