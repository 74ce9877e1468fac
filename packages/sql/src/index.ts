export * from "./ast/index.ts";
export * from "./facts/index.ts";
export * from "./guard/index.ts";
export * from "./print/index.ts";
export * from "./split/index.ts";
