import type { ChartSpec, FrameColumn, JsonCell, TypeKind } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { cellText } from "./cell-text.ts";
import { renderChart } from "./chart.ts";
import { displayWidth, fitTo } from "./display-width.ts";
import { choosePaint, coloured, plain } from "./paint.ts";
import { renderTable } from "./table.ts";

const column = (name: string, kind: TypeKind): FrameColumn => ({ name, type: { kind, native: kind } });
const wide = { width: 80, maxRows: 10, rowCount: 2, paint: plain };

describe("a cell", () => {
  it.each<[string, Exclude<JsonCell, null>, FrameColumn, string]>([
    ["whole number", 1234567, column("orders", "integer"), "1,234,567"],
    ["bigint as text", "9007199254740993", column("total", "bigint"), "9,007,199,254,740,993"],
    ["exact decimal keeps its zeros", "-1234.50", column("amount", "decimal"), "-1,234.50"],
    ["double to two places", 700.3999615618438, column("average", "double"), "700.40"],
    ["small double to four digits", 0.00123456, column("share", "double"), "0.001235"],
    ["not a number", "NaN", column("share", "double"), "NaN"],
    ["an id is a name", 10001, column("order_id", "integer"), "10001"],
    ["a year is a name", 2024, column("year", "bigint"), "2024"],
    ["midnight is a date", "2025-03-01T00:00:00", column("month", "timestamp"), "2025-03-01"],
    ["a time stays", "2025-03-01T09:30:00.25", column("at", "timestamp"), "2025-03-01 09:30:00"],
    ["a list", [1, "a"], column("tags", "list"), '[1,"a"]'],
    ["a line break is shown", "one\ntwo", column("note", "text"), "one⏎two"],
    [
      "an escape sequence is defused",
      "\u001b[31mred\u001b]0;title\u0007",
      column("note", "text"),
      "·[31mred·]0;title·",
    ],
  ])("%s", (_name, cell, of, expected) => {
    expect(cellText(cell, of)).toBe(expected);
  });
});

describe("width", () => {
  it.each([
    ["plain", "abc", 3],
    ["accent made of two characters", "e\u0301", 1],
    ["Japanese", "東京", 4],
    ["emoji", "🏔", 2],
  ])("%s", (_name, text, cells) => {
    expect(displayWidth(text)).toBe(cells);
  });

  it("cuts whole characters", () => {
    expect(fitTo("東京都庁", 5)).toBe("東京…");
  });
});

describe("the table", () => {
  const columns = [column("city", "text"), column("people", "integer")];

  it("puts numbers to the right and marks NULL", () => {
    const rows = [
      ["Lyon", 522250],
      [null, null],
    ];
    expect(renderTable(columns, rows, wide)).toBe(
      ["city   people", "────  ───────", "Lyon  522,250", "NULL     NULL"].join("\n"),
    );
  });

  it("says how many rows it left out", () => {
    const rows = Array.from({ length: 12 }, (_, i) => ["x", i]);
    const text = renderTable(columns, rows, { ...wide, maxRows: 3, rowCount: 1200 });
    expect(text.split("\n").at(-1)).toBe("… 1,197 more of 1,200 rows");
  });

  it("never grows wider than the terminal", () => {
    const names = Array.from({ length: 30 }, (_, i) => column(`column_${i}`, "text"));
    const rows = [names.map(() => "long text ".repeat(9))];
    const lines = renderTable(names, rows, { ...wide, width: 60, rowCount: 1 }).split("\n");
    expect(Math.max(...lines.map(displayWidth))).toBeLessThanOrEqual(60);
    expect(lines.at(-1)).toContain("more columns");
  });

  it("is readable without rows", () => {
    expect(renderTable(columns, [], { ...wide, rowCount: 0 })).toBe("city  people\n────  ──────");
  });
});

describe("the chart", () => {
  const columns = [column("city", "text"), column("people", "integer")];
  const rows = [
    ["Lyon", 800],
    ["Nice", 400],
    ["Brest", null],
  ];
  const spec = (kind: ChartSpec["kind"]): ChartSpec => ({ kind, x: "city", y: ["people"], alternatives: [] });
  const size = { width: 24, paint: plain };

  it("draws bars to scale and leaves out NULL", () => {
    expect(renderChart(spec("bar"), columns, rows, size)).toBe("Lyon  █████████████  800\nNice  ██████▌        400");
  });

  it("draws a line eight rows high with both ends named", () => {
    const lines = renderChart(spec("line"), columns, rows.slice(0, 2), size)?.split("\n") ?? [];
    expect(lines).toHaveLength(9);
    expect(lines[0]).toMatch(/^800 ┤⠉⠒/);
    expect(lines.at(-1)).toMatch(/Lyon +Nice$/);
  });

  it.each(["kpi", "table", "heatmap", "scatter", "stacked"] as const)("leaves %s to the table", (kind) => {
    expect(renderChart(spec(kind), columns, rows, size)).toBeNull();
  });

  it("is not drawn for one row", () => {
    expect(renderChart(spec("bar"), columns, rows.slice(0, 1), size)).toBeNull();
  });
});

describe("colours", () => {
  it.each([
    ["terminal", true, {}, coloured],
    ["pipe", false, {}, plain],
    ["NO_COLOR", true, { NO_COLOR: "1" }, plain],
    ["NO_COLOR empty", true, { NO_COLOR: "" }, coloured],
    ["dumb terminal", true, { TERM: "dumb" }, plain],
  ] as const)("%s", (_name, isTerminal, env, paint) => {
    expect(choosePaint(isTerminal, env)).toBe(paint);
  });
});
