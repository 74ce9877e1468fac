import type { Catalog, ColumnValues } from "@parlance/core";
import { nearValues } from "../repair/near-values.ts";

/** A text that a statement compares a column with, and whether the data holds it. */
export interface ComparedText {
  readonly table: string;
  readonly column: string;
  readonly text: string;
  /** Null where not every value of the column is known. */
  readonly exists: boolean | null;
}

/** column = 'text', with the column's table or alias before it; ILIKE without wildcards is a comparison, too. */
const COMPARISON =
  /(?:(?:"[^"]+"|\w+)\s*\.\s*)?(?:"([^"]+)"|(\w+))\s*\)?\s*(=|ILIKE|LIKE|IN\s*\()\s*(?:lower\()?\s*('(?:[^']|'')*'(?:\s*,\s*'(?:[^']|'')*')*)/gi;

/** Read off the text alone; what is not recognised is left out, which never makes a statement look better than it is. */
export function comparedTexts(
  sql: string,
  tables: readonly string[],
  catalog: Catalog,
  values: readonly ColumnValues[],
): ComparedText[] {
  const inUse = new Set(tables.map((name) => name.toLowerCase()));
  const found: ComparedText[] = [];
  for (const [, quoted, bare, operator = "", list = ""] of sql.matchAll(COMPARISON)) {
    const name = (quoted ?? bare ?? "").toLowerCase();
    const owners = catalog.tables.filter(
      (table) => inUse.has(table.name.toLowerCase()) && table.columns.some((item) => item.name.toLowerCase() === name),
    );
    for (const [literal] of list.matchAll(/'(?:[^']|'')*'/g)) {
      const text = literal.slice(1, -1).replaceAll("''", "'");
      if (/LIKE/i.test(operator) && /[%_]/.test(text)) continue;
      for (const table of owners) {
        const column = table.columns.find((item) => item.name.toLowerCase() === name)?.name ?? name;
        found.push({ table: table.name, column, text, exists: holds(table.name, column, text, operator, values) });
      }
    }
  }
  return found;
}

function holds(
  table: string,
  column: string,
  text: string,
  operator: string,
  values: readonly ColumnValues[],
): boolean | null {
  const known = values.find((item) => item.table === table && item.column === column);
  if (known === undefined) return null;
  const ignoresCase = /LIKE/i.test(operator);
  const isThere = known.values.some(({ value }) =>
    ignoresCase ? value.toLowerCase() === text.toLowerCase() : value === text,
  );
  return isThere || !known.isTruncated ? isThere : null;
}

/** For texts that no column in question holds: what comes near, in words. */
export function missingValueText(compared: readonly ComparedText[], values: readonly ColumnValues[]): string | null {
  const texts = [...new Set(compared.map((item) => item.text))];
  const lines = texts.flatMap((text) => {
    const places = compared.filter((item) => item.text === text);
    if (places.some((item) => item.exists !== false)) return [];
    const near = places.flatMap(({ table, column }) =>
      nearValues({ table, column, text }, values).map((value) => `'${value}' in ${table}.${column}`),
    );
    const elsewhere = values
      .filter((item) => item.values.some(({ value }) => value.toLowerCase() === text.toLowerCase()))
      .map((item) => `'${text}' in ${item.table}.${item.column}`);
    const hints = [...new Set([...elsewhere, ...near])].slice(0, 5);
    return [
      `'${text}' is no value of ${places.map((item) => `${item.table}.${item.column}`).join(" or ")}${hints.length > 0 ? `; there is ${hints.join(", ")}` : ""}.`,
    ];
  });
  return lines.length === 0 ? null : lines.slice(0, 3).join(" ");
}
