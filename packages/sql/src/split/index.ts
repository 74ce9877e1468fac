export { type Split, splitDuckdb } from "./split-duckdb.ts";
export type { Fetch, SplitStatement, SplitTable } from "./split-types.ts";
