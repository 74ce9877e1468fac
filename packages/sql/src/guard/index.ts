export { type DuckdbParser, type GuardedStatement, guardDuckdb } from "./duckdb/guard-duckdb.ts";
export { judgeDuckdb } from "./duckdb/judge.ts";
export { editDistance, nearestName } from "./nearest-name.ts";
export type { GuardRule } from "./refusal.ts";
