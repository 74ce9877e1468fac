import { type Catalog, type Cell, type Column, type ColumnValues, cellToJson, type Table } from "@parlance/core";
import { previewSql, quoteName } from "./dialect.ts";
import { ask, askBytes, type Session, unlessServerRefuses } from "./session.ts";
import { cellReader } from "./types.ts";

/** Looking into tables must stay cheap for the people whose database it is. */
const SAMPLES_WITHIN_MS = 5_000;
const VALUES_WITHIN_MS = 20_000;
const MAX_SAMPLED_TABLES = 300;
const SAMPLE_ROWS = 5;
const LONGEST_SAMPLE = 200;

/** A few rows of each table, as far as the time goes. */
export async function withSamples(session: Session, tables: readonly Table[]): Promise<readonly Table[]> {
  if (tables.length > MAX_SAMPLED_TABLES) return tables;
  const deadline = performance.now() + SAMPLES_WITHIN_MS;
  const sampled: Table[] = [];
  for (const table of tables) {
    const isWanted = table.kind === "table" && performance.now() < deadline;
    sampled.push(isWanted ? { ...table, samples: await samplesOf(session, table) } : table);
  }
  return sampled;
}

async function samplesOf({ connection }: Session, table: Table): Promise<NonNullable<Table["samples"]>> {
  const rows = await unlessServerRefuses(() => askBytes(connection, previewSql(table.name, SAMPLE_ROWS)), []);
  const readers = table.columns.map(({ type }) => cellReader(type));
  return rows.map((row) =>
    row.map((bytes, i) => {
      const cell = bytes === null ? null : (readers[i]?.(bytes) ?? null);
      return cellToJson(shortened(cell));
    }),
  );
}

function shortened(cell: Cell): Cell {
  if (typeof cell === "string") return cell.slice(0, LONGEST_SAMPLE);
  return cell instanceof Uint8Array ? cell.slice(0, LONGEST_SAMPLE) : cell;
}

const MAX_DISTINCT = 2_000;
const LONGEST_VALUE = 200;
/** Rows looked at in a table too large to read whole. */
const MAX_LOOKED_AT = 200_000;
const MAX_COLUMNS = 500;

/** Distinct values of text columns, the most frequent first; of large tables, those of the first rows. */
export async function readValues(session: Session, catalog: Catalog): Promise<readonly ColumnValues[]> {
  const deadline = performance.now() + VALUES_WITHIN_MS;
  const wanted = catalog.tables
    .filter(({ kind }) => kind === "table")
    .flatMap((table) => table.columns.filter(({ type }) => type.kind === "text").map((column) => ({ table, column })))
    .slice(0, MAX_COLUMNS);
  const lists: ColumnValues[] = [];
  for (const { table, column } of wanted) {
    if (performance.now() > deadline) break;
    lists.push(await valuesOf(session, table, column));
  }
  return lists;
}

async function valuesOf({ connection }: Session, table: Table, column: Column): Promise<ColumnValues> {
  const isLarge = (table.rowCount ?? 0) > MAX_LOOKED_AT;
  const name = quoteName(column.name);
  const source = isLarge
    ? `(SELECT ${name} FROM ${quoteName(table.name)} LIMIT ${MAX_LOOKED_AT}) AS t`
    : quoteName(table.name);
  const sql = `SELECT ${name}, COUNT(*) FROM ${source} WHERE CHAR_LENGTH(${name}) BETWEEN 1 AND ${LONGEST_VALUE}
    GROUP BY BINARY ${name} ORDER BY 2 DESC, 1 LIMIT ${MAX_DISTINCT + 1}`;
  const rows = await unlessServerRefuses(() => ask(connection, sql), null);
  return {
    table: table.name,
    column: column.name,
    values: (rows ?? []).slice(0, MAX_DISTINCT).map(([value, count]) => ({ value: value ?? "", count: Number(count) })),
    isTruncated: isLarge || rows === null || rows.length > MAX_DISTINCT,
  };
}
