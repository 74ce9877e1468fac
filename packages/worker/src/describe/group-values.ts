import type { DuckDBConnection } from "@duckdb/node-api";
import type { ValueCount } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import { cellText } from "./cell-sql.ts";
import { asNumber, queryRows } from "./query.ts";
import type { ColumnFacts } from "./table-facts.ts";

export interface GroupedValues {
  /** Rows that hold a value. */
  readonly filled: number;
  readonly distinct: number;
  /** The most frequent first, at most as many as asked for. */
  readonly values: readonly ValueCount[];
  /** Mean length of texts in characters, 0 for other kinds. */
  readonly meanLength: number;
}

/** A column's different values and how often each occurs, by one grouping of the rows of `scan`. */
export async function groupValues(
  connection: DuckDBConnection,
  scan: string,
  { name, type }: ColumnFacts,
  limit: number,
): Promise<GroupedValues> {
  const length = type.kind === "text" ? "sum(length(v) * n) OVER ()" : "0";
  const rows = await queryRows(
    connection,
    `SELECT ${cellText("v", type)} AS v, n, d, CAST(f AS BIGINT) AS f, CAST(l AS DOUBLE) AS l FROM (
       SELECT v, n, count(*) OVER () AS d, sum(n) OVER () AS f, ${length} AS l FROM (
         SELECT ${quoteName(name)} AS v, count(*) AS n FROM ${scan} WHERE ${quoteName(name)} IS NOT NULL GROUP BY 1)
       ORDER BY n DESC, v LIMIT ${limit})`,
  );
  const filled = asNumber(rows[0]?.f);
  return {
    filled,
    distinct: asNumber(rows[0]?.d),
    values: rows.map((row) => ({ value: String(row.v), count: asNumber(row.n) })),
    meanLength: filled === 0 ? 0 : asNumber(rows[0]?.l) / filled,
  };
}
