export { type GuardedEngine, type GuardedStatement, guardDuckdb } from "./duckdb/guard-duckdb.ts";
export { judgeDuckdb } from "./duckdb/judge.ts";
export { GUARDED_DIALECTS, type GuardedDialect, guardStatement, isGuardedDialect } from "./guard-statement.ts";
export { editDistance, nearestName } from "./nearest-name.ts";
export { policyForCatalog } from "./policy-for-catalog.ts";
export type { GuardRule } from "./refusal.ts";
export { refusalError } from "./refusal-error.ts";
