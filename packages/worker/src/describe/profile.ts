import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile, DataType, ValueCount } from "@parlance/core";
import { isNumeric } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import { type Bounds, readBounds, UNORDERED_KINDS } from "./bounds.ts";
import { cellText } from "./cell-sql.ts";
import { axisPosition, binValues, hasAxis, scanBins } from "./histogram.ts";
import { asNumber, queryRow, queryRows } from "./query.ts";
import {
  type ColumnSample,
  dropSample,
  estimateDistinct,
  hardlyRepeats,
  oftenRepeats,
  type RowSample,
  takeSample,
} from "./row-sample.ts";
import type { ColumnFacts, TableFacts } from "./table-facts.ts";

const TOP_VALUES = 20;
const EXACT_DISTINCT = 100_000;
/** Values of text that are kept for the value index; of other kinds, as many as a histogram is worth. */
const KEPT_TEXT_VALUES = 50_000;
const KEPT_OTHER_VALUES = 10_000;
/** Longer text on average is prose: nobody filters on a whole paragraph, and its values are not kept. */
export const FREE_TEXT_LENGTH = 60;

export interface ProfiledColumn extends ColumnFacts {
  readonly profile: ColumnProfile;
  /** Mean length of text values in characters; 0 for other kinds. */
  readonly meanLength: number;
  /** Counted values, most frequent first; all of them when there are as many as profile.distinct. */
  readonly values: readonly ValueCount[];
}

export async function profileTable(connection: DuckDBConnection, facts: TableFacts): Promise<ProfiledColumn[]> {
  if (facts.rowCount === 0) return facts.columns.map((column) => ({ ...column, ...NO_ROWS }));
  const bounds = await readBounds(connection, facts);
  const sample = await takeSample(connection, facts);
  const columns: ProfiledColumn[] = [];
  for (const [index, column] of facts.columns.entries()) {
    columns.push(await new ColumnProfiler(connection, facts, column, bounds[index], sample, index).run());
  }
  if (sample) await dropSample(connection);
  return columns;
}

const NO_ROWS = {
  profile: { rows: 0, nulls: 0, distinct: 0, distinctIsExact: true, topValues: [] },
  meanLength: 0,
  values: [],
} satisfies Omit<ProfiledColumn, keyof ColumnFacts>;

interface Counted {
  readonly distinct: number;
  readonly isExact: boolean;
  readonly values: readonly ValueCount[];
}

/** One column's way from bounds and sample to a profile, with as few scans as its kind allows. */
class ColumnProfiler {
  readonly #connection: DuckDBConnection;
  readonly #facts: TableFacts;
  readonly #column: ColumnFacts;
  readonly #bounds: Bounds;
  readonly #sample: RowSample | null;
  readonly #repeats: ColumnSample | undefined;

  constructor(
    connection: DuckDBConnection,
    facts: TableFacts,
    column: ColumnFacts,
    bounds: Bounds | undefined,
    sample: RowSample | null,
    index: number,
  ) {
    this.#connection = connection;
    this.#facts = facts;
    this.#column = column;
    this.#bounds = bounds ?? { nulls: 0, min: undefined, max: undefined };
    this.#sample = sample;
    this.#repeats = sample?.columns[index];
  }

  async run(): Promise<ProfiledColumn> {
    const { rowCount } = this.#facts;
    const { nulls, min, max } = this.#bounds;
    const base = { rows: rowCount, nulls };
    if (rowCount === nulls || UNORDERED_KINDS.has(this.#column.type.kind)) {
      const profile = { ...base, distinct: 0, distinctIsExact: rowCount === nulls, topValues: [] };
      return { ...this.#column, profile, meanLength: 0, values: [] };
    }
    const meanLength = await this.#meanLength();
    const counted = await this.#count(meanLength);
    const isWhole = counted.isExact && counted.values.length === counted.distinct;
    const axis = await this.#axisFigures(counted, isWhole);
    return {
      ...this.#column,
      meanLength,
      values: counted.values,
      profile: {
        ...base,
        distinct: counted.distinct,
        distinctIsExact: counted.isExact && counted.distinct <= EXACT_DISTINCT,
        topValues: counted.values.slice(0, TOP_VALUES),
        ...(min === undefined ? {} : { min }),
        ...(max === undefined ? {} : { max }),
        ...axis,
      },
    };
  }

  get #filled(): number {
    return this.#facts.rowCount - this.#bounds.nulls;
  }

  async #meanLength(): Promise<number> {
    if (this.#column.type.kind !== "text") return 0;
    const from = this.#sample?.scan ?? this.#facts.scan;
    const row = await queryRow(
      this.#connection,
      `SELECT avg(length(${quoteName(this.#column.name)})) AS n FROM ${from}`,
    );
    return asNumber(row.n);
  }

  async #count(meanLength: number): Promise<Counted> {
    const { type } = this.#column;
    const isKept = type.kind === "text" && meanLength <= FREE_TEXT_LENGTH;
    const limit = isKept ? KEPT_TEXT_VALUES : type.kind === "text" ? TOP_VALUES : KEPT_OTHER_VALUES;
    const sample = this.#sample;
    const repeats = this.#repeats;
    if (sample && repeats && hardlyRepeats(repeats)) {
      const values = isKept ? await this.#group(sample.scan, KEPT_TEXT_VALUES) : { values: [] };
      return { distinct: estimateDistinct(repeats, this.#filled), isExact: false, values: values.values };
    }
    if (sample && !oftenRepeats(repeats)) {
      const estimate = await this.#estimate(repeats);
      if (estimate > EXACT_DISTINCT * 1.2) {
        const { values } = await this.#group(sample.scan, isKept ? KEPT_TEXT_VALUES : TOP_VALUES);
        return { distinct: Math.min(estimate, this.#filled), isExact: false, values: await this.#recount(values) };
      }
    }
    return { ...(await this.#group(this.#facts.scan, limit)), isExact: true };
  }

  async #estimate(repeats: ColumnSample | undefined): Promise<number> {
    // Where the sample repeats so much that no error could hide a hundred thousand values, nothing is scanned.
    const guess = repeats === undefined ? 0 : estimateDistinct(repeats, this.#filled);
    if (guess < EXACT_DISTINCT / 2) return guess;
    const column = quoteName(this.#column.name);
    const row = await queryRow(
      this.#connection,
      `SELECT approx_count_distinct(${column}) AS n FROM ${this.#facts.scan}`,
    );
    return asNumber(row.n);
  }

  /** Different values and how often each occurs, by one grouping. */
  async #group(scan: string, limit: number): Promise<{ distinct: number; values: ValueCount[] }> {
    const column = quoteName(this.#column.name);
    const rows = await queryRows(
      this.#connection,
      `SELECT ${cellText("v", this.#column.type)} AS v, n, d FROM (
         SELECT v, n, count(*) OVER () AS d FROM (
           SELECT ${column} AS v, count(*) AS n FROM ${scan} WHERE ${column} IS NOT NULL GROUP BY 1)
         ORDER BY n DESC, v LIMIT ${limit})`,
    );
    return {
      distinct: asNumber(rows[0]?.d),
      values: rows.map((row) => ({ value: String(row.v), count: asNumber(row.n) })),
    };
  }

  /** Exact counts for the sample's most frequent values; the rest keep the counts of the sample. */
  async #recount(values: readonly ValueCount[]): Promise<ValueCount[]> {
    const top = values.slice(0, TOP_VALUES);
    if (this.#column.type.kind !== "text" || top.length === 0) return [...top];
    const column = quoteName(this.#column.name);
    const list = top.map(({ value }) => `'${value.replaceAll("'", "''")}'`).join(", ");
    const rows = await queryRows(
      this.#connection,
      `SELECT ${column} AS v, count(*) AS n FROM ${this.#facts.scan} WHERE ${column} IN (${list}) GROUP BY 1 ORDER BY n DESC, v`,
    );
    const exact = rows.map((row) => ({ value: String(row.v), count: asNumber(row.n) }));
    return [...exact, ...values.slice(TOP_VALUES)];
  }

  /** Histogram and mean: from the counted values when they are all there, else by one scan. */
  async #axisFigures(counted: Counted, isWhole: boolean): Promise<Pick<ColumnProfile, "histogram" | "mean">> {
    const { type } = this.#column;
    const { min, max } = this.#bounds;
    if (!hasAxis(type) || min === undefined || max === undefined) return {};
    const edges = { from: axisPosition(min, type), to: axisPosition(max, type) };
    if (!Number.isFinite(edges.from) || !Number.isFinite(edges.to)) return {};
    if (edges.to <= edges.from) {
      return { histogram: [{ ...edges, count: this.#filled }], ...meanFigure(type, edges.from) };
    }
    if (isWhole) {
      return { histogram: binValues(counted.values, type, edges), ...meanFigure(type, meanOf(counted.values, type)) };
    }
    const { bins, mean } = await scanBins(this.#connection, this.#facts, this.#column, edges);
    return { histogram: bins, ...meanFigure(type, mean) };
  }
}

function meanOf(values: readonly ValueCount[], type: DataType): number {
  let sum = 0;
  let total = 0;
  for (const { value, count } of values) {
    sum += axisPosition(value, type) * count;
    total += count;
  }
  return sum / total;
}

const meanFigure = (type: DataType, mean: number): { mean?: number } =>
  isNumeric(type) && Number.isFinite(mean) ? { mean } : {};
