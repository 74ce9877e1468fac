import type { ChartSpec } from "@parlance/core";
import { toNumber } from "../format/format-cell.ts";
import { type ChartData, columnIndex } from "./chart-data.ts";

/** Whether a statement says in which order its rows come; without, a database gives them as it pleases. */
const saysOrder = (sql: string): boolean => /\border\s+by\b|"?\$sort"?\s*:/i.test(sql);

/** Named groups that come in no order are drawn from the largest down; anything else stays as it comes. */
export function largestFirst(spec: ChartSpec, data: ChartData, sql: string | null): ChartData {
  const isGroups = (spec.kind === "bar" || spec.kind === "pie") && spec.y.length === 1 && spec.series === undefined;
  const isNamed = data.columns[columnIndex(data, spec.x)]?.type.kind === "text";
  if (!isGroups || !isNamed || sql === null || saysOrder(sql)) return data;
  const measure = columnIndex(data, spec.y[0]);
  const sizeOf = (row: ChartData["rows"][number]): number => toNumber(row[measure]) ?? Number.NEGATIVE_INFINITY;
  return { ...data, rows: [...data.rows].sort((a, b) => sizeOf(b) - sizeOf(a)) };
}
