import { type Catalog, type Cell, type ColumnValues, cellToJson, type Table } from "@parlance/core";
import { cutText } from "../process/bounded-frames.ts";
import { cellReader } from "./cells.ts";
import { quoteName, quoteTable } from "./dialect.ts";
import { isServerError } from "./errors.ts";
import type { PostgresSession, TextRow } from "./session.ts";
import { kindOf, type TypesByOid } from "./types.ts";

/** Looking into tables must stay cheap for the people whose database it is. */
const MAX_TABLES = 300;
const SAMPLES_WITHIN_MS = 5_000;
const VALUES_WITHIN_MS = 20_000;
const ONE_QUERY_MS = 2_000;
const SAMPLE_ROWS = 5;
const SAMPLE_CELL_BYTES = 500;
const COUNTED_ROWS = 100_000;
const MAX_VALUES = 1_000;
const MAX_VALUE_CHARACTERS = 200;

const tableText = (table: Table): string => quoteTable(table.schema ?? "public", table.nativeName ?? table.name);

/** A few rows of each table, and a count of those that the server has never counted, as far as the time goes. */
export async function withSamples(catalog: Catalog, session: PostgresSession, oids: ColumnTypes): Promise<Catalog> {
  if (catalog.tables.length > MAX_TABLES) return catalog;
  const deadline = performance.now() + SAMPLES_WITHIN_MS;
  const tables: Table[] = [];
  for (const table of catalog.tables) {
    const isLate = performance.now() > deadline || table.columns.length === 0;
    tables.push(isLate ? table : await sampled(table, session, oids));
  }
  return { ...catalog, tables };
}

/** The type of each column by table and column name. */
export interface ColumnTypes {
  readonly types: TypesByOid;
  oidOf(table: Table, column: string): number;
}

async function sampled(table: Table, session: PostgresSession, { types, oidOf }: ColumnTypes): Promise<Table> {
  const columns = table.columns.map(({ name }) => quoteName(name)).join(", ");
  const rows = await within(session, `SELECT ${columns} FROM ${tableText(table)} LIMIT ${SAMPLE_ROWS}`);
  if (rows === null) return table;
  const readers = table.columns.map(({ name }) => cellReader(oidOf(table, name), types));
  const samples = rows.map((row) =>
    row.map((text, i) => (text === null ? null : sampleCell(text, readers[i] ?? ((plain) => plain)))),
  );
  return { ...table, samples, ...(table.rowCount === undefined ? await counted(table, session) : {}) };
}

function sampleCell(text: string, read: (text: string) => Cell) {
  const cut = cutText(text, SAMPLE_CELL_BYTES);
  return cut === text ? cellToJson(read(text)) : cut;
}

async function counted(table: Table, session: PostgresSession): Promise<{ rowCount?: number }> {
  const sql = `SELECT count(*) FROM (SELECT FROM ${tableText(table)} LIMIT ${COUNTED_ROWS + 1}) AS counted`;
  const count = Number((await within(session, sql))?.[0]?.[0] ?? Number.NaN);
  return count <= COUNTED_ROWS ? { rowCount: count } : {};
}

/** Distinct values of text columns, most frequent first, from the first rows of each table. */
export async function readValues(catalog: Catalog, session: PostgresSession, { types, oidOf }: ColumnTypes) {
  const deadline = performance.now() + VALUES_WITHIN_MS;
  const found: ColumnValues[] = [];
  for (const table of catalog.tables) {
    for (const { name } of table.columns) {
      if (kindOf(oidOf(table, name), types) !== "text") continue;
      if (performance.now() > deadline) return found;
      const values = await columnValues(table, name, session);
      if (values) found.push(values);
    }
  }
  return found;
}

async function columnValues(table: Table, column: string, session: PostgresSession): Promise<ColumnValues | null> {
  const sql = `
    SELECT value, count(*) FROM (SELECT ${quoteName(column)}::text AS value FROM ${tableText(table)} LIMIT ${COUNTED_ROWS}) AS rows
    WHERE length(value) <= ${MAX_VALUE_CHARACTERS} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MAX_VALUES + 1}`;
  const rows = await within(session, sql);
  if (rows === null) return null;
  const isPartial = (table.rowCount ?? COUNTED_ROWS + 1) > COUNTED_ROWS;
  return {
    table: table.name,
    column,
    values: rows.slice(0, MAX_VALUES).map(([value, count]) => ({ value: value ?? "", count: Number(count) })),
    isTruncated: rows.length > MAX_VALUES || isPartial,
  };
}

/** Null for what the server would not do in the time or with the rights given: looking further must go on. */
async function within(session: PostgresSession, sql: string): Promise<readonly TextRow[] | null> {
  await session.begin(ONE_QUERY_MS, "pg_catalog");
  try {
    return await session.texts(sql);
  } catch (error) {
    if (isServerError(error)) return null;
    throw error;
  } finally {
    await session.texts("ROLLBACK");
  }
}
