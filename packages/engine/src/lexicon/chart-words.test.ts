import { describe, expect, it } from "vitest";
import { readChartWish } from "./chart-words.ts";

const rows: [question: string, kind: string | undefined, rest: string][] = [
  ["revenue by region as a pie chart", "pie", "revenue by region"],
  ["plot orders over time", "line", "orders over time"],
  ["orders per channel, show as bar", "bar", "orders per channel"],
  ["show as bar: orders per channel", undefined, "show as bar: orders per channel"],
  ["show me a line graph of revenue per month", "line", "revenue per month"],
  ["histogram of lead score", "histogram", "list lead score"],
  ["revenue per month in a bar chart", "bar", "revenue per month"],
  ["leads by source pie chart", "pie", "leads by source"],
  ["visualise spend by platform", undefined, "spend by platform"],
  ["revenue by region as a chart", undefined, "revenue by region"],
  ["revenue by region and channel as stacked bars", "stacked", "revenue by region and channel"],
  ["customers in Germany as a table", "table", "customers in Germany"],
  ["how many songs are in the chart?", undefined, "how many songs are in the chart?"],
  ["products in the bar category", undefined, "products in the bar category"],
  ["pie chart", undefined, "pie chart"],
];

describe("readChartWish", () => {
  it.each(rows)("%s", (question, kind, rest) => {
    const wish = readChartWish(question);
    expect(wish.kind).toBe(kind);
    expect(wish.question.trim().replace(/\s+/g, " ")).toBe(rest);
    expect(wish.question.length).toBe(question.length);
  });
});
