import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName, quoteText } from "../ingest/quote.ts";
import { cellText } from "./cell-sql.ts";
import { asNumber, asText, queryRow } from "./query.ts";
import type { ColumnFacts, TableFacts } from "./table-facts.ts";

/** What the Parquet footer tells of a column without reading a row. */
export interface Bounds {
  readonly nulls: number;
  readonly min: string | undefined;
  readonly max: string | undefined;
}

/** Types whose statistics in the footer are exact and ordered as the engine orders them. */
const FOOTER_KINDS: ReadonlySet<string> = new Set([
  "boolean",
  "integer",
  "bigint",
  "decimal",
  "double",
  "date",
  "timestamp",
  "text",
]);
export const UNORDERED_KINDS: ReadonlySet<string> = new Set([
  "list",
  "struct",
  "json",
  "binary",
  "interval",
  "unknown",
]);

/** Nulls, smallest and largest value of every column: from the footer where it is complete, else by a scan. */
export async function readBounds(connection: DuckDBConnection, facts: TableFacts): Promise<Bounds[]> {
  const footer = await readFooter(connection, facts);
  const unknown = facts.columns.filter((_, index) => footer[index] === null);
  if (unknown.length === 0) return footer.filter((bounds) => bounds !== null);
  const scanned = await scanBounds(connection, facts, unknown);
  return facts.columns.map((column, index) => footer[index] ?? scanned.get(column.name) ?? NOTHING);
}

const NOTHING: Bounds = { nulls: 0, min: undefined, max: undefined };

async function readFooter(connection: DuckDBConnection, facts: TableFacts): Promise<(Bounds | null)[]> {
  const terms = facts.columns.flatMap((column, index) => {
    if (!FOOTER_KINDS.has(column.type.kind)) return [];
    const mine = `FILTER (path_in_schema = ${quoteText(column.name)})`;
    const edge = (stat: string): string => `TRY_CAST(${stat} AS ${column.type.native})`;
    const isIncomplete =
      "stats_null_count IS NULL OR (stats_null_count < num_values AND (stats_min_value IS NULL OR stats_max_value IS NULL OR NOT coalesce(min_is_exact, true) OR NOT coalesce(max_is_exact, true)))";
    return [
      `count(*) ${mine} AS g${index}`,
      `count_if(${isIncomplete}) ${mine} AS u${index}`,
      `CAST(sum(stats_null_count) ${mine} AS BIGINT) AS n${index}`,
      `${cellText(`min(${edge("stats_min_value")}) ${mine}`, column.type)} AS lo${index}`,
      `${cellText(`max(${edge("stats_max_value")}) ${mine}`, column.type)} AS hi${index}`,
    ];
  });
  if (terms.length === 0) return facts.columns.map(() => null);
  const row = await queryRow(
    connection,
    `SELECT max(row_group_id) + 1 AS row_groups, ${terms.join(", ")} FROM parquet_metadata(${quoteText(facts.table.path)})`,
  );
  return facts.columns.map((_, index) => {
    const isComplete = asNumber(row[`g${index}`]) > 0 && asNumber(row[`g${index}`]) === asNumber(row.row_groups);
    if (!isComplete || asNumber(row[`u${index}`]) > 0) return null;
    return { nulls: asNumber(row[`n${index}`]), min: asText(row[`lo${index}`]), max: asText(row[`hi${index}`]) };
  });
}

async function scanBounds(
  connection: DuckDBConnection,
  facts: TableFacts,
  columns: readonly ColumnFacts[],
): Promise<Map<string, Bounds>> {
  const terms = columns.flatMap(({ name, type }, index) => {
    const column = quoteName(name);
    const count = `count(${column}) AS n${index}`;
    if (UNORDERED_KINDS.has(type.kind)) return [count];
    return [
      count,
      `${cellText(`min(${column})`, type)} AS lo${index}`,
      `${cellText(`max(${column})`, type)} AS hi${index}`,
    ];
  });
  const row = await queryRow(connection, `SELECT ${terms.join(", ")} FROM ${facts.scan}`);
  return new Map(
    columns.map(({ name }, index) => [
      name,
      {
        nulls: facts.rowCount - asNumber(row[`n${index}`]),
        min: asText(row[`lo${index}`]),
        max: asText(row[`hi${index}`]),
      },
    ]),
  );
}
