import type { DefaultFilter } from "@parlance/core";
import { identifierWords } from "../text/identifier-words.ts";
import { normalize } from "../text/normalize.ts";
import type { Posting, ValueIndex } from "../values/value-index.ts";

const LIFTING =
  /[\s,(]*\b(?:including|incl\.?|counting also|even|regardless of|irrespective of|no matter(?: the| what)?|whatever(?: the)?|of any|with any|in any|any)\s+(?:the\s+|their\s+)?((?:[\p{L}\p{N}_-]+)(?:\s+(?:and|or|&)\s+[\p{L}\p{N}_-]+)*)(?:\s+(?:ones|too|as well))?/giu;

export interface Lifted {
  /** Of the same length: the words that lift a filter are spaces now. */
  readonly question: string;
  /** Tables whose filter is set aside. */
  readonly tables: ReadonlySet<string>;
}

/**
 * "including cancelled", "whatever the status", "of any status": the filter over that column is set aside, and its words
 * ask for nothing else.
 */
export function liftFilters(question: string, filters: readonly DefaultFilter[], values: ValueIndex): Lifted {
  const tables = new Set<string>();
  if (filters.length === 0) return { question, tables };
  const text = question.replace(LIFTING, (match: string, words: string) => {
    const lifted = filters.filter((filter) => isAbout(words, filter, values));
    for (const filter of lifted) tables.add(filter.table);
    return lifted.length > 0 ? " ".repeat(match.length) : match;
  });
  return { question: text, tables };
}

function isAbout(words: string, { table, only }: DefaultFilter, values: ValueIndex): boolean {
  const parts = words.split(/\s+(?:and|or|&)\s+/iu).map(normalize);
  return only.some(({ column }) => {
    const name = identifierWords(column).join(" ");
    const isOf = (posting: Posting): boolean =>
      posting.column.name.toLowerCase() === column.toLowerCase() &&
      posting.column.table.name.toLowerCase() === table.toLowerCase();
    return parts.every((part) => part === name || (values.exact.get(part) ?? []).some(isOf));
  });
}
