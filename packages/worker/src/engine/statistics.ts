import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import {
  type ColumnStatistics,
  type FrameColumn,
  filledBins,
  type HistogramBin,
  isNumeric,
  type JsonCell,
  roundBins,
} from "@parlance/core";
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
  const isOrdered = !["json", "binary", "list", "struct", "unknown"].includes(column.type.kind);
  const ends = isOrdered ? [cellText(`min(${name})`, column.type), cellText(`max(${name})`, column.type)] : [];
  const counts = [`count(${name})`, `count(*) - count(${name})`, `count(DISTINCT ${name})`];
  const [count, nulls, distinct, min, max] = await firstRow(connection, kept, [...counts, ...ends]);
  return {
    name: column.name,
    count: Number(count),
    nulls: Number(nulls),
    distinct: Number(distinct),
    ...cell("min", min, column),
    ...cell("max", max, column),
    ...(isNumeric(column.type)
      ? await numericFigures(connection, kept, column, canSumExactly(column, count, min, max))
      : {}),
    topValues: await topValues(connection, kept, column),
    ...(isNumeric(column.type) ? { histogram: await histogram(connection, kept, column) } : {}),
  };
}

/** Of all finite values, counted where they are; of none, no bins. */
async function histogram(
  connection: DuckDBConnection,
  kept: KeptResult,
  { name }: FrameColumn,
): Promise<readonly HistogramBin[]> {
  const double = `CAST(${quoteName(name)} AS DOUBLE)`;
  const finiteOnly = `FILTER (WHERE isfinite(${double}))`;
  const ends = [`min(${double}) ${finiteOnly}`, `max(${double}) ${finiteOnly}`, `count(${double}) ${finiteOnly}`];
  const [low, high, count, isWhole] = await firstRow(connection, kept, [
    ...ends,
    `coalesce(bool_and(${double} = floor(${double})) ${finiteOnly}, false)`,
  ]);
  if (typeof low !== "number" || typeof high !== "number") return [];
  if (low === high) return [{ from: low, to: high, count: Number(count) }];
  if (!Number.isFinite(high - low)) return [];
  const bins = roundBins(low, high, Number(count), isWhole === true);
  const reader = await connection.runAndReadAll(
    `SELECT floor(${double} / ${bins.width}) - (${bins.first}) AS bin, count(*) AS n
     FROM ${kept.table} WHERE isfinite(${double}) GROUP BY 1`,
  );
  return filledBins(bins, new Map(reader.getRows().map(([bin, n]) => [Number(bin), Number(n)])));
}

async function numericFigures(
  connection: DuckDBConnection,
  kept: KeptResult,
  column: FrameColumn,
  isSumExact: boolean,
) {
  const [mean, median, stddev, sum] = await firstRow(connection, kept, numericParts(column, isSumExact));
  return {
    ...finite("mean", mean),
    ...finite("median", median),
    ...finite("stddev", stddev),
    ...cell("sum", sum, column),
  };
}

/** The widest exact type holds 38 digits, those after the point included, and fails beyond. */
function canSumExactly({ type }: FrameColumn, count: DuckDBValue | undefined, ...ends: (DuckDBValue | undefined)[]) {
  const roof = 10 ** (37 - (type.scale ?? 0));
  return ends.every((end) => Math.abs(Number(end ?? 0)) * Number(count) < roof);
}

/** Squares of larger values leave the range of a double, which the engine reports as an error. */
const MAX_SQUARE_ROOT = "1e150";

/** All over finite values: one infinity would hide everything else. */
function numericParts({ name, type }: FrameColumn, isSumExact: boolean): string[] {
  const double = `CAST(${quoteName(name)} AS DOUBLE)`;
  const finiteOnly = `FILTER (WHERE isfinite(${double}))`;
  const summed = isSumExact && type.kind !== "double" ? quoteName(name) : double;
  return [
    `avg(${double}) ${finiteOnly}`,
    `median(${double}) ${finiteOnly}`,
    `stddev_samp(${double}) FILTER (WHERE abs(${double}) < ${MAX_SQUARE_ROOT})`,
    `CAST(sum(${summed}) ${finiteOnly} AS VARCHAR)`,
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

async function firstRow(connection: DuckDBConnection, kept: KeptResult, parts: readonly string[]) {
  const reader = await connection.runAndReadAll(`SELECT ${parts.join(", ")} FROM ${kept.table}`);
  return reader.getRows()[0] ?? [];
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
