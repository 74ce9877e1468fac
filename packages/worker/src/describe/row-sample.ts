import type { DuckDBConnection } from "@duckdb/node-api";
import { quoteName } from "../ingest/quote.ts";
import { UNORDERED_KINDS } from "./bounds.ts";
import { asNumber, queryRow } from "./query.ts";
import type { TableFacts } from "./table-facts.ts";

/** Tables up to this size are profiled whole. */
const WHOLE_ROWS = 120_000;
const SLICES = 6;
const SLICE_ROWS = 6_144;

export interface ColumnSample {
  readonly filled: number;
  readonly distinct: number;
}

export interface RowSample {
  /** FROM item over the sampled rows. */
  readonly scan: string;
  /** By column index; undefined for types that are not grouped. */
  readonly columns: readonly (ColumnSample | undefined)[];
}

const SAMPLE_TABLE = "parlance_row_sample";

/**
 * A few slices from all over a large table, kept while it is profiled: they tell which columns hardly ever repeat,
 * so that nobody counts a million different notes. Row numbers prune row groups; a random sample would decode them all.
 */
export async function takeSample(connection: DuckDBConnection, facts: TableFacts): Promise<RowSample | null> {
  if (facts.rowCount <= WHOLE_ROWS) return null;
  const slices = Array.from({ length: SLICES }, (_, slice) => {
    const from = Math.floor(((facts.rowCount - SLICE_ROWS) * slice) / (SLICES - 1));
    return `file_row_number BETWEEN ${from} AND ${from + SLICE_ROWS - 1}`;
  });
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE ${SAMPLE_TABLE} AS SELECT * FROM ${facts.scan} WHERE ${slices.join(" OR ")}`,
  );
  const terms = facts.columns.flatMap(({ name, type }, index) =>
    UNORDERED_KINDS.has(type.kind)
      ? []
      : [`count(${quoteName(name)}) AS n${index}`, `count(DISTINCT ${quoteName(name)}) AS d${index}`],
  );
  const row = terms.length === 0 ? {} : await queryRow(connection, `SELECT ${terms.join(", ")} FROM ${SAMPLE_TABLE}`);
  return {
    scan: SAMPLE_TABLE,
    columns: facts.columns.map(({ type }, index) =>
      UNORDERED_KINDS.has(type.kind)
        ? undefined
        : { filled: asNumber(row[`n${index}`]), distinct: asNumber(row[`d${index}`]) },
    ),
  };
}

export async function dropSample(connection: DuckDBConnection): Promise<void> {
  await connection.run(`DROP TABLE IF EXISTS ${SAMPLE_TABLE}`);
}

const ENOUGH_VALUES = 1_000;
const HARDLY_REPEATS = 0.98;
const OFTEN_REPEATS = 0.05;

export const hardlyRepeats = (sample: ColumnSample | undefined): boolean =>
  sample !== undefined && sample.filled >= ENOUGH_VALUES && sample.distinct >= sample.filled * HARDLY_REPEATS;

export const oftenRepeats = (sample: ColumnSample | undefined): boolean =>
  sample === undefined || (sample.filled >= ENOUGH_VALUES && sample.distinct <= sample.filled * OFTEN_REPEATS);

/**
 * Different values of a column that hardly repeats, from how often two sampled values met: n values of D kinds meet
 * about n squared over 2 D times. Nearer than HyperLogLog, which is off by a tenth and more on such columns.
 */
export function estimateDistinct({ filled, distinct }: ColumnSample, valueCount: number): number {
  const meetings = filled - distinct;
  const kinds = meetings === 0 ? valueCount : Math.round((filled * filled) / (2 * meetings));
  return Math.max(distinct, Math.min(valueCount, kinds));
}
