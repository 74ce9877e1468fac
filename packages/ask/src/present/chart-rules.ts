import type { ChartKind, ChartSpec, Frame } from "@parlance/core";
import { type ResultShape, resultShape, type ShapeColumn, withRole } from "./result-shape.ts";

type Drawing = Omit<ChartSpec, "alternatives">;

interface ChartRule {
  readonly kind: ChartKind;
  /** When this kind shows the result truthfully, how to draw it. */
  draw(shape: Roles): Drawing | null;
}

interface Roles extends ResultShape {
  /** Horizontal order that means something: dates, years, months. */
  readonly times: readonly ShapeColumn[];
  readonly measures: readonly ShapeColumn[];
  /** What groups are called; ids serve when nothing better names a row. */
  readonly labels: readonly ShapeColumn[];
}

const MAX_BARS = 30;
const MAX_PIE_PARTS = 6;
const MAX_SERIES = 12;
const MAX_STACK_PARTS = 8;
const MAX_HEATMAP_SIDE = 60;
const MAX_MEASURES = 5;
const LONG_LABEL = 12;
const MANY_BARS = 8;
const MIN_POINTS = 8;
const MIN_HISTOGRAM_ROWS = 20;

/** In order of preference: the first rule that can draw the result is the chart; the others that can are its alternatives. */
export const CHART_RULES: readonly ChartRule[] = [
  { kind: "kpi", draw: drawFigures },
  { kind: "table", draw: (shape) => (isListing(shape) ? { kind: "table", y: [] } : null) },
  { kind: "line", draw: (shape) => drawOverTime(shape, "line") },
  { kind: "heatmap", draw: (shape) => (isWideGrid(shape) ? drawGrid(shape, "heatmap") : null) },
  { kind: "pie", draw: (shape) => (isShare(shape) ? drawPie(shape) : null) },
  { kind: "scatter", draw: (shape) => (shape.rowCount > MAX_BARS ? drawScatter(shape) : null) },
  { kind: "stacked", draw: (shape) => drawGrid(shape, "stacked") },
  { kind: "bar", draw: drawBars },
  { kind: "area", draw: (shape) => (hasNegative(shape) ? null : drawOverTime(shape, "area")) },
  { kind: "scatter", draw: drawScatter },
  { kind: "histogram", draw: drawHistogram },
  { kind: "pie", draw: drawPie },
  { kind: "heatmap", draw: (shape) => drawGrid(shape, "heatmap") },
  { kind: "table", draw: () => ({ kind: "table", y: [] }) },
];

/** The chart for a result, from its first page and its full row count. Names only columns of that page. */
export function chooseChart(page: Frame, rowCount: number): ChartSpec {
  const drawings = possibleDrawings(rolesOf(resultShape(page, rowCount)));
  const [first = TABLE, ...others] = drawings;
  return { ...first, alternatives: others.map((drawing) => drawing.kind) };
}

/** The same result as another kind, when that kind can show it. */
export function chartAs(kind: ChartKind, page: Frame, rowCount: number): ChartSpec | null {
  const drawings = possibleDrawings(rolesOf(resultShape(page, rowCount)));
  const wanted = drawings.find((drawing) => drawing.kind === kind);
  if (wanted === undefined) return null;
  return { ...wanted, alternatives: drawings.filter((drawing) => drawing !== wanted).map((drawing) => drawing.kind) };
}

const TABLE: Drawing = { kind: "table", y: [] };

function possibleDrawings(shape: Roles): readonly Drawing[] {
  if (shape.rowCount === 0) return [TABLE];
  const byKind = new Map<ChartKind, Drawing>();
  for (const rule of CHART_RULES) {
    const drawing = byKind.has(rule.kind) ? null : rule.draw(shape);
    if (drawing !== null) byKind.set(rule.kind, drawing);
  }
  return [...byKind.values()];
}

function rolesOf(shape: ResultShape): Roles {
  const times = withRole(shape, "time", "period").filter((column) => column.distinct > 1);
  const categories = withRole(shape, "category");
  const lone = withRole(shape, "time", "period").filter((column) => column.distinct <= 1);
  const labels = categories.length > 0 ? categories : [...withRole(shape, "identifier"), ...lone].slice(0, 1);
  return { ...shape, times, labels, measures: withRole(shape, "measure") };
}

/** Whole records rather than figures: many columns, most of which no chart would show. */
const isListing = (shape: Roles): boolean =>
  shape.rowCount > 1 && shape.columns.length > 4 && shape.columns.length - shape.measures.length > 2;

/** One row of figures, or one cell of anything. */
function drawFigures(shape: Roles): Drawing | null {
  if (shape.rowCount !== 1) return null;
  const only = shape.columns.length === 1 ? shape.columns : [];
  const figures = only.length === 1 && only[0]?.role !== "other" ? only : shape.measures;
  const fits = figures.length > 0 && shape.columns.length <= 4 && shape.labels.length <= 1;
  return fits ? { kind: "kpi", y: names(figures) } : null;
}

function drawOverTime(shape: Roles, kind: "line" | "area"): Drawing | null {
  const [time] = shape.times;
  const [series, ...more] = categoriesOf(shape);
  const measures = ofOneUnit(shape.measures).slice(0, MAX_MEASURES);
  if (time === undefined || measures.length === 0 || more.length > 0) return null;
  if (series === undefined)
    return shape.rowCount > 1 && shape.isUniqueBy([time]) ? { kind, x: time.name, y: names(measures) } : null;
  if (series.distinct > MAX_SERIES || !shape.isUniqueBy([time, series])) return null;
  return { kind, x: time.name, y: names(measures.slice(0, 1)), series: series.name };
}

function drawGrid(shape: Roles, kind: "stacked" | "heatmap"): Drawing | null {
  const [x, series, ...more] = [...shape.times, ...categoriesOf(shape)];
  const [measure, ...otherMeasures] = shape.measures;
  if (x === undefined || series === undefined || measure === undefined) return null;
  if (more.length > 0 || otherMeasures.length > 0 || isOneToOne(shape, x, series)) return null;
  if (!shape.isUniqueBy([x, series])) return null;
  const [across, parts] =
    kind === "stacked" && shape.times.length === 0 && x.distinct < series.distinct ? [series, x] : [x, series];
  const limit = kind === "stacked" ? MAX_STACK_PARTS : MAX_HEATMAP_SIDE;
  if (parts.distinct > limit || across.distinct > (kind === "stacked" ? MAX_BARS : MAX_HEATMAP_SIDE)) return null;
  if (kind === "stacked" && measure.hasNegative) return null;
  return { kind, x: across.name, y: [measure.name], series: parts.name };
}

/** When both columns name the same rows, such as id and name, there is no grid to fill. */
const isOneToOne = (shape: Roles, a: ShapeColumn, b: ShapeColumn): boolean =>
  a.distinct === shape.rowCount && b.distinct === shape.rowCount && shape.rowCount > 2;

const isWideGrid = (shape: Roles): boolean =>
  shape.times.length === 0 &&
  categoriesOf(shape).length === 2 &&
  categoriesOf(shape).every((c) => c.distinct > MAX_STACK_PARTS);

function drawBars(shape: Roles): Drawing | null {
  const [label] = [...shape.labels, ...shape.times].filter((column) => shape.isUniqueBy([column]));
  const measures = ofOneUnit(shape.measures).slice(0, MAX_MEASURES);
  if (label === undefined || measures.length === 0 || shape.rowCount < 2) return null;
  const isTime = shape.times.includes(label);
  const isHorizontal = !isTime && (label.longestLabel > LONG_LABEL || shape.rowCount > MANY_BARS);
  const base: Drawing = { kind: "bar", x: label.name, y: names(measures), isHorizontal };
  return shape.rowCount > MAX_BARS && !isTime ? { ...base, maxCategories: MAX_BARS } : base;
}

function drawScatter(shape: Roles): Drawing | null {
  const [x, y, ...more] = shape.measures;
  if (x === undefined || y === undefined || more.length > 1 || shape.rowCount < MIN_POINTS) return null;
  const [series] = categoriesOf(shape).filter((column) => column.distinct > 1 && column.distinct <= MAX_SERIES);
  const base: Drawing = { kind: "scatter", x: x.name, y: [y.name] };
  return series === undefined ? base : { ...base, series: series.name };
}

/** How one measure is spread; only where the rows are single things, not groups already summed up. */
function drawHistogram(shape: Roles): Drawing | null {
  const [measure, ...others] = shape.measures;
  if (measure === undefined || others.length > 0 || shape.rowCount < MIN_HISTOGRAM_ROWS || shape.times.length > 0)
    return null;
  const isGrouped = categoriesOf(shape).some((column) => column.distinct < shape.rowCount);
  return isGrouped ? null : { kind: "histogram", x: measure.name, y: [measure.name] };
}

const PERCENT = /(^|[_\s])(percent|percentage|pct)$|%/i;
const GROWTH = /(^|[_\s])(growth|change)([_\s]|$)/i;

/**
 * Percentages and amounts on one axis leave the percentages flat at zero. Where the percentages tell a growth they are
 * what was asked for; elsewhere the amounts are.
 */
function ofOneUnit(measures: readonly ShapeColumn[]): readonly ShapeColumn[] {
  const percents = measures.filter(({ name }) => PERCENT.test(name));
  if (percents.length === 0 || percents.length === measures.length) return measures;
  const growths = percents.filter(({ name }) => GROWTH.test(name));
  return growths.length > 0 ? growths : measures.filter((measure) => !percents.includes(measure));
}

const NOT_ADDITIVE = /(^|[_\s])(average|avg|mean|median|min|max|minimum|maximum|ratio|rate|price)([_\s]|$)/i;

/** Parts of one whole: few, none negative, and a measure that may be added up. */
function drawPie(shape: Roles): Drawing | null {
  const [label, ...others] = shape.labels;
  const [measure, ...moreMeasures] = shape.measures;
  if (label === undefined || measure === undefined || others.length + moreMeasures.length + shape.times.length > 0)
    return null;
  const isFew = shape.rowCount >= 2 && shape.rowCount <= MAX_PIE_PARTS && label.distinct === shape.rowCount;
  if (!isFew || measure.hasNegative || measure.sum <= 0 || NOT_ADDITIVE.test(measure.name)) return null;
  return { kind: "pie", x: label.name, y: [measure.name] };
}

/** Shares that make up a whole are best seen as parts of a circle. */
function isShare(shape: Roles): boolean {
  const [measure] = shape.measures;
  if (measure === undefined || !/share|percent|pct|%/i.test(measure.name)) return false;
  return Math.abs(measure.sum - 100) < 0.5 || Math.abs(measure.sum - 1) < 0.005;
}

const categoriesOf = (shape: Roles): readonly ShapeColumn[] => withRole(shape, "category");
const hasNegative = (shape: Roles): boolean => shape.measures.some((column) => column.hasNegative);
const names = (columns: readonly ShapeColumn[]): string[] => columns.map((column) => column.name);
