import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile, ValueCount } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import type { Bounds } from "./bounds.ts";
import { type GroupedValues, groupValues } from "./group-values.ts";
import { axisEdges, binSequence, binValues, meanOfValues, scanBins } from "./histogram.ts";
import { keySubject } from "./key-names.ts";
import { FREE_TEXT_LENGTH, type ProfiledColumn } from "./profile.ts";
import { asNumber, queryRow } from "./query.ts";
import { estimateDistinct, hardlyRepeats, oftenRepeats, type RowSample } from "./row-sample.ts";
import type { ColumnFacts, TableFacts } from "./table-facts.ts";
import { axisFigures, boundFigures, keptValues, TOP_VALUES } from "./whole-profile.ts";

/** Text with up to about so many different values is counted whole, so that all of them can be recognised in a question. */
const INDEXED_TEXT_VALUES = 20_000;
/** Of text with more, these many sampled values show what kind of thing the column holds. */
const SAMPLED_TEXT_VALUES = 5_000;

type Figures = Pick<ColumnProfile, "distinct" | "distinctIsExact" | "histogram" | "mean" | "sampledRows"> & {
  readonly values: readonly ValueCount[];
};

/**
 * A column of a large table: what repeats often is counted whole, which is cheap, and numbers that rise by one are
 * known without counting; the rest is estimated from the sample, and the profile says so.
 */
export async function profileSampled(
  connection: DuckDBConnection,
  facts: TableFacts,
  column: ColumnFacts,
  bounds: Bounds,
  sample: RowSample,
): Promise<ProfiledColumn> {
  const isText = column.type.kind === "text";
  const limit = isText ? SAMPLED_TEXT_VALUES : TOP_VALUES;
  const grouped = await groupValues(connection, sample.scan, column, limit);
  const isProse = isText && grouped.meanLength > FREE_TEXT_LENGTH;
  const figures = await figuresOf(connection, facts, column, bounds, sample, grouped, isProse);
  const { values, histogram, mean, ...counts } = figures;
  return {
    ...column,
    meanLength: grouped.meanLength,
    values: isProse ? values.slice(0, TOP_VALUES) : values,
    profile: {
      rows: facts.rowCount,
      ...boundFigures(bounds),
      ...counts,
      topValues: values.slice(0, TOP_VALUES),
      ...axisFigures(column, { ...(histogram ? { histogram } : {}), ...(mean === undefined ? {} : { mean }) }),
    },
  };
}

async function figuresOf(
  connection: DuckDBConnection,
  facts: TableFacts,
  column: ColumnFacts,
  bounds: Bounds,
  sample: RowSample,
  grouped: GroupedValues,
  isProse: boolean,
): Promise<Figures> {
  const filled = facts.rowCount - bounds.nulls;
  const edges = axisEdges(column.type, bounds);
  if (await isSequence(connection, facts, column, bounds)) {
    // Each number occurs once; any of them is as frequent as the others, so none is shown as the top.
    return { distinct: filled, distinctIsExact: true, values: [], ...(edges ? binSequence(edges, filled) : {}) };
  }
  const guess = estimateDistinct(grouped, filled);
  if (oftenRepeats(grouped) || (column.type.kind === "text" && !isProse && guess <= INDEXED_TEXT_VALUES)) {
    const whole = await groupValues(connection, facts.scan, column, keptValues(column));
    const counted = { distinct: whole.distinct, distinctIsExact: true, values: whole.values };
    if (edges === null) return counted;
    if (whole.values.length === whole.distinct) {
      const mean = meanOfValues(whole.values, column.type);
      return { ...counted, histogram: binValues(whole.values, column.type, edges), mean };
    }
    const axis = await scanBins(connection, sample.scan, column, edges, filled);
    return { ...counted, ...axis, sampledRows: sample.rowCount };
  }
  return {
    distinct: await estimateKinds(connection, facts, column, grouped, guess),
    distinctIsExact: false,
    values: scaled(grouped, filled),
    ...(edges === null ? {} : await scanBins(connection, sample.scan, column, edges, filled)),
    sampledRows: sample.rowCount,
  };
}

/** Kinds of which keys are made: a table in order, or codes that come round again, must not mislead the sample there. */
const KEY_KINDS: ReadonlySet<string> = new Set(["integer", "bigint", "text", "uuid"]);

async function estimateKinds(
  connection: DuckDBConnection,
  facts: TableFacts,
  { name, type }: ColumnFacts,
  grouped: GroupedValues,
  guess: number,
): Promise<number> {
  const isNote = hardlyRepeats(grouped) && keySubject(name) === null;
  if (!KEY_KINDS.has(type.kind) || isNote) return guess;
  const row = await queryRow(connection, `SELECT approx_count_distinct(${quoteName(name)}) AS n FROM ${facts.scan}`);
  const seen = asNumber(row.n);
  // HyperLogLog is off by a tenth and more; where it and the sample agree that values hardly repeat, the sample is nearer.
  const isNearGuess = hardlyRepeats(grouped) && seen >= guess * HYPERLOGLOG_ERROR;
  return isNearGuess ? guess : Math.max(grouped.distinct, Math.min(seen, facts.rowCount));
}

const HYPERLOGLOG_ERROR = 0.8;

/** The counts of the sample, as they would be in the whole table. */
const scaled = ({ values, filled }: GroupedValues, whole: number): ValueCount[] =>
  values.map(({ value, count }) => ({ value, count: Math.max(1, Math.round((count * whole) / filled)) }));

/** True for numbers that rise by one with every row, such as most ids. The bounds rule out nearly all others at no cost. */
async function isSequence(
  connection: DuckDBConnection,
  facts: TableFacts,
  { name, type }: ColumnFacts,
  { nulls, min, max }: Bounds,
): Promise<boolean> {
  if ((type.kind !== "integer" && type.kind !== "bigint") || nulls > 0 || min === undefined || max === undefined) {
    return false;
  }
  if (BigInt(max) - BigInt(min) !== BigInt(facts.rowCount) - 1n) return false;
  const row = await queryRow(
    connection,
    `SELECT bool_and(${quoteName(name)} = file_row_number + (${min})) AS is_steady FROM ${facts.scan}`,
  );
  return row.is_steady === true;
}
