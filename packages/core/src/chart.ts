export const CHART_KINDS = [
  "kpi",
  "line",
  "area",
  "bar",
  "stacked",
  "pie",
  "scatter",
  "histogram",
  "heatmap",
  "table",
] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** A chart as data, never code. Names refer to columns of the frame it is drawn from. */
export interface ChartSpec {
  readonly kind: ChartKind;
  readonly title?: string;
  /** Category, time or horizontal measure. Absent for kpi and table. */
  readonly x?: string;
  /** Measures; several make several series. */
  readonly y: readonly string[];
  /** Column whose values split one measure into series (stacked, multi-line, heat map rows). */
  readonly series?: string;
  /** True when bars should lie down because labels are long or many. */
  readonly isHorizontal?: boolean;
  /** Draw only this many categories, in the order of the rows; the table beside it shows the rest. */
  readonly maxCategories?: number;
  /** Kinds this result can also be drawn as, best first. */
  readonly alternatives: readonly ChartKind[];
}
