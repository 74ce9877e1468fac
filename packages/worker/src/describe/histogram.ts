import type { DuckDBConnection } from "@duckdb/node-api";
import { type DataType, type HistogramBin, isTemporal, type ValueCount } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import type { Bounds } from "./bounds.ts";
import { axisNumber } from "./cell-sql.ts";
import { asNumber, queryRows } from "./query.ts";
import type { ColumnFacts } from "./table-facts.ts";

const BINS = 20;

/** A cell's place on its column's axis: milliseconds since 1970 UTC, or the number itself. */
function axisPosition(cell: string, type: DataType): number {
  if (!isTemporal(type)) return Number(cell);
  if (type.kind === "date") return Date.parse(`${cell}T00:00:00Z`);
  return Date.parse(cell.endsWith("Z") ? cell : `${cell}Z`);
}

export interface Edges {
  readonly from: number;
  readonly to: number;
}

/** Where a column's axis begins and ends; null for types without one, and for values that no number can place. */
export function axisEdges(type: DataType, { min, max }: Bounds): Edges | null {
  if (axisNumber("x", type) === null || min === undefined || max === undefined) return null;
  const edges = { from: axisPosition(min, type), to: axisPosition(max, type) };
  return Number.isFinite(edges.from) && Number.isFinite(edges.to) ? edges : null;
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

/** Mean position on the axis of values already counted. */
export function meanOfValues(values: readonly ValueCount[], type: DataType): number {
  let sum = 0;
  let total = 0;
  for (const { value, count } of values) {
    sum += axisPosition(value, type) * count;
    total += count;
  }
  return sum / total;
}

export interface AxisBins {
  readonly histogram: HistogramBin[];
  /** Mean position on the axis. */
  readonly mean: number;
}

/** Bins of whole numbers of which each occurs once. */
export function binSequence({ from, to }: Edges, filled: number): AxisBins {
  const counts = Array.from({ length: BINS }, (_, bin) => Math.round((filled * (bin + 1)) / BINS));
  const bins = new Map(counts.map((end, bin) => [bin, end - (counts[bin - 1] ?? 0)]));
  return { histogram: toBins({ from, to }, bins), mean: (from + to) / 2 };
}

/** Bins of the rows of `scan`, as they would be for `filled` values: the scan may be a sample. */
export async function scanBins(
  connection: DuckDBConnection,
  scan: string,
  { name, type }: ColumnFacts,
  { from, to }: Edges,
  filled: number,
): Promise<AxisBins> {
  const axis = axisNumber(quoteName(name), type) ?? "NULL";
  const bin = to > from ? `least(${BINS - 1}, floor((${axis} - (${from})) * ${BINS / (to - from)}))` : "0";
  const rows = await queryRows(
    connection,
    `SELECT CAST(${bin} AS UTINYINT) AS bin, count(*) AS n, sum(${axis}) AS s
     FROM ${scan} WHERE ${quoteName(name)} IS NOT NULL GROUP BY 1`,
  );
  const counts = new Map(rows.map((row) => [asNumber(row.bin), asNumber(row.n)]));
  const total = rows.reduce((partial, row) => partial + asNumber(row.n), 0);
  const sum = rows.reduce((partial, row) => partial + asNumber(row.s), 0);
  return { histogram: toBins({ from, to }, scaleCounts(counts, total, filled)), mean: sum / total };
}

/** Rounds running totals rather than counts, so that the bins add up to all values. */
function scaleCounts(counts: ReadonlyMap<number, number>, total: number, filled: number): Map<number, number> {
  const scaled = new Map<number, number>();
  let running = 0;
  let placed = 0;
  for (let bin = 0; bin < BINS; bin++) {
    running += counts.get(bin) ?? 0;
    const end = Math.round((running / total) * filled);
    scaled.set(bin, end - placed);
    placed = end;
  }
  return scaled;
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
