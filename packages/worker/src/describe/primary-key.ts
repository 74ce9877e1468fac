import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../ingest/quote.ts";
import { keySubject, stem } from "./key-names.ts";
import type { ProfiledColumn } from "./profile.ts";
import { asNumber, queryRow } from "./query.ts";
import type { TableFacts } from "./table-facts.ts";

export interface PrimaryKey {
  readonly columns: readonly string[];
  readonly origin: "declared" | "inferred";
}

const KEY_KINDS: ReadonlySet<string> = new Set(["integer", "bigint", "text", "uuid"]);
const MAX_KEY_LENGTH = 40;
/** An estimate of distinct values is off by a few percent; a column further from unique than this is not. */
const ESTIMATE_SLACK = 0.9;

export const canBeKey = ({ type, meanLength }: ProfiledColumn): boolean =>
  KEY_KINDS.has(type.kind) && meanLength <= MAX_KEY_LENGTH;

/** The declared key, or the first column that is named like a key and is unique without gaps. */
export async function findPrimaryKey(
  connection: DuckDBConnection,
  facts: TableFacts,
  columns: readonly ProfiledColumn[],
): Promise<PrimaryKey | null> {
  const declared = facts.table.primaryKey;
  if (declared && declared.length > 0) return { columns: declared, origin: "declared" };
  if (facts.rowCount < 2) return null;
  const candidates = columns
    .map((column, index) => ({ column, score: nameScore(facts.table.name, column.name, index) }))
    .filter(({ column, score }) => score > 0 && looksUnique(column))
    .sort((a, b) => b.score - a.score);
  for (const { column } of candidates.slice(0, 3)) {
    if (await isProvenUnique(connection, facts, column)) return { columns: [column.name], origin: "inferred" };
  }
  return null;
}

const MAX_JUNCTION_ROWS = 20_000_000;

/** A table without a key of its own whose references together name each row once, such as order_id and product_id. */
export async function findJunctionKey(
  connection: DuckDBConnection,
  facts: TableFacts,
  columns: readonly ProfiledColumn[],
  references: readonly string[],
): Promise<PrimaryKey | null> {
  const names = [...new Set(references)];
  const hasGaps = columns.some(({ name, profile }) => names.includes(name) && profile.nulls > 0);
  if (names.length !== 2 || hasGaps || facts.rowCount < 2 || facts.rowCount > MAX_JUNCTION_ROWS) return null;
  return (await isUnique(connection, facts, names)) ? { columns: names, origin: "inferred" } : null;
}

/** "id" and the table's own name count most; other key names only near the front. */
function nameScore(table: string, column: string, index: number): number {
  const subject = keySubject(column);
  if (subject === null) return 0;
  if (subject === "" || subject === stem(table)) return 3;
  const isOwn = stem(table).endsWith(subject) || subject.endsWith(stem(table));
  return isOwn ? 2 : index === 0 ? 1 : 0;
}

export const looksUnique = (column: ProfiledColumn): boolean =>
  canBeKey(column) &&
  column.profile.nulls === 0 &&
  (column.profile.distinctIsExact
    ? column.profile.distinct === column.profile.rows
    : column.profile.distinct >= column.profile.rows * ESTIMATE_SLACK);

/** Above this many rows an exact check costs more than the rest of the profile. */
const MAX_CHECKED_ROWS = 2_000_000;

/** The profile knows of numbers that rise by one with every row; others are grouped. */
async function isProvenUnique(
  connection: DuckDBConnection,
  facts: TableFacts,
  column: ProfiledColumn,
): Promise<boolean> {
  if (column.profile.distinctIsExact) return true;
  if (facts.rowCount > MAX_CHECKED_ROWS) return column.profile.distinct === column.profile.rows;
  return isUnique(connection, facts, [column.name]);
}

export async function isUnique(
  connection: DuckDBConnection,
  facts: TableFacts,
  names: readonly string[],
): Promise<boolean> {
  const list = names.map(quoteName).join(", ");
  const row = await queryRow(
    connection,
    `SELECT count(*) AS n FROM (SELECT ${list} FROM ${facts.scan} GROUP BY ALL HAVING count(*) > 1 LIMIT 1)`,
  );
  return asNumber(row.n) === 0;
}
