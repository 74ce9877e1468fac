export { DIALECT_TRAITS, type DialectTraits, type SqlDialect } from "./dialect-traits.ts";
export { type JoinPlan, type JoinStep, keyName, planJoins, type SqlSchema } from "./join-plan.ts";
export { printName } from "./names.ts";
export { printSql } from "./print-sql.ts";
