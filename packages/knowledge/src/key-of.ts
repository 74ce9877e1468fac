import type { KnowledgeBody } from "@parlance/core";

/** Spaces, case and the form of letters do not make another word. */
export const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();

const of = (...parts: readonly (string | undefined)[]): string =>
  parts.map((part) => folded(part ?? "")).join("\u001f");

/**
 * What an entry is about. Of two entries with one key only one can be in force: a word has one meaning, a column one
 * description. A metric's name is a word as well.
 */
export function keyOf(body: KnowledgeBody): string {
  switch (body.kind) {
    case "description":
      return of("description", body.table, body.column);
    case "alias":
      return of("word", body.phrase);
    case "metric":
      return of("word", body.name);
    case "join":
      return of("join", body.from.table, body.from.column, body.to.table, body.to.column);
    case "term":
      return of("term", body.term);
    case "filter":
      return of("filter", body.table);
    case "hidden":
      return of("hidden", body.table, body.column);
    case "verified":
      return of("verified", body.question);
  }
}
