import type { Cell, Frame } from "@parlance/core";
import { cellText } from "../present/number-text.ts";
import { periodText } from "../present/period-text.ts";
import { type ResultShape, resultShape, type ShapeColumn, withRole } from "../present/result-shape.ts";

export type AggregateName = "count" | "sum" | "avg" | "min" | "max" | "median";

export interface InsightInput {
  readonly page: Frame;
  readonly rowCount: number;
  /** False when the rows are a part only: a limit, a condition on groups, a cut. */
  readonly isWhole: boolean;
  /** What each result column works out, by its index. */
  readonly aggregates: ReadonlyMap<number, AggregateName>;
  /** The first day that the data does not cover any more; null when it is not known. */
  readonly coveredUntil: string | null;
  /** The first day that the data covers; null when it is not known. */
  readonly coveredFrom: string | null;
}

export interface Measure {
  readonly name: string;
  readonly values: readonly number[];
  /** Parts add up to a whole. */
  readonly isAdditive: boolean;
}

export type CalendarUnit = "year" | "quarter" | "month" | "week" | "day" | "hour";

/** Measures in the order of time, one row for each moment. */
export interface TimeSeries {
  readonly labels: readonly string[];
  readonly starts: readonly string[];
  readonly measures: readonly Measure[];
  /** Set when the moments follow one another without a gap. */
  readonly unit: CalendarUnit | null;
  /** Periods at the ends that the data covers in part only; they are left out of the series. */
  readonly partial: readonly string[];
}

/** Measures of named things, one row for each. */
export interface Groups {
  readonly by: string;
  readonly labels: readonly string[];
  readonly measures: readonly Measure[];
}

export interface Readable {
  readonly series: TimeSeries | null;
  readonly groups: Groups | null;
}

/** What of a result can be put to a test; rows with a missing figure leave that figure out. */
export function readFrame(input: InsightInput): Readable {
  const shape = resultShape(input.page, input.rowCount);
  const isWholePage = input.page.rowCount === input.rowCount;
  if (!isWholePage) return { series: null, groups: null };
  return { series: seriesOf(input, shape), groups: groupsOf(input, shape) };
}

function seriesOf(input: InsightInput, shape: ResultShape): TimeSeries | null {
  const [time, ...others] = withRole(shape, "time", "period");
  if (time === undefined || others.length > 0 || withRole(shape, "category").length > 0) return null;
  if (time.distinct !== input.rowCount) return null;
  const cells = input.page.data[time.index] ?? [];
  const keyed = cells.map((cell, row) => ({ cell, row, key: sortKey(cell) }));
  if (keyed.some((item) => item.key === null)) return null;
  const sorted = keyed.sort((a, b) => compareKeys(a.key, b.key));
  const starts = sorted.map((item) => String(item.cell));
  const unit = unitOf(time.name, starts);
  const isBegun = startsAfter(starts[0] ?? "", unit, input.coveredFrom);
  const isEnded = isCovered(starts.at(-1) ?? "", unit, input.coveredUntil);
  const kept = sorted.slice(isBegun ? 0 : 1, isEnded ? undefined : -1);
  const rows = kept.map((item) => item.row);
  const labelOf = (cell: Cell): string =>
    periodText(cell, time.name) ?? cellText(cell, { isNumeric: false, isYearLike: true });
  const partial = [...(isBegun ? [] : sorted.slice(0, 1)), ...(isEnded ? [] : sorted.slice(-1))];
  return {
    labels: kept.map(({ cell }) => labelOf(cell)),
    starts: kept.map(({ cell }) => String(cell)),
    measures: measuresOf(input, shape, rows),
    unit,
    partial: partial.map(({ cell }) => labelOf(cell)),
  };
}

type Key = string | number | null;

const sortKey = (cell: Cell): Key => (typeof cell === "string" || typeof cell === "number" ? cell : null);

const compareKeys = (one: Key, other: Key): number =>
  typeof one === "number" && typeof other === "number" ? one - other : String(one) < String(other) ? -1 : 1;

function groupsOf(input: InsightInput, shape: ResultShape): Groups | null {
  const [label, ...others] = withRole(shape, "category", "identifier");
  const isPlain =
    others.every((other) => other.role === "identifier") && withRole(shape, "time", "period").length === 0;
  if (label === undefined || !isPlain || label.distinct !== input.rowCount) return null;
  const rows = Array.from({ length: input.page.rowCount }, (_, row) => row);
  const cells = input.page.data[label.index] ?? [];
  return {
    by: label.name,
    labels: cells.map((cell) => cellText(cell, { isNumeric: false })),
    measures: measuresOf(input, shape, rows),
  };
}

function measuresOf(input: InsightInput, shape: ResultShape, rows: readonly number[]): Measure[] {
  return withRole(shape, "measure").flatMap((column) => {
    const cells = input.page.data[column.index] ?? [];
    const values = rows.map((row) => toNumber(cells[row] ?? null));
    return values.every((value) => value !== null) && values.length > 0
      ? [{ name: column.name, values, isAdditive: isAdditive(column, input) }]
      : [];
  });
}

const toNumber = (cell: Cell): number | null => {
  const value = cell === null ? Number.NaN : Number(cell);
  return Number.isFinite(value) ? value : null;
};

function isAdditive({ index }: ShapeColumn, { aggregates }: InsightInput): boolean {
  const fn = aggregates.get(index);
  return fn === "sum" || fn === "count";
}

const DAY_MS = 86_400_000;
const UNITS: readonly {
  readonly unit: CalendarUnit;
  readonly days: number;
  readonly low: number;
  readonly high: number;
}[] = [
  { unit: "hour", days: 1 / 24, low: 1 / 24, high: 1 / 24 },
  { unit: "day", days: 1, low: 1, high: 1 },
  { unit: "week", days: 7, low: 7, high: 7 },
  { unit: "month", days: 31, low: 28, high: 31 },
  { unit: "quarter", days: 92, low: 90, high: 92 },
  { unit: "year", days: 366, low: 365, high: 366 },
];

/** The step between moments, where each is one step after the one before. */
function unitOf(name: string, starts: readonly string[]): CalendarUnit | null {
  if (/year$/i.test(name) && starts.every((start, i) => i === 0 || Number(start) === Number(starts[i - 1]) + 1))
    return "year";
  const times = starts.map(timeOf);
  const steps = times.slice(1).map((time, i) => (time - (times[i] ?? Number.NaN)) / DAY_MS);
  if (steps.length === 0) return null;
  return UNITS.find(({ low, high }) => steps.every((step) => step >= low - 1e-6 && step <= high + 1e-6))?.unit ?? null;
}

function timeOf(start: string): number {
  const full = /^\d{4}-\d{2}$/.test(start) ? `${start}-01` : start;
  return Date.parse(full.length === 10 ? `${full}T00:00:00Z` : full.endsWith("Z") ? full : `${full}Z`);
}

/** The first period counts only when the data goes back to its beginning. */
function startsAfter(start: string, unit: CalendarUnit | null, from: string | null): boolean {
  if (from === null || unit === null || unit === "hour" || unit === "day") return true;
  const begin = unit === "year" && /^\d{4}$/.test(start) ? Date.UTC(Number(start), 0, 1) : timeOf(start);
  return Number.isNaN(begin) || begin + TOLERATED_DAYS * DAY_MS >= timeOf(from.slice(0, 10));
}

/** A shop may be closed on the first of a month. */
const TOLERATED_DAYS = 3;

/** The last period counts only when the data reaches to its end: half a month would look like a fall. */
function isCovered(start: string, unit: CalendarUnit | null, until: string | null): boolean {
  if (until === null || unit === null || unit === "hour" || unit === "day") return true;
  const days = UNITS.find((item) => item.unit === unit)?.low ?? 1;
  const begin = unit === "year" && /^\d{4}$/.test(start) ? Date.UTC(Number(start), 0, 1) : timeOf(start);
  return Number.isNaN(begin) || begin + days * DAY_MS <= timeOf(until.slice(0, 10)) + DAY_MS;
}
