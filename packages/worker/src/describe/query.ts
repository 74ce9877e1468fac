import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";

export type Row = Readonly<Record<string, DuckDBValue>>;

export async function queryRows(connection: DuckDBConnection, sql: string): Promise<Row[]> {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjects();
}

export async function queryRow(connection: DuckDBConnection, sql: string): Promise<Row> {
  return (await queryRows(connection, sql))[0] ?? {};
}

/** Counts and averages: DuckDB answers with bigint or number; profiles hold plain numbers. */
export const asNumber = (value: DuckDBValue | undefined): number =>
  typeof value === "number" ? value : typeof value === "bigint" ? Number(value) : 0;

export const asText = (value: DuckDBValue | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value);
