import type { DuckDBConnection } from "@duckdb/node-api";
import type { ColumnProfile } from "@parlance/core";
import { isNumeric } from "@parlance/core";
import type { Bounds } from "./bounds.ts";
import { groupValues } from "./group-values.ts";
import { axisEdges, binValues, meanOfValues, scanBins } from "./histogram.ts";
import type { ProfiledColumn } from "./profile.ts";
import type { ColumnFacts, TableFacts } from "./table-facts.ts";

export const TOP_VALUES = 20;
/** Values of text that are kept for the value index; of other kinds, as many as a histogram is worth. */
const KEPT_TEXT_VALUES = 50_000;
const KEPT_OTHER_VALUES = 10_000;

export const keptValues = ({ type }: ColumnFacts): number =>
  type.kind === "text" ? KEPT_TEXT_VALUES : KEPT_OTHER_VALUES;

/** A column's profile from all its rows: one grouping, and one more scan where its values are many and have an axis. */
export async function profileWhole(
  connection: DuckDBConnection,
  facts: TableFacts,
  column: ColumnFacts,
  bounds: Bounds,
): Promise<ProfiledColumn> {
  const { distinct, values, meanLength } = await groupValues(connection, facts.scan, column, keptValues(column));
  const isComplete = values.length === distinct;
  const edges = axisEdges(column.type, bounds);
  const filled = facts.rowCount - bounds.nulls;
  const axis =
    edges === null
      ? {}
      : isComplete
        ? { histogram: binValues(values, column.type, edges), mean: meanOfValues(values, column.type) }
        : await scanBins(connection, facts.scan, column, edges, filled);
  return {
    ...column,
    meanLength,
    values,
    profile: {
      rows: facts.rowCount,
      ...boundFigures(bounds),
      distinct,
      distinctIsExact: true,
      topValues: values.slice(0, TOP_VALUES),
      ...axisFigures(column, axis),
    },
  };
}

export const boundFigures = ({ nulls, min, max }: Bounds): Pick<ColumnProfile, "nulls" | "min" | "max"> => ({
  nulls,
  ...(min === undefined ? {} : { min }),
  ...(max === undefined ? {} : { max }),
});

type AxisFigures = Pick<ColumnProfile, "histogram" | "mean">;

/** Moments have a histogram but no mean that a person would ask for. */
export const axisFigures = ({ type }: ColumnFacts, { histogram, mean }: AxisFigures): AxisFigures => ({
  ...(histogram === undefined ? {} : { histogram }),
  ...(isNumeric(type) && mean !== undefined && Number.isFinite(mean) ? { mean } : {}),
});
