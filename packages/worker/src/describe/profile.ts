import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile, ValueCount } from "@parlance/core";
import { type Bounds, readBounds, UNORDERED_KINDS } from "./bounds.ts";
import { dropSample, takeSample } from "./row-sample.ts";
import { profileSampled } from "./sampled-profile.ts";
import type { ColumnFacts, TableFacts } from "./table-facts.ts";
import { profileWhole } from "./whole-profile.ts";

/** Longer text on average is prose: nobody filters on a whole paragraph, and its values are not kept. */
export const FREE_TEXT_LENGTH = 60;

export interface ProfiledColumn extends ColumnFacts {
  readonly profile: ColumnProfile;
  /** Mean length of text values in characters; 0 for other kinds. */
  readonly meanLength: number;
  /** Counted values, most frequent first; all of them when there are as many as profile.distinct. */
  readonly values: readonly ValueCount[];
}

/** Every figure exact for tables of moderate size; for large ones estimates where counting would take long. */
export async function profileTable(connection: DuckDBConnection, facts: TableFacts): Promise<ProfiledColumn[]> {
  if (facts.rowCount === 0) return facts.columns.map((column) => withoutValues(column, 0, 0));
  const bounds = await readBounds(connection, facts);
  const sample = await takeSample(connection, facts);
  const columns: ProfiledColumn[] = [];
  for (const [index, column] of facts.columns.entries()) {
    const edges: Bounds = bounds[index] ?? { nulls: 0, min: undefined, max: undefined };
    if (facts.rowCount === edges.nulls || UNORDERED_KINDS.has(column.type.kind)) {
      columns.push(withoutValues(column, facts.rowCount, edges.nulls));
    } else if (sample) {
      columns.push(await profileSampled(connection, facts, column, edges, sample));
    } else {
      columns.push(await profileWhole(connection, facts, column, edges));
    }
  }
  if (sample) await dropSample(connection);
  return columns;
}

/** A column that is empty, or of a type whose values are not grouped. */
const withoutValues = (column: ColumnFacts, rows: number, nulls: number): ProfiledColumn => ({
  ...column,
  profile: { rows, nulls, distinct: 0, distinctIsExact: rows === nulls, topValues: [] },
  meanLength: 0,
  values: [],
});
