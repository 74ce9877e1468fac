import { lemma } from "./stem.ts";

const ALIKE = new Set(
  "staff stock data equipment people sheep series species news inventory information fish aircraft money traffic weather".split(
    " ",
  ),
);

const OTHERWISE: ReadonlyMap<string, string> = new Map(
  "person:people child:children foot:feet tooth:teeth mouse:mice goose:geese wife:wives life:lives knife:knives leaf:leaves shelf:shelves half:halves wolf:wolves loaf:loaves criterion:criteria phenomenon:phenomena index:indexes quiz:quizzes hero:heroes potato:potatoes tomato:tomatoes cargo:cargoes volcano:volcanoes echo:echoes veto:vetoes bus:buses gas:gases human:humans german:germans ox:oxen medium:media"
    .split(" ")
    .map((pair): [string, string] => [pair.slice(0, pair.indexOf(":")), pair.slice(pair.indexOf(":") + 1)]),
);

const MANY = new Set(OTHERWISE.values());

/** Names of many already: "cities", "people", "staff". */
export const isPlural = (word: string): boolean =>
  ALIKE.has(word) || MANY.has(word) || (word.length > 3 && word.endsWith("s") && lemma(word) !== word);

/** Whether one thing and many of it are called the same, or it is never counted. */
export const isUncounted = (word: string): boolean => ALIKE.has(word);

/** How many of a thing are called; what is plural already stays as it is. */
export function plural(word: string): string {
  const known = OTHERWISE.get(word);
  if (known !== undefined) return known;
  if (isPlural(word)) return word;
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`;
  if (/(?:[nlrtyo]sis|axis|basis|crisis)$/.test(word)) return `${word.slice(0, -2)}es`;
  if (/.{2}man$/.test(word)) return `${word.slice(0, -2)}en`;
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`;
}
