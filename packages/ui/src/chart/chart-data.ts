import {
  type ChartSpec,
  type FrameColumn,
  filledBins,
  type HistogramBin,
  isNumeric,
  isTemporal,
  type JsonCell,
  roundBins,
} from "@parlance/core";
import { formatNamedCell, toNumber } from "../format/format-cell.ts";

/** A result as charts see it: named columns and rows of JSON cells. */
export interface ChartData {
  readonly columns: readonly FrameColumn[];
  readonly rows: readonly (readonly JsonCell[])[];
  /** The whole result in bins, for a histogram of more rows than these. */
  readonly bins?: readonly HistogramBin[];
}

export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

export interface SeriesData {
  readonly categories: readonly string[];
  readonly series: readonly Series[];
  /** Categories or series that were left out because a chart cannot show so many. */
  readonly hidden: number;
}

const MAX_CATEGORIES = 2000;
const MAX_SERIES = 12;

export const columnIndex = (data: ChartData, name: string | undefined): number =>
  data.columns.findIndex((column) => column.name === name);

export function cellText(data: ChartData, row: readonly JsonCell[], index: number): string {
  const column = data.columns[index];
  if (column === undefined) return "";
  const cell = row[index] ?? null;
  return cell === "" ? "(empty)" : formatNamedCell(cell, column.type, column.name);
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** The shortest label that still tells the moments of an axis apart: years, months, days or times. */
export function timeLabels(moments: readonly string[]): string[] {
  const parts = moments.map((moment) => /^(-?\d{4,})-(\d\d)-(\d\d)(?:[T ](.*))?$/.exec(moment));
  const isMidnight = (time: string | undefined) => time === undefined || /^00:00(:00(\.0+)?)?Z?$/.test(time);
  if (!parts.every((part) => part !== null && isMidnight(part[4])))
    return moments.map((moment) => moment.replace("T", " "));
  const isFirst = (index: number) => parts.every((part) => part?.[index] === "01");
  const isYears = isFirst(2) && isFirst(3) && parts.length > 1;
  return parts.map((part, index) => {
    const [, year = "", month = "", day = ""] = part ?? [];
    if (isYears) return year;
    if (isFirst(3) && parts.length > 1) return `${MONTHS[Number(month) - 1] ?? month} ${year}`;
    return day === "" ? (moments[index] ?? "") : `${year}-${month}-${day}`;
  });
}

function categoryLabels(data: ChartData, index: number, rows: ChartData["rows"]): string[] {
  const column = data.columns[index];
  if (column === undefined || !isTemporal(column.type)) return rows.map((row) => cellText(data, row, index));
  return timeLabels(rows.map((row) => String(row[index] ?? "no date")));
}

/** Kinds whose horizontal axis is time wherever it holds moments; bars and slices keep the order that was asked for. */
const RUNS_WITH_TIME: ReadonlySet<ChartSpec["kind"]> = new Set(["line", "area", "stacked", "heatmap"]);

/** A database gives groups in any order; time runs one way. Moments and years compare as they are written. */
function inOrderOfTime(spec: ChartSpec, data: ChartData, x: number): ChartData {
  const column = data.columns[x];
  if (column === undefined || !RUNS_WITH_TIME.has(spec.kind)) return data;
  const isLine = spec.kind === "line" || spec.kind === "area";
  if (isLine && isNumeric(column.type)) {
    return { ...data, rows: [...data.rows].sort((a, b) => (toNumber(a[x]) ?? 0) - (toNumber(b[x]) ?? 0)) };
  }
  const moment = (row: ChartData["rows"][number]): string => String(row[x] ?? "");
  const isTime = isTemporal(column.type) || data.rows.every((row) => /^\d{4}(\D|$)/.test(moment(row)));
  if (!isTime) return data;
  return { ...data, rows: [...data.rows].sort((a, b) => (moment(a) < moment(b) ? -1 : moment(a) > moment(b) ? 1 : 0)) };
}

/** Categories and number series for line, area, bar, stacked, pie and heat map. */
export function seriesData(spec: ChartSpec, unordered: ChartData): SeriesData {
  const x = columnIndex(unordered, spec.x);
  const data = inOrderOfTime(spec, unordered, x);
  const split = columnIndex(data, spec.series);
  return split >= 0 ? splitSeries(spec, data, x, split) : plainSeries(spec, data, x);
}

function plainSeries(spec: ChartSpec, data: ChartData, x: number): SeriesData {
  const rows = data.rows.slice(0, Math.min(spec.maxCategories ?? MAX_CATEGORIES, MAX_CATEGORIES));
  const measures = spec.y.map((name) => ({ name, index: columnIndex(data, name) })).filter(({ index }) => index >= 0);
  return {
    categories: categoryLabels(data, x, rows),
    series: measures.map(({ name, index }) => ({ name, values: rows.map((row) => toNumber(row[index])) })),
    hidden: data.rows.length - rows.length,
  };
}

function splitSeries(spec: ChartSpec, data: ChartData, x: number, split: number): SeriesData {
  const measure = columnIndex(data, spec.y[0]);
  const categories = new Map<string, number>();
  const names = new Map<string, Map<string, number | null>>();
  const labels = categoryLabels(data, x, data.rows);
  for (const [index, row] of data.rows.entries()) {
    const category = labels[index] ?? "";
    const name = cellText(data, row, split);
    if (!categories.has(category)) categories.set(category, categories.size);
    const values = names.get(name) ?? new Map<string, number | null>();
    values.set(category, toNumber(row[measure]));
    names.set(name, values);
  }
  const shown = [...categories.keys()].slice(0, Math.min(spec.maxCategories ?? MAX_CATEGORIES, MAX_CATEGORIES));
  const kept = spec.kind === "heatmap" ? [...names] : [...names].slice(0, MAX_SERIES);
  return {
    categories: shown,
    series: kept.map(([name, values]) => ({ name, values: shown.map((category) => values.get(category) ?? null) })),
    hidden: categories.size - shown.length + names.size - kept.length,
  };
}

/** Equal bins over the numbers of one column, between round edges. */
export function histogramBins(values: readonly number[]): readonly HistogramBin[] {
  const low = values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = values.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  if (values.length === 0) return [];
  if (low === high) return [{ from: low, to: high, count: values.length }];
  const bins = roundBins(low, high, values.length, values.every(Number.isInteger));
  const counts = new Map<number, number>();
  for (const value of values) {
    const index = Math.floor(value / bins.width) - bins.first;
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  return filledBins(bins, counts);
}
