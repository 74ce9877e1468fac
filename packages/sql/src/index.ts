export * from "./ast/index.ts";
export * from "./print/index.ts";
