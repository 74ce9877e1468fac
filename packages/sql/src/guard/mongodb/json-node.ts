/** One value of a JSON text with its place in it, end exclusive. */
export type JsonNode =
  | { readonly kind: "object"; readonly entries: readonly JsonEntry[]; readonly start: number; readonly end: number }
  | { readonly kind: "array"; readonly items: readonly JsonNode[]; readonly start: number; readonly end: number }
  | { readonly kind: "string"; readonly value: string; readonly start: number; readonly end: number }
  | { readonly kind: "number"; readonly value: number; readonly start: number; readonly end: number }
  | { readonly kind: "boolean"; readonly value: boolean; readonly start: number; readonly end: number }
  | { readonly kind: "null"; readonly start: number; readonly end: number };

export interface JsonEntry {
  readonly key: string;
  readonly start: number;
  readonly value: JsonNode;
}

export type JsonObject = Extract<JsonNode, { kind: "object" }>;

export const entryOf = (node: JsonObject, key: string): JsonEntry | undefined =>
  node.entries.find((entry) => entry.key === key);

export const hasOperator = (node: JsonObject): boolean => node.entries.some(({ key }) => key.startsWith("$"));

/** What a table of names holds of its own; names such as "constructor" are not in it. */
export const ownValue = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;
