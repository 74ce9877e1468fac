import { stem } from "../text/stem.ts";

/** What business people ask for by many words, and the words that name its columns. */
interface Concept {
  /** Stems that may be said. */
  readonly said: ReadonlySet<string>;
  /** Stems of column names that may bear it; every word of the name must be among them. */
  readonly named: ReadonlySet<string>;
}

const stems = (text: string): ReadonlySet<string> => new Set(text.split(" ").map(stem));

export const CONCEPTS: readonly Concept[] = [
  {
    said: stems("revenue sales turnover money income earnings earned earn spend spent spending sell sold"),
    named: stems("total amount revenue sales turnover income spend payment line order invoice gross net paid sum"),
  },
  {
    said: stems("spend spent spending pay paid"),
    named: stems("total amount cost spend payment paid expense"),
  },
  {
    said: stems("units pieces items copies quantity sold sell volume stock goods"),
    named: stems("quantity qty units pieces sold on hand stock"),
  },
];

export const isConceptWord = (word: string): boolean => CONCEPTS.some((concept) => concept.said.has(stem(word)));

const QUANTITY = stems("quantity qty units pieces stock amount balance");

/** How much of something a row holds. */
export const isQuantity = (column: { readonly role: string; readonly stems: readonly string[] }): boolean =>
  column.role === "measure" && column.stems.some((word) => QUANTITY.has(word));

const MONEY =
  /^(?:spend|spends|spent|spending|expenditures?|pay|pays|paid|revenues?|turnover|income|earnings|takings|proceeds)$/;

/** Said of money that is taken in or given out. */
export const isMoneyWord = (low: string): boolean => MONEY.test(low);
