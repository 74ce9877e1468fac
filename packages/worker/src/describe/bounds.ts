import type { DuckDBConnection } from "@duckdb/node-api";
import type { DataType } from "@parlance/core";
import { quoteName, quoteText } from "../ingest/quote.ts";
import { cellText } from "./cell-sql.ts";
import { asNumber, asText, queryRow, queryRows, type Row } from "./query.ts";
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

/**
 * The footer is read as it is and compared here: asking the engine for the extremes of every column by its own type
 * takes it longer to plan than all other questions of a profile.
 */
async function readFooter(connection: DuckDBConnection, facts: TableFacts): Promise<(Bounds | null)[]> {
  const chunks = await queryRows(
    connection,
    `SELECT path_in_schema AS path, num_values AS count, stats_null_count AS nulls, stats_min_value AS lo, stats_max_value AS hi,
       coalesce(min_is_exact, true) AND coalesce(max_is_exact, true) AS is_exact
     FROM parquet_metadata(${quoteText(facts.table.path)})`,
  );
  const byPath = new Map<string, Row[]>();
  for (const chunk of chunks) byPath.set(String(chunk.path), [...(byPath.get(String(chunk.path)) ?? []), chunk]);
  const found = facts.columns.map(({ name, type }) => {
    const mine = byPath.get(name) ?? [];
    const isWhole = mine.reduce((sum, { count }) => sum + asNumber(count), 0) === facts.rowCount;
    return FOOTER_KINDS.has(type.kind) && isWhole ? joinChunks(mine, type) : null;
  });
  return inCellFormat(connection, facts.columns, found);
}

/** Bounds over all row groups, in the footer's own spelling; null where a group does not tell them. */
function joinChunks(chunks: readonly Row[], type: DataType): Bounds | null {
  let joined: Bounds = NOTHING;
  for (const { count, nulls, lo, hi, is_exact: isExact } of chunks) {
    if (nulls === null) return null;
    joined = { ...joined, nulls: joined.nulls + asNumber(nulls) };
    if (asNumber(nulls) === asNumber(count)) continue;
    const min = asText(lo);
    const max = asText(hi);
    if (min === undefined || max === undefined || isExact !== true) return null;
    if (!isOrdered(min, type) || !isOrdered(max, type)) return null;
    joined = { ...joined, min: least(joined.min, min, type), max: greatest(joined.max, max, type) };
  }
  return joined;
}

const least = (a: string | undefined, b: string, type: DataType): string =>
  a === undefined || compareValues(b, a, type) < 0 ? b : a;
const greatest = (a: string | undefined, b: string, type: DataType): string =>
  a === undefined || compareValues(b, a, type) > 0 ? b : a;

/** Days before year 1, after 9999 and at infinity are not in the order of their texts. */
const isOrdered = (text: string, { kind }: DataType): boolean =>
  kind === "date" || kind === "timestamp" ? /^\d{4}-[^(]*$/.test(text) : kind !== "double" || text !== "nan";

function compareValues(a: string, b: string, { kind }: DataType): number {
  switch (kind) {
    case "integer":
    case "bigint":
      return Number(BigInt(a) > BigInt(b)) - Number(BigInt(a) < BigInt(b));
    case "decimal":
      // All values of a column carry the same number of decimals.
      return compareValues(a.replace(".", ""), b.replace(".", ""), { kind: "bigint", native: "" });
    case "double":
      return Number(a) - Number(b);
    default:
      return Buffer.compare(Buffer.from(a), Buffer.from(b));
  }
}

async function inCellFormat(
  connection: DuckDBConnection,
  columns: readonly ColumnFacts[],
  found: readonly (Bounds | null)[],
): Promise<(Bounds | null)[]> {
  const terms = columns.flatMap(({ type }, index) => {
    const bounds = found[index];
    if (bounds?.min === undefined || bounds.max === undefined) return [];
    const cell = (text: string): string => cellText(`TRY_CAST(${quoteText(text)} AS ${type.native})`, type);
    return [`${cell(bounds.min)} AS lo${index}`, `${cell(bounds.max)} AS hi${index}`];
  });
  if (terms.length === 0) return [...found];
  const row = await queryRow(connection, `SELECT ${terms.join(", ")}`);
  return found.map((bounds, index) => {
    if (bounds === null || bounds.min === undefined) return bounds;
    const [min, max] = [asText(row[`lo${index}`]), asText(row[`hi${index}`])];
    return min === undefined || max === undefined ? null : { ...bounds, min, max };
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
