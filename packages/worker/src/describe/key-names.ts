/** Reading of names for keys: "Billing_CustomerID", "customer id" and "customers" all speak of customers. */

const KEY_WORDS: ReadonlySet<string> = new Set([
  "id",
  "code",
  "key",
  "no",
  "nr",
  "num",
  "number",
  "uuid",
  "guid",
  "sku",
  "pk",
  "fk",
  "abbrev",
  "iso",
  "ref",
]);

export const words = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");

/** English plurals folded, well enough to compare two names. */
export function singular(word: string): string {
  if (word.length <= 3) return word;
  if (word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith("s") && !/(ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

export const stem = (name: string): string => words(name).map(singular).join(" ");

/** The thing a key column names: "customer" for customer_id, "" for id; null when the name is no key's. */
export function keySubject(column: string): string | null {
  const parts = words(column);
  const last = parts.at(-1) ?? "";
  if (KEY_WORDS.has(last)) return parts.slice(0, -1).map(singular).join(" ");
  // customerid, written without a boundary.
  const joined = /^(\p{L}{3,})(id|code|key)$/u.exec(last)?.[1];
  if (parts.length === 1 && joined !== undefined && !NOT_KEYS.has(last)) return singular(joined);
  return null;
}

/** Words that end in "id", "code" or "key" and mean something else. */
const NOT_KEYS: ReadonlySet<string> = new Set([
  "paid",
  "valid",
  "grid",
  "acid",
  "android",
  "covid",
  "hybrid",
  "rapid",
  "solid",
  "fluid",
  "turkey",
  "monkey",
  "unpaid",
  "prepaid",
  "avoid",
  "braid",
  "squid",
  "void",
  "bid",
  "mid",
]);

/** Columns that point at a row of another kind, or of their own table, without naming it. */
export const ROLE_WORDS: ReadonlySet<string> = new Set([
  ...[
    "parent",
    "manager",
    "supervisor",
    "boss",
    "lead",
    "reports to",
    "report to",
    "mentor",
    "predecessor",
    "successor",
  ],
]);
