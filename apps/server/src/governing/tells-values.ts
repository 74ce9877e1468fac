import type { Governed } from "./governed.ts";

/** A text in quotes, or a number that something is compared with; of pipelines every condition. */
const NAMES_VALUE = /'[^']|[=<>(,]\s*["-]?\d|[=<>(,]\s*"|\b(?:in|between|like)\b|\$(?:match|eq|in|regexMatch)\b/i;

/**
 * Whether a statement that was made for somebody else could name values of rows that this reader may not see: it reads a
 * table of which they see fewer rows, and compares something. Of a question without a statement nothing is known.
 * For what nobody chose to share, such as feedback and what was drafted in a test.
 */
export function tellsValues(sql: string | null, { limits }: Pick<Governed, "limits">): boolean {
  const tables = limits.filter(({ hasFewerRows }) => hasFewerRows).map(({ table }) => table.toLowerCase());
  if (tables.length === 0) return false;
  if (sql === null) return true;
  const text = sql.toLowerCase();
  return tables.some((table) => text.includes(table)) && NAMES_VALUE.test(sql);
}
