import type { DuckDBConnection } from "@duckdb/node-api";
import type { DataType, HistogramBin, ValueCount } from "@parlance/core";
import { isTemporal } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import { axisNumber } from "./cell-sql.ts";
import { asNumber, queryRows } from "./query.ts";
import type { ColumnFacts, TableFacts } from "./table-facts.ts";

const BINS = 20;
/** Above this many rows every fourth vector is read and the counts are scaled. */
const WHOLE_ROWS = 2_000_000;
const VECTOR_ROWS = 2_048;
const STRIDE = 4;

/** A cell's place on its column's axis: milliseconds since 1970 UTC, or the number itself. */
export function axisPosition(cell: string, type: DataType): number {
  if (!isTemporal(type)) return Number(cell);
  if (type.kind === "date") return Date.parse(`${cell}T00:00:00Z`);
  return Date.parse(cell.endsWith("Z") ? cell : `${cell}Z`);
}

export const hasAxis = (type: DataType): boolean => axisNumber("x", type) !== null;

interface Edges {
  readonly from: number;
  readonly to: number;
}

/** Bins from values already counted. */
export function binValues(values: readonly ValueCount[], type: DataType, { from, to }: Edges): HistogramBin[] {
  const counts = new Map<number, number>();
  for (const { value, count } of values) {
    const bin = binOf(axisPosition(value, type), from, to);
    counts.set(bin, (counts.get(bin) ?? 0) + count);
  }
  return toBins({ from, to }, counts);
}

export interface ScannedBins {
  readonly bins: HistogramBin[];
  /** Mean position on the axis, of the rows that were read. */
  readonly mean: number;
}

export async function scanBins(
  connection: DuckDBConnection,
  facts: TableFacts,
  { name, type }: ColumnFacts,
  { from, to }: Edges,
): Promise<ScannedBins> {
  const axis = axisNumber(quoteName(name), type) ?? "NULL";
  const isSampled = facts.rowCount > WHOLE_ROWS;
  const filter = isSampled ? ` AND (file_row_number // ${VECTOR_ROWS}) % ${STRIDE} = 0` : "";
  const rows = await queryRows(
    connection,
    `SELECT CAST(least(${BINS - 1}, floor((${axis} - (${from})) * ${BINS / (to - from)})) AS UTINYINT) AS bin, count(*) AS n, sum(${axis}) AS s
     FROM ${facts.scan} WHERE ${quoteName(name)} IS NOT NULL${filter} GROUP BY 1`,
  );
  const scale = isSampled ? STRIDE : 1;
  const counts = new Map(rows.map((row) => [asNumber(row.bin), asNumber(row.n) * scale]));
  const total = rows.reduce((sum, row) => sum + asNumber(row.n), 0);
  const sum = rows.reduce((partial, row) => partial + asNumber(row.s), 0);
  return { bins: toBins({ from, to }, counts), mean: sum / total };
}

const binOf = (position: number, from: number, to: number): number =>
  to > from ? Math.min(BINS - 1, Math.floor(((position - from) * BINS) / (to - from))) : 0;

function toBins({ from, to }: Edges, counts: ReadonlyMap<number, number>): HistogramBin[] {
  if (!(to > from)) return [{ from, to, count: counts.get(0) ?? 0 }];
  const width = (to - from) / BINS;
  return Array.from({ length: BINS }, (_, bin) => ({
    from: from + bin * width,
    to: bin === BINS - 1 ? to : from + (bin + 1) * width,
    count: counts.get(bin) ?? 0,
  }));
}
