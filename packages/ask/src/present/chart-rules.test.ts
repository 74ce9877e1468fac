import { CHART_KINDS, type ChartSpec, type Frame } from "@parlance/core";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { anyResult, frame } from "../fixtures/frame-samples.ts";
import { chartAs, chooseChart } from "./chart-rules.ts";

const many = (count: number, make: (index: number) => string): string[] =>
  Array.from({ length: count }, (_, i) => make(i));
const numbers = (count: number): number[] => Array.from({ length: count }, (_, i) => ((i * 37) % 101) + 1);
const regions = ["East", "West", "North"];

const CASES: readonly (readonly [string, Frame, Partial<ChartSpec>])[] = [
  ["one number is a figure", frame({ total: ["double", [12]] }), { kind: "kpi", y: ["total"] }],
  ["one text is a figure", frame({ name: ["text", ["East"]] }), { kind: "kpi", y: ["name"] }],
  [
    "three numbers in one row are figures",
    frame({ min: ["double", [1]], max: ["double", [2]], avg: ["double", [1.5]] }),
    { kind: "kpi", y: ["min", "max", "avg"] },
  ],
  [
    "the best of all is a figure",
    frame({ region: ["text", ["East"]], n: ["integer", [4]] }),
    { kind: "kpi", y: ["n"] },
  ],
  ["nothing is a table", frame({ region: ["text", []], n: ["integer", []] }), { kind: "table", y: [] }],
  [
    "a measure by date is a line",
    frame({ day: ["date", many(10, (i) => `2024-01-${10 + i}`)], total: ["decimal", many(10, (i) => `${i}.50`)] }),
    { kind: "line", x: "day", y: ["total"] },
  ],
  [
    "years are a time axis, not a measure",
    frame({ year: ["integer", [2022, 2023, 2024]], revenue: ["double", [1, 2, 3]] }),
    { kind: "line", x: "year", y: ["revenue"] },
  ],
  [
    "months as text are a time axis",
    frame({ month: ["text", ["2024-01", "2024-02"]], orders: ["integer", [3, 4]] }),
    { kind: "line", x: "month", y: ["orders"] },
  ],
  [
    "two measures by date are two lines",
    frame({ day: ["date", ["2024-01-01", "2024-01-02"]], a: ["integer", [1, 2]], b: ["integer", [3, 4]] }),
    { kind: "line", x: "day", y: ["a", "b"] },
  ],
  [
    "a growth is drawn without the amounts, which would leave it flat",
    frame({
      month: ["date", ["2024-01-01", "2024-02-01"]],
      revenue: ["double", [60_000, 63_000]],
      growth_percent: ["double", [null, 5]],
    }),
    { kind: "line", x: "month", y: ["growth_percent"] },
  ],
  [
    "shares beside amounts are left to the table",
    frame({
      region: ["text", regions],
      revenue: ["double", [60_000, 63_000, 9_000]],
      share_percent: ["double", [40, 50, 10]],
    }),
    { kind: "bar", x: "region", y: ["revenue"] },
  ],
  [
    "a measure by date and region is a line for each region",
    frame({
      day: ["date", ["2024-01-01", "2024-01-01", "2024-01-02", "2024-01-02"]],
      region: ["text", ["E", "W", "E", "W"]],
      n: ["integer", [1, 2, 3, 4]],
    }),
    { kind: "line", x: "day", y: ["n"], series: "region" },
  ],
  [
    "a measure by region is bars",
    frame({ region: ["text", regions], n: ["integer", [3, 2, 1]] }),
    { kind: "bar", x: "region", y: ["n"], isHorizontal: false },
  ],
  [
    "long labels lie down",
    frame({ product: ["text", ["A very long product name", "Another long product name"]], n: ["integer", [3, 2]] }),
    { kind: "bar", isHorizontal: true },
  ],
  [
    "many bars lie down",
    frame({ product: ["text", many(15, (i) => `p${i}`)], n: ["integer", numbers(15)] }),
    { kind: "bar", isHorizontal: true },
  ],
  [
    "too many categories keep the first bars",
    frame({ product: ["text", many(70, (i) => `p${i}`)], n: ["integer", numbers(70)] }),
    { kind: "bar", maxCategories: 30 },
  ],
  [
    "ids are labels, not measures",
    frame({ order_id: ["integer", [11, 12, 13]], amount: ["decimal", ["1.00", "2.00", "3.00"]] }),
    { kind: "bar", x: "order_id", y: ["amount"] },
  ],
  [
    "shares of a whole are a pie",
    frame({ region: ["text", regions], share: ["double", [0.5, 0.3, 0.2]] }),
    { kind: "pie", x: "region", y: ["share"] },
  ],
  [
    "two groupings are stacked bars",
    frame({
      region: ["text", ["E", "E", "W", "W"]],
      status: ["text", ["new", "paid", "new", "paid"]],
      n: ["integer", [1, 2, 3, 4]],
    }),
    { kind: "stacked", y: ["n"] },
  ],
  [
    "two wide groupings are a heat map",
    frame({
      a: ["text", many(100, (i) => `a${i % 10}`)],
      b: ["text", many(100, (i) => `b${Math.floor(i / 10)}`)],
      n: ["integer", numbers(100)],
    }),
    { kind: "heatmap", x: "a", series: "b" },
  ],
  [
    "two measures of many things are points",
    frame({
      name: ["text", many(50, (i) => `n${i}`)],
      price: ["double", numbers(50)],
      weight: ["double", numbers(50)],
    }),
    { kind: "scatter", x: "price", y: ["weight"] },
  ],
  [
    "one measure of many rows is a histogram",
    frame({ amount: ["double", numbers(40)] }),
    { kind: "histogram", x: "amount" },
  ],
  [
    "records are a table",
    frame({
      order_id: ["integer", [1, 2, 3]],
      customer_id: ["integer", [1, 1, 2]],
      amount: ["double", [1, 2, 3]],
      status: ["text", ["a", "b", "c"]],
      day: ["date", ["2024-01-01", "2024-01-02", "2024-01-03"]],
    }),
    { kind: "table" },
  ],
  [
    "moments that repeat are no line",
    frame({
      day: ["date", ["2024-01-01", "2024-01-01", "2024-01-02"]],
      status: ["text", ["a", "a", "b"]],
      n: ["integer", [1, 2, 3]],
    }),
    { kind: "table" },
  ],
  [
    "labels that repeat are no bars",
    frame({ name: ["text", ["a", "a", "b"]], n: ["integer", [1, 2, 3]] }),
    { kind: "table" },
  ],
  ["a list of names is a table", frame({ name: ["text", regions] }), { kind: "table", y: [] }],
  ["structures are a table", frame({ payload: ["json", [{ a: 1 }]], other: ["json", [{ a: 1 }]] }), { kind: "table" }],
];

describe("the chart for a result", () => {
  test.each(CASES)("%s", (_name, page, expected) => {
    expect(chooseChart(page, page.rowCount)).toMatchObject(expected);
  });

  it("offers a pie for few positive parts, but never for averages", () => {
    const counts = chooseChart(frame({ region: ["text", regions], n: ["integer", [3, 2, 1]] }), 3);
    const averages = chooseChart(frame({ region: ["text", regions], average_price: ["double", [3, 2, 1]] }), 3);
    expect(counts.alternatives).toContain("pie");
    expect(averages.alternatives).not.toContain("pie");
  });

  it("redraws as any alternative and as nothing else", () => {
    const page = frame({ region: ["text", regions], n: ["integer", [3, 2, 1]] });
    const first = chooseChart(page, 3);
    for (const kind of CHART_KINDS) {
      const isPossible = kind === first.kind || first.alternatives.includes(kind);
      expect(chartAs(kind, page, 3)?.kind ?? null).toBe(isPossible ? kind : null);
    }
  });

  it("for any frame is drawable: known kinds, existing columns, a table always possible", () => {
    fc.assert(
      fc.property(anyResult, ({ page, rowCount }) => {
        const spec = chooseChart(page, rowCount);
        const known = new Set(page.columns.map((column) => column.name));
        const used = [
          ...spec.y,
          ...(spec.x === undefined ? [] : [spec.x]),
          ...(spec.series === undefined ? [] : [spec.series]),
        ];
        expect(used.filter((name) => !known.has(name))).toEqual([]);
        expect([spec.kind, ...spec.alternatives]).toContain("table");
        expect(new Set([spec.kind, ...spec.alternatives]).size).toBe(spec.alternatives.length + 1);
        expect(spec.kind === "table" || spec.y.length > 0).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
