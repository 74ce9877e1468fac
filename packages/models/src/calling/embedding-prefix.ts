/** Families that were trained with a word before each text, by which they tell questions from documents. */
const PREFIXES: readonly (readonly [name: RegExp, query: string, document: string])[] = [
  [/nomic-embed/i, "search_query: ", "search_document: "],
  [/(?:^|[/_-])e5-/i, "query: ", "passage: "],
  [/mxbai-embed|arctic-embed|bge-.*-en/i, "Represent this sentence for searching relevant passages: ", ""],
];

export function embeddingPrefix(model: string, purpose: "document" | "query"): string {
  const [, query = "", document = ""] = PREFIXES.find(([name]) => name.test(model)) ?? [];
  return purpose === "query" ? query : document;
}
