import type { Plugin } from "./plugin.ts";

/** Every point at which a plugin may take part, in the order in which it meets them. */
export const HOOKS = [
  "setup",
  "routes",
  "beforeRequest",
  "beforeQuery",
  "afterQuery",
  "afterRequest",
  "connectors",
  "models",
  "chartRules",
  "shutdown",
] as const satisfies readonly Exclude<keyof Plugin, "id" | "label" | "description">[];

export type HookName = (typeof HOOKS)[number];

/** Gives a plugin its types. A module's default export is one of these. */
export const definePlugin = (plugin: Plugin): Plugin => plugin;

/** Thrown by a connector: the source's own word, told to whoever waits. Every other error is a fault of the plugin. */
export class SourceProblem extends Error {
  override readonly name = "SourceProblem";
}
