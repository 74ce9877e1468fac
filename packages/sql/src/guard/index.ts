export { type GuardedEngine, type GuardedStatement, guardDuckdb } from "./duckdb/guard-duckdb.ts";
export { judgeDuckdb } from "./duckdb/judge.ts";
export { editDistance, nearestName } from "./nearest-name.ts";
export { policyForCatalog } from "./policy-for-catalog.ts";
export type { GuardRule } from "./refusal.ts";
export { refusalError } from "./refusal-error.ts";
