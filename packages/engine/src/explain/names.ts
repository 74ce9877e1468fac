import type { ColumnExpr } from "@parlance/sql";
import { isPlural, plural } from "../text/plural.ts";
import { spokenWords } from "../text/spoken-words.ts";
import { lemma } from "../text/stem.ts";

/** What schemas put before the name of a table and nobody says. */
const UNSAID = new Set(["ref", "tbl"]);
const KEY_WORDS = new Set(["id", "ids"]);
/** Short units at the end of a name: "weight kg" is weight in kg. */
const UNITS = new Set("kg mg lb lbs oz cm mm km mi ft kwh kw mw usd eur gbp chf".split(" "));
const CURRENCIES = new Set(["usd", "eur", "gbp", "chf"]);

/** What is left of a name when its table's words are taken off, and still says enough. */
const SAYS_ENOUGH = new Set(
  "name id title code date details description type status category price address email".split(" "),
);
/** Rows of which one does not say "three". */
const UNCOUNTED = new Set("stock data equipment money traffic weather inventory information news".split(" "));

const tableWords = (table: string): string[] => {
  const said = spokenWords(table);
  return said.length > 1 && UNSAID.has(said[0] ?? "") ? said.slice(1) : said;
};

const endingIn = (words: readonly string[], last: (word: string) => string): string[] => [
  ...words.slice(0, -1),
  last(words.at(-1) ?? ""),
];

/** A table is told as what its rows are: "number of singers" over the table singer. */
export const rowsOf = (table: string): string => endingIn(tableWords(table), plural).join(" ");

/** One row of a table. */
export const rowOf = (table: string): string => endingIn(tableWords(table), oneOf).join(" ");

/** "the singer", "the 3 singers", "the 3 weather rows". */
export function countedRows(table: string, count: number, offset?: number): string {
  const isUncounted = UNCOUNTED.has(tableWords(table).at(-1) ?? "");
  const [one, several] = isUncounted ? [`${rowOf(table)} row`, `${rowOf(table)} rows`] : [rowOf(table), rowsOf(table)];
  return counted(count, offset, one, several);
}

/** "the city", "the 3 cities", "number 2 of the cities". */
export function counted(count: number, offset: number | undefined, one: string, several: string): string {
  if (offset) return `number ${offset + 1} of the ${several}`;
  return count === 1 ? `the ${one}` : `the ${count} ${several}`;
}

const oneOf = (word: string): string => (isPlural(word) ? lemma(word) : word);

/** The words of any name, units told as such. */
export function nameWords(name: string): string {
  const said = spokenWords(name);
  const unit = said.at(-1) ?? "";
  if (said.length < 2 || !UNITS.has(unit)) return said.join(" ");
  return `${said.slice(0, -1).join(" ")} in ${CURRENCIES.has(unit) ? unit.toUpperCase() : unit}`;
}

/** Without the words of its own table, where that is told beside it: "size" of products for product_size. */
export function shortColumn({ table, column }: ColumnExpr): string {
  const words = nameWords(column).split(" ");
  const owner = rowOf(table).split(" ");
  const isRepeated = words.length > owner.length && owner.every((word, i) => word === oneOf(words[i] ?? ""));
  const rest = words.slice(owner.length);
  return isRepeated && SAYS_ENOUGH.has(rest.at(-1) ?? "") ? rest.join(" ") : words.join(" ");
}

/** With its table where its own word says little: "genre name". */
export function fullColumn({ table, column }: ColumnExpr): string {
  const words = nameWords(column).split(" ");
  const owner = rowOf(table).split(" ");
  const isOwn = words.some((word) => owner.includes(oneOf(word)));
  return words.length > 1 || isOwn ? words.join(" ") : `${owner.join(" ")} ${words.join(" ")}`;
}

/** Called alike in every table: "name" alone says nothing of whose it is. */
export const isCommonName = ({ column }: ColumnExpr): boolean => COMMON.has(nameWords(column));
const COMMON = new Set("name title code number".split(" "));

/** What a column of keys stands for: an order item is meant by order_item_id; null for other columns. */
export function keyedThing({ table, column }: ColumnExpr): string | null {
  const words = spokenWords(column);
  if (!KEY_WORDS.has(words.at(-1) ?? "")) return null;
  const thing = words.slice(0, -1).join(" ");
  return thing.length > 1 ? thing : rowOf(table);
}

/** Many of what a phrase names: "weeks of booked on", "order items". */
export function many(phrase: string): string {
  const [head = "", ...rest] = phrase.split(/(?= (?:of|in|at|on|where|by) )/);
  return [...endingIn(head.split(" "), plural), ...rest.join("").trim().split(" ")].filter(Boolean).join(" ");
}

export const listed = (words: readonly string[], joint = "and"): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${joint} ${words.at(-1)}`;
