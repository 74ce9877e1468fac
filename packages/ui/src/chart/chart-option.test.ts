import type { ChartKind, ChartSpec, JsonCell } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { type ChartData, histogramBins, seriesData, timeLabels } from "./chart-data.ts";
import { chartOption, describeChart } from "./chart-option.ts";
import type { ChartTheme } from "./chart-theme.ts";

const theme: ChartTheme = {
  ink: "#000",
  soft: "#333",
  faint: "#666",
  line: "#ddd",
  surface: "#fff",
  wash: "#eee",
  palette: ["#111", "#222"],
  font: "sans-serif",
};

const data = (rows: readonly (readonly JsonCell[])[]): ChartData => ({
  columns: [
    { name: "region", type: { kind: "text", native: "VARCHAR" } },
    { name: "month", type: { kind: "date", native: "DATE" } },
    { name: "revenue", type: { kind: "decimal", native: "DECIMAL(18,2)" } },
  ],
  rows,
});
const rows = [
  ["<img src=x onerror=alert(1)>", "2025-01-01", "10.50"],
  ["South", "2025-01-01", "2.25"],
  ["South", "2025-02-01", null],
] as const;

const spec = (kind: ChartKind, more: Partial<ChartSpec> = {}): ChartSpec => ({
  kind,
  x: "region",
  y: ["revenue"],
  alternatives: [],
  ...more,
});

describe("chart options", () => {
  test.each<[ChartKind, string]>([
    ["line", "line"],
    ["area", "line"],
    ["bar", "bar"],
    ["stacked", "bar"],
    ["pie", "pie"],
    ["scatter", "scatter"],
    ["histogram", "bar"],
    ["heatmap", "heatmap"],
  ])("%s is drawn as %s with tooltips that cannot hold markup", (kind, type) => {
    const option = chartOption(
      spec(kind, kind === "heatmap" ? { x: "month", series: "region" } : {}),
      data(rows),
      theme,
      800,
    );
    expect(option).toMatchObject({ tooltip: { renderMode: "richText" } });
    expect(option?.series).toMatchObject([{ type }]);
  });

  test("kpi and table are not drawn", () => {
    expect(chartOption(spec("kpi"), data(rows), theme, 800)).toBeNull();
    expect(chartOption(spec("table"), data(rows), theme, 800)).toBeNull();
  });

  test("a column that splits the measure makes one series per value, gaps where rows are missing", () => {
    expect(seriesData(spec("line", { x: "month", series: "region" }), data(rows))).toEqual({
      categories: ["Jan 2025", "Feb 2025"],
      series: [
        { name: "<img src=x onerror=alert(1)>", values: [10.5, null] },
        { name: "South", values: [2.25, null] },
      ],
      hidden: 0,
    });
  });

  const unordered = data([
    ["TK", "2025-02-01", "4"],
    ["AOK", "2024-11-01", "3"],
    ["TK", "2024-11-01", "2"],
    ["AOK", "2025-01-01", "1"],
  ]);
  test.each<[ChartKind, string[]]>([
    ["line", ["Nov 2024", "Jan 2025", "Feb 2025"]],
    ["area", ["Nov 2024", "Jan 2025", "Feb 2025"]],
    ["stacked", ["Nov 2024", "Jan 2025", "Feb 2025"]],
    ["bar", ["Feb 2025", "Nov 2024", "Jan 2025"]],
  ])("%s: time runs one way whatever the order of the rows, and bars keep theirs", (kind, categories) => {
    expect(seriesData(spec(kind, { x: "month", series: "region" }), unordered).categories).toEqual(categories);
  });

  test("a line over years runs by their number", () => {
    const years: ChartData = {
      columns: [
        { name: "year", type: { kind: "bigint", native: "BIGINT" } },
        { name: "orders", type: { kind: "bigint", native: "BIGINT" } },
      ],
      rows: [
        ["2024", "5"],
        ["999", "1"],
        ["2021", "3"],
      ],
    };
    expect(seriesData(spec("line", { x: "year", y: ["orders"] }), years).series[0]?.values).toEqual([1, 3, 5]);
  });

  test("the description names measure, category and size", () => {
    expect(describeChart(spec("line", { x: "month" }), data(rows))).toContain(
      "line chart over time: revenue by month, 3 rows",
    );
  });
});

describe("histogram bins", () => {
  test.each([
    ["nothing", [], 0],
    ["one value many times", [4, 4, 4], 1],
    ["whole numbers", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 6],
    ["few whole numbers", [1, 2, 3, 3], 3],
    ["parts of one", [0.1, 0.25, 0.3, 0.7], 4],
    ["on both sides of zero", [-7.5, -1, 2, 12.25], 5],
  ])("%s", (_name, values, bins) => {
    const result = histogramBins(values);
    expect(result).toHaveLength(bins);
    expect(result.reduce((sum, { count }) => sum + count, 0)).toBe(values.length);
  });

  test("begin and end at round numbers", () => {
    const edges = histogramBins([13.44, 348.3963, 2000, 9_870.25]).map(({ from, to }) => [from, to]);
    expect(edges).toEqual([0, 1, 2, 3, 4].map((step) => [step * 2_000, (step + 1) * 2_000]));
  });
});

describe("labels of a time axis", () => {
  test.each([
    ["years", ["2024-01-01", "2025-01-01"], ["2024", "2025"]],
    ["months, even as timestamps", ["2024-11-01T00:00:00", "2024-12-01T00:00:00"], ["Nov 2024", "Dec 2024"]],
    ["days", ["2024-11-01", "2024-11-02"], ["2024-11-01", "2024-11-02"]],
    [
      "times keep their clock",
      ["2024-11-01T10:30:00", "2024-11-01T11:00:00"],
      ["2024-11-01 10:30:00", "2024-11-01 11:00:00"],
    ],
    ["a missing date leaves all as they are", ["no date", "2024-12-01"], ["no date", "2024-12-01"]],
  ])("%s", (_name, moments, labels) => expect(timeLabels(moments)).toEqual(labels));
});
