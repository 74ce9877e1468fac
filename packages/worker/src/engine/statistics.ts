import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import { type ColumnStatistics, type FrameColumn, isNumeric, type JsonCell } from "@parlance/core";
import { cellText } from "../describe/cell-sql.ts";
import { quoteName } from "../ingest/quote.ts";
import type { KeptResult } from "./result-store.ts";

const TOP_VALUES = 10;

/** Figures about one column of a kept result. `count` leaves nulls out. */
export async function columnStatistics(
  connection: DuckDBConnection,
  kept: KeptResult,
  column: FrameColumn,
): Promise<ColumnStatistics> {
  const name = quoteName(column.name);
  const parts = [`count(${name})`, `count(*) - count(${name})`, `count(DISTINCT ${name})`];
  const isOrdered = !["json", "binary", "list", "struct", "unknown"].includes(column.type.kind);
  if (isOrdered) parts.push(cellText(`min(${name})`, column.type), cellText(`max(${name})`, column.type));
  if (isNumeric(column.type)) parts.push(...numericParts(name));
  const row = await firstRow(connection, `SELECT ${parts.join(", ")} FROM ${kept.table}`);
  const [count, nulls, distinct, min, max, mean, median, stddev, sum] = row;
  const figures = isNumeric(column.type)
    ? { ...finite("mean", mean), ...finite("median", median), ...finite("stddev", stddev), ...cell("sum", sum, column) }
    : {};
  return {
    name: column.name,
    count: Number(count),
    nulls: Number(nulls),
    distinct: Number(distinct),
    ...(isOrdered ? { ...cell("min", min, column), ...cell("max", max, column) } : {}),
    ...figures,
    topValues: await topValues(connection, kept, column),
  };
}

/** Sums stay exact for whole numbers and decimals; the rest are doubles over finite values. */
function numericParts(name: string): string[] {
  const double = `CAST(${name} AS DOUBLE)`;
  const finiteOnly = `FILTER (WHERE isfinite(${double}))`;
  return [
    `avg(${double}) ${finiteOnly}`,
    `median(${double}) ${finiteOnly}`,
    `stddev_samp(${double}) ${finiteOnly}`,
    `CAST(sum(${name}) ${finiteOnly} AS VARCHAR)`,
  ];
}

async function topValues(connection: DuckDBConnection, kept: KeptResult, column: FrameColumn) {
  const name = quoteName(column.name);
  const reader = await connection.runAndReadAll(
    `SELECT ${cellText(name, column.type)}, count(*) AS n FROM ${kept.table} WHERE ${name} IS NOT NULL
     GROUP BY ${name} ORDER BY n DESC, ${name} LIMIT ${TOP_VALUES}`,
  );
  return reader.getRows().map(([value, count]) => ({ value: jsonCell(value, column), count: Number(count) }));
}

async function firstRow(connection: DuckDBConnection, sql: string): Promise<DuckDBValue[]> {
  return (await connection.runAndReadAll(sql)).getRows()[0] ?? [];
}

const finite = (key: string, value: DuckDBValue | undefined): Record<string, number> =>
  typeof value === "number" && Number.isFinite(value) ? { [key]: value } : {};

const cell = (key: string, value: DuckDBValue | undefined, column: FrameColumn): Record<string, JsonCell> =>
  value === null || value === undefined ? {} : { [key]: jsonCell(value, column) };

/** Texts in the cell format, as core's cellToJson would have them: small whole numbers and doubles are numbers. */
function jsonCell(value: DuckDBValue | undefined, column: FrameColumn): JsonCell {
  const text = String(value);
  const { kind } = column.type;
  if (kind === "boolean") return text === "true";
  if (kind === "double" && Number.isFinite(Number(text))) return Number(text);
  if ((kind === "integer" || kind === "bigint") && Number.isSafeInteger(Number(text))) return Number(text);
  return text;
}
