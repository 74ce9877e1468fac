import type { Disclosure } from "../api/disclosures.ts";

export interface DisclosureWords {
  readonly label: string;
  /** What goes out, in a sentence for people who have never heard of a schema. */
  readonly sentence: string;
}

export const DISCLOSURE_WORDS: Readonly<Record<Disclosure, DisclosureWords>> = {
  full: {
    label: "Everything",
    sentence: "The question, names of tables and columns, comments, sample values, and rows of results.",
  },
  aggregates: {
    label: "Names and totals",
    sentence: "The question, names of tables and columns, comments, and totals. No single row and no sample value.",
  },
  schema: {
    label: "Names only",
    sentence: "The question, names of tables and columns, their types and comments. No value that stands in a cell.",
  },
  nothing: {
    label: "Nothing",
    sentence: "Nothing at all. The embedded engine answers alone, and assistants connected over MCP are refused.",
  },
};

/** From the most to the least. */
export const DISCLOSURES: readonly Disclosure[] = ["full", "aggregates", "schema", "nothing"];
