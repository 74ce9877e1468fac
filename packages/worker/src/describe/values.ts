import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnValues } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import type { ProfiledColumn } from "./profile.ts";
import { asNumber, queryRows } from "./query.ts";
import type { TableFacts } from "./table-facts.ts";

const VALUES_PER_COLUMN = 50_000;
/** Longer text on average is prose, and nobody filters on a whole paragraph. */
const FREE_TEXT_LENGTH = 60;

export const isValueColumn = ({ type, meanLength, profile }: ProfiledColumn): boolean =>
  type.kind === "text" && meanLength > 0 && meanLength <= FREE_TEXT_LENGTH && profile.distinct > 0;

export async function readValues(
  connection: DuckDBConnection,
  facts: TableFacts,
  column: ProfiledColumn,
): Promise<ColumnValues> {
  const name = quoteName(column.name);
  const rows = await queryRows(
    connection,
    `SELECT ${name} AS v, count(*) AS n FROM ${facts.scan} WHERE ${name} IS NOT NULL
     GROUP BY 1 ORDER BY n DESC, v LIMIT ${VALUES_PER_COLUMN}`,
  );
  return {
    table: facts.table.name,
    column: column.name,
    values: rows.map((row) => ({ value: String(row.v), count: asNumber(row.n) })),
    isTruncated: column.profile.distinct > rows.length,
  };
}
