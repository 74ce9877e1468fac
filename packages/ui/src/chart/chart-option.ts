import type { ChartSpec } from "@parlance/core";
import { isTemporal } from "@parlance/core";
import type { EChartsCoreOption } from "echarts/core";
import { toNumber } from "../format/format-cell.ts";
import { compactAlike, formatCompact, formatCount, formatDouble } from "../format/format-number.ts";
import { type ChartData, cellText, columnIndex, histogramBins, type SeriesData, seriesData } from "./chart-data.ts";
import type { ChartTheme } from "./chart-theme.ts";

type Build = (spec: ChartSpec, data: ChartData, theme: ChartTheme, widthPx: number) => EChartsCoreOption;

const label = (value: unknown): string =>
  typeof value === "number" && Number.isFinite(value)
    ? formatDouble(value)
    : value === null
      ? "no value"
      : String(value);

/** Axis names read like words, not like identifiers. */
export const titleOf = (name: string | undefined): string => (name ?? "").replaceAll("_", " ");

/** Rich-text mode draws tooltips on the canvas: a cell can never become markup. */
const tooltip = (theme: ChartTheme) => ({
  renderMode: "richText" as const,
  confine: true,
  backgroundColor: theme.surface,
  borderColor: theme.line,
  padding: [8, 12],
  textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: 12 },
  valueFormatter: label,
});

const frame = (theme: ChartTheme) => ({
  color: [...theme.palette],
  animationDuration: 350,
  textStyle: { fontFamily: theme.font, color: theme.soft, fontSize: 12 },
  grid: { left: 8, right: 20, top: 16, bottom: 8, containLabel: true },
  tooltip: tooltip(theme),
});

const legend = (theme: ChartTheme, count: number) =>
  count < 2
    ? {}
    : {
        legend: {
          type: "scroll",
          top: 0,
          left: 0,
          icon: "roundRect",
          itemWidth: 10,
          itemHeight: 10,
          textStyle: { color: theme.soft },
          tooltip: { show: false },
          pageIconColor: theme.soft,
          pageIconInactiveColor: theme.line,
          pageTextStyle: { color: theme.faint },
        },
        grid: { left: 8, right: 20, top: 40, bottom: 8, containLabel: true },
      };

const LABEL_PX = 150;
/** Of lying bars: names get what they need, and the bars the larger part of the width. */
const lyingLabelPx = (widthPx: number): number => Math.min(240, Math.round(widthPx * 0.36));
const NARROW_PX = 420;

const categoryAxis = (theme: ChartTheme, categories: readonly string[], labelPx = LABEL_PX) => ({
  type: "category",
  data: categories,
  axisTick: { show: false },
  axisLine: { lineStyle: { color: theme.line } },
  axisLabel: { color: theme.soft, hideOverlap: true, width: labelPx, overflow: "truncate" },
});

const valueAxis = (theme: ChartTheme, splitNumber = 4) => ({
  type: "value",
  splitNumber,
  axisLabel: { color: theme.faint, formatter: (value: number) => formatCompact(value), hideOverlap: true },
  splitLine: { lineStyle: { color: theme.line, type: [2, 4] } },
});

const zoom = (theme: ChartTheme, count: number) =>
  count > 60
    ? {
        dataZoom: [
          { type: "inside" },
          {
            type: "slider",
            height: 16,
            bottom: 4,
            borderColor: "transparent",
            fillerColor: theme.wash,
            handleStyle: { color: theme.faint },
          },
        ],
      }
    : {};

const emphasis = { focus: "series" };

const lines =
  (area: boolean): Build =>
  (spec, data, theme) => {
    const { categories, series } = seriesData(spec, data);
    const hasPoints = categories.length <= 40;
    return {
      ...frame(theme),
      ...legend(theme, series.length),
      ...zoom(theme, categories.length > 400 ? categories.length : 0),
      tooltip: {
        ...tooltip(theme),
        trigger: "axis",
        axisPointer: { lineStyle: { color: theme.faint } },
      },
      xAxis: { ...categoryAxis(theme, categories), boundaryGap: false },
      yAxis: { ...valueAxis(theme), scale: !area && !touchesZero(series) },
      series: series.map((one) => ({
        type: "line",
        name: titleOf(one.name),
        data: one.values,
        showSymbol: hasPoints,
        symbol: "circle",
        symbolSize: 5,
        lineStyle: { width: 2.25 },
        sampling: "lttb",
        stack: area && series.length > 1 ? "all" : undefined,
        areaStyle: area ? { opacity: series.length > 1 ? 0.5 : 0.14 } : undefined,
        emphasis,
      })),
    };
  };

/** A line may start above zero only when its swing would be invisible otherwise. */
function touchesZero(series: SeriesData["series"]): boolean {
  const values = series.flatMap(({ values }) => values.filter((value) => value !== null));
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY);
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY);
  return least <= 0 || most > least * 1.5;
}

const bars =
  (stacked: boolean): Build =>
  (spec, data, theme, widthPx) => {
    const { categories, series } = seriesData(spec, data);
    const lying = spec.isHorizontal === true;
    const names = lying
      ? { ...categoryAxis(theme, categories, lyingLabelPx(widthPx)), inverse: true }
      : categoryAxis(theme, categories);
    const values = valueAxis(theme, lying && widthPx < NARROW_PX ? 2 : 4);
    const short = compactAlike(series.flatMap((one) => one.values.filter((value) => value !== null)));
    return {
      ...frame(theme),
      ...legend(theme, series.length),
      ...(lying ? {} : zoom(theme, categories.length)),
      tooltip: {
        ...tooltip(theme),
        trigger: "axis",
        axisPointer: { type: "shadow", shadowStyle: { color: theme.wash, opacity: 0.4 } },
      },
      xAxis: lying ? values : names,
      yAxis: lying ? names : values,
      series: series.map((one) => ({
        type: "bar",
        name: titleOf(one.name),
        data: one.values,
        barMaxWidth: 44,
        stack: stacked ? "all" : undefined,
        itemStyle: { borderRadius: stacked ? 0 : lying ? [0, 3, 3, 0] : [3, 3, 0, 0] },
        label: {
          show: !stacked && series.length === 1 && categories.length <= 12,
          position: lying ? "right" : "top",
          color: theme.soft,
          formatter: ({ value }: { value: unknown }) => (typeof value === "number" ? short(value) : ""),
        },
        emphasis,
      })),
    };
  };

const MAX_SLICES = 8;

const pie: Build = (spec, data, theme) => {
  const { categories, series } = seriesData(spec, data);
  const slices = categories.map((name, index) => ({ name, value: series[0]?.values[index] ?? 0 }));
  const sorted = slices.sort((a, b) => b.value - a.value);
  const rest = sorted.slice(MAX_SLICES);
  const shown =
    rest.length === 0
      ? sorted
      : [
          ...sorted.slice(0, MAX_SLICES),
          { name: `${rest.length} others`, value: rest.reduce((sum, { value }) => sum + value, 0) },
        ];
  return {
    ...frame(theme),
    series: [
      {
        type: "pie",
        name: titleOf(spec.y[0]),
        radius: ["46%", "74%"],
        data: shown,
        itemStyle: { borderColor: theme.surface, borderWidth: 2, borderRadius: 3 },
        label: {
          color: theme.soft,
          formatter: ({ name, percent }: { name: string; percent: number }) => `${name}  ${percent.toFixed(1)} %`,
        },
        labelLine: { lineStyle: { color: theme.line } },
      },
    ],
  };
};

const scatter: Build = (spec, data, theme) => {
  const x = columnIndex(data, spec.x);
  const y = columnIndex(data, spec.y[0]);
  const split = columnIndex(data, spec.series);
  const groups = new Map<string, (readonly (number | null)[])[]>();
  for (const row of data.rows) {
    const group = split >= 0 ? cellText(data, row, split) : titleOf(spec.y[0]);
    const points = groups.get(group) ?? [];
    points.push([toNumber(row[x]), toNumber(row[y])]);
    groups.set(group, points);
  }
  const axis = (name: string | undefined) => ({
    ...valueAxis(theme),
    scale: true,
    name: titleOf(name),
    nameTextStyle: { color: theme.faint },
  });
  return {
    ...frame(theme),
    ...legend(theme, groups.size),
    grid: { left: 8, right: 24, top: 40, bottom: 28, containLabel: true },
    xAxis: { ...axis(spec.x), nameLocation: "middle", nameGap: 28 },
    yAxis: axis(spec.y[0]),
    series: [...groups].slice(0, 12).map(([name, points]) => ({
      type: "scatter",
      name,
      data: points,
      symbolSize: points.length > 500 ? 4 : 8,
      itemStyle: { opacity: 0.7 },
    })),
  };
};

const histogram: Build = (spec, data, theme) => {
  const index = columnIndex(data, spec.x ?? spec.y[0]);
  const bins =
    data.bins ?? histogramBins(data.rows.map((row) => toNumber(row[index])).filter((value) => value !== null));
  return {
    ...frame(theme),
    tooltip: {
      ...tooltip(theme),
      trigger: "axis",
      axisPointer: { type: "shadow", shadowStyle: { color: theme.wash, opacity: 0.4 } },
    },
    xAxis: categoryAxis(
      theme,
      bins.map(({ from, to }) => `${formatDouble(from)} – ${formatDouble(to)}`),
    ),
    yAxis: valueAxis(theme),
    series: [{ type: "bar", name: "rows", data: bins.map(({ count }) => count), barCategoryGap: "6%" }],
  };
};

const heatmap: Build = (spec, data, theme) => {
  const { categories, series } = seriesData(spec, data);
  const cells = series
    .flatMap((one, y) => one.values.map((value, x) => [x, y, value] as const))
    .filter(([, , value]) => value !== null);
  const values = cells.map(([, , value]) => value ?? 0);
  const edge = (pick: (a: number, b: number) => number, start: number) =>
    values.reduce((one, two) => pick(one, two), start);
  const least = edge(Math.min, values[0] ?? 0);
  const most = edge(Math.max, values[0] ?? 0);
  return {
    ...frame(theme),
    grid: { left: 8, right: 8, top: 8, bottom: 44, containLabel: true },
    xAxis: categoryAxis(theme, categories),
    yAxis: {
      ...categoryAxis(
        theme,
        series.map(({ name }) => name),
      ),
      // Read from the top, as the table is.
      inverse: true,
    },
    visualMap: {
      min: least,
      max: most,
      text: [formatCompact(most), formatCompact(least)],
      orient: "horizontal",
      left: "center",
      bottom: 0,
      itemHeight: 160,
      itemWidth: 10,
      textStyle: { color: theme.faint },
      formatter: (value: number) => formatCompact(value),
      inRange: { color: [theme.wash, theme.palette[0] ?? theme.ink] },
    },
    series: [
      {
        type: "heatmap",
        name: titleOf(spec.y[0]),
        data: cells,
        itemStyle: { borderColor: theme.surface, borderWidth: 2, borderRadius: 2 },
      },
    ],
  };
};

const BUILDERS: Readonly<Record<Exclude<ChartSpec["kind"], "kpi" | "table">, Build>> = {
  line: lines(false),
  area: lines(true),
  bar: bars(false),
  stacked: bars(true),
  pie,
  scatter,
  histogram,
  heatmap,
};

export const isDrawn = (kind: ChartSpec["kind"]): kind is keyof typeof BUILDERS => kind in BUILDERS;

export function chartOption(
  spec: ChartSpec,
  data: ChartData,
  theme: ChartTheme,
  widthPx: number,
): EChartsCoreOption | null {
  return isDrawn(spec.kind) ? BUILDERS[spec.kind](spec, data, theme, widthPx) : null;
}

/** What a screen reader hears instead of the picture. */
export function describeChart(spec: ChartSpec, data: ChartData): string {
  const measures = spec.y.map(titleOf).join(", ");
  const over = spec.x === undefined ? "" : ` by ${titleOf(spec.x)}`;
  const time = data.columns.find((column) => column.name === spec.x);
  const kind = time !== undefined && isTemporal(time.type) ? `${spec.kind} chart over time` : `${spec.kind} chart`;
  const count = data.bins?.reduce((sum, bin) => sum + bin.count, 0) ?? data.rows.length;
  return `${kind}: ${measures}${over}, ${formatCount(count)} rows. The table shows the same figures.`;
}
