import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile, HistogramBin, ValueCount } from "@parlance/core";
import { quoteName } from "../ingest/quote.ts";
import { axisNumber, cellText } from "./cell-sql.ts";
import { asNumber, asText, queryRow, queryRows, type Row } from "./query.ts";
import type { ColumnFacts, TableFacts } from "./table-facts.ts";

const TOP_VALUES = 20;
const HISTOGRAM_BINS = 20;
const EXACT_DISTINCT_LIMIT = 100_000;
/** HyperLogLog is off by a few percent; below this estimate an exact count stays within the exact limit. */
const EXACT_DISTINCT_ESTIMATE = 110_000;

export interface ProfiledColumn extends ColumnFacts {
  readonly profile: ColumnProfile;
  /** Mean length of text values in characters; 0 for other kinds. */
  readonly meanLength: number;
}

/** Types whose values can be grouped and compared as they are. */
const UNGROUPED: ReadonlySet<string> = new Set(["list", "struct", "json", "binary", "interval", "unknown"]);

export async function profileTable(connection: DuckDBConnection, facts: TableFacts): Promise<ProfiledColumn[]> {
  if (facts.rowCount === 0) return facts.columns.map((column) => ({ ...column, ...emptyProfile() }));
  const scanned = await queryRow(
    connection,
    `SELECT ${facts.columns.flatMap(scanTerms).join(", ")} FROM ${facts.scan}`,
  );
  const profiled: ProfiledColumn[] = [];
  for (const [index, column] of facts.columns.entries()) {
    profiled.push(await profileColumn(connection, facts, column, index, scanned));
  }
  return profiled;
}

const emptyProfile = (): Pick<ProfiledColumn, "profile" | "meanLength"> => ({
  profile: { rows: 0, nulls: 0, distinct: 0, distinctIsExact: true, topValues: [] },
  meanLength: 0,
});

/** The figures that one scan over all columns gives. */
function scanTerms({ name, type }: ColumnFacts, index: number): string[] {
  const column = quoteName(name);
  const terms = [`count(${column}) AS n${index}`];
  if (UNGROUPED.has(type.kind)) return terms;
  terms.push(`approx_count_distinct(${column}) AS d${index}`);
  terms.push(`${cellText(`min(${column})`, type)} AS lo${index}`, `${cellText(`max(${column})`, type)} AS hi${index}`);
  const axis = axisNumber(column, type);
  if (axis) {
    const edge = (aggregate: string) => axisNumber(`${aggregate}(${column})`, type);
    terms.push(`${edge("min")} AS from${index}`, `${edge("max")} AS to${index}`);
    if (type.kind !== "date" && !type.kind.startsWith("timestamp")) {
      terms.push(`avg(CAST(${column} AS DOUBLE)) AS avg${index}`);
    }
  }
  if (type.kind === "text") terms.push(`avg(strlen(${column})) AS len${index}`);
  return terms;
}

async function profileColumn(
  connection: DuckDBConnection,
  facts: TableFacts,
  column: ColumnFacts,
  index: number,
  scanned: Row,
): Promise<ProfiledColumn> {
  const filled = asNumber(scanned[`n${index}`]);
  const base = { rows: facts.rowCount, nulls: facts.rowCount - filled };
  const meanLength = asNumber(scanned[`len${index}`]);
  if (filled === 0 || UNGROUPED.has(column.type.kind)) {
    return { ...column, meanLength, profile: { ...base, distinct: 0, distinctIsExact: filled === 0, topValues: [] } };
  }
  const estimate = Math.min(asNumber(scanned[`d${index}`]), filled);
  const mean = scanned[`avg${index}`];
  const min = asText(scanned[`lo${index}`]);
  const max = asText(scanned[`hi${index}`]);
  const histogram = await readHistogram(connection, facts, column, scanned, index);
  return {
    ...column,
    meanLength,
    profile: {
      ...base,
      ...(await readDistinct(connection, facts, column, estimate)),
      topValues: await readTopValues(connection, facts, column),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
      ...(typeof mean === "number" && Number.isFinite(mean) ? { mean } : {}),
      ...(histogram ? { histogram } : {}),
    },
  };
}

async function readDistinct(
  connection: DuckDBConnection,
  facts: TableFacts,
  { name }: ColumnFacts,
  estimate: number,
): Promise<Pick<ColumnProfile, "distinct" | "distinctIsExact">> {
  if (estimate > EXACT_DISTINCT_ESTIMATE) return { distinct: estimate, distinctIsExact: false };
  const row = await queryRow(connection, `SELECT count(DISTINCT ${quoteName(name)}) AS n FROM ${facts.scan}`);
  const distinct = asNumber(row.n);
  return { distinct, distinctIsExact: distinct <= EXACT_DISTINCT_LIMIT };
}

async function readTopValues(
  connection: DuckDBConnection,
  facts: TableFacts,
  { name, type }: ColumnFacts,
): Promise<ValueCount[]> {
  const column = quoteName(name);
  const rows = await queryRows(
    connection,
    `SELECT ${cellText("v", type)} AS v, n FROM (
       SELECT ${column} AS v, count(*) AS n FROM ${facts.scan} WHERE ${column} IS NOT NULL
       GROUP BY 1 ORDER BY n DESC, v LIMIT ${TOP_VALUES})`,
  );
  return rows.map((row) => ({ value: String(row.v), count: asNumber(row.n) }));
}

async function readHistogram(
  connection: DuckDBConnection,
  facts: TableFacts,
  { name, type }: ColumnFacts,
  scanned: Row,
  index: number,
): Promise<HistogramBin[] | undefined> {
  const axis = axisNumber(quoteName(name), type);
  const from = asNumber(scanned[`from${index}`]);
  const to = asNumber(scanned[`to${index}`]);
  if (!axis || !Number.isFinite(from) || !Number.isFinite(to)) return undefined;
  const width = (to - from) / HISTOGRAM_BINS;
  if (!(width > 0)) return [{ from, to, count: facts.rowCount }];
  const rows = await queryRows(
    connection,
    `SELECT least(${HISTOGRAM_BINS - 1}, CAST(floor((${axis} - (${from})) / ${width}) AS INTEGER)) AS bin, count(*) AS n
     FROM ${facts.scan} WHERE ${quoteName(name)} IS NOT NULL GROUP BY 1`,
  );
  const counts = new Map(rows.map((row) => [asNumber(row.bin), asNumber(row.n)]));
  return Array.from({ length: HISTOGRAM_BINS }, (_, bin) => ({
    from: from + bin * width,
    to: bin === HISTOGRAM_BINS - 1 ? to : from + (bin + 1) * width,
    count: counts.get(bin) ?? 0,
  }));
}
