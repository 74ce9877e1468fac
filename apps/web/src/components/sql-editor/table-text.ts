import type { Dialect } from "@parlance/core";

/** Dialects that put names in backticks; the others use double quotes. */
const BACKTICKS: ReadonlySet<Dialect> = new Set(["mysql", "bigquery"]);

/** A table's name as its source writes it. */
export function nameText(dialect: Dialect, name: string): string {
  if (dialect === "mongodb" || /^[a-z_][a-z0-9_]*$/.test(name)) return name;
  const mark = BACKTICKS.has(dialect) ? "`" : '"';
  return `${mark}${name.replaceAll(mark, mark + mark)}${mark}`;
}

/** A query for the rows of a table, to begin with. */
export function firstRowsText(dialect: Dialect, table: string, limit?: number): string {
  if (dialect === "mongodb") {
    return JSON.stringify({ aggregate: table, pipeline: [{ $limit: limit ?? 1000 }], cursor: {} }, null, 2);
  }
  return `SELECT *\nFROM ${nameText(dialect, table)}${limit === undefined ? "" : `\nLIMIT ${limit}`}`;
}
