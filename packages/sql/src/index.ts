export * from "./ast/index.ts";
export * from "./guard/index.ts";
export * from "./print/index.ts";
