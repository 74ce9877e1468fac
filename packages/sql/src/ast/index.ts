export * from "./brief-memory.ts";
export * from "./build.ts";
export * from "./canonical.ts";
export * from "./expression.ts";
export * from "./predicate.ts";
export * from "./query.ts";
export * from "./walk.ts";
