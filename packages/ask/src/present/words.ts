/** A column's or table's name as words; "count_star()" is what the database calls an unnamed count: "unitPrice" and "unit_price" are both "unit price". */
export function columnWords(name: string): string {
  const words = name
    .replace(/^count_star\(\)$|^count\(\*\)$/i, "count")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replace(/[_\s]+/g, " ")
    .replace(/\b(\w+) \1\b/gi, "$1")
    .trim();
  return words === "" ? "value" : lowerUnlessAcronym(words);
}

const UNIT =
  /^(?<rest>.+) (?<unit>kg|km|cm|mm|lbs?|mi|ms|sec|seconds|minutes|mins|hours|hrs|days|weeks|usd|eur|gbp|mph|kwh|mwh)$/i;

/** A name that ends in the unit of its values, as what is measured and the unit; null for any other. */
export function unitOf(name: string): { readonly rest: string; readonly unit: string } | null {
  const { rest, unit } = UNIT.exec(columnWords(name))?.groups ?? {};
  return rest === undefined || unit === undefined
    ? null
    : { rest, unit: /^(?:usd|eur|gbp)$/i.test(unit) ? unit.toUpperCase() : unit };
}

const lowerUnlessAcronym = (words: string): string =>
  words
    .split(" ")
    .map((word) => (/^[A-Z0-9]{2,4}$/.test(word) ? word : word.toLowerCase()))
    .join(" ");

export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "a", "a and b", "a, b and c". */
export function joinWords(items: readonly string[]): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

/** The last word of a name for a single thing: "order items" becomes "order item". */
export const singular = (words: string): string =>
  words
    .replace(/([^aeiou])ies$/i, "$1y")
    .replace(/(ss|sh|ch|x)es$/i, "$1")
    .replace(/(^|\s)people$/i, "$1person")
    .replace(/(^|\s)(wo)?men$/i, "$1$2man")
    .replace(/(^|\s)children$/i, "$1child")
    .replace(/([^su])s$/i, "$1");

/** The last word of a name for several things: "category" becomes "categories"; what ends in s stays. */
export const plural = (words: string): string =>
  /s$/i.test(words) ? words : /[^aeiou]y$/i.test(words) ? `${words.slice(0, -1)}ies` : `${words}s`;

const IRREGULAR_PLURAL = /(^|\s)(people|children|men|women)$/i;

/** Whether a name counts what it names: "orders" and "people" do, "dup", "class" and "sales 2024" do not. */
export const isPlural = (words: string): boolean =>
  (/[^su]s$/i.test(words) && !/(is|news|series|species)$/i.test(words)) || IRREGULAR_PLURAL.test(words);
