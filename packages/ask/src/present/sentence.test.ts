import type { Frame } from "@parlance/core";
import type { Predicate, Query } from "@parlance/sql";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { anyResult, frame } from "../fixtures/frame-samples.ts";
import { numberText } from "./number-text.ts";
import { periodText } from "./period-text.ts";
import { writeSentence } from "./sentence.ts";

const countRows = (table: string): Query => ({
  select: [{ expr: { kind: "aggregate", fn: "count", arg: { kind: "star", table } } }],
});
const countOrders = countRows("orders");
const cancelled: Predicate = {
  kind: "compare",
  left: { kind: "column", table: "orders", column: "status" },
  op: "=",
  right: { kind: "literal", value: "Cancelled", type: "text" },
};
const inMarch: Predicate = {
  kind: "dateRange",
  left: { kind: "column", table: "orders", column: "order_date" },
  from: "2025-03-01",
  to: "2025-04-01",
};
const cancelledInMarch: Query = { ...countOrders, where: { kind: "and", items: [cancelled, inMarch] } };
const topRegion: Query = {
  select: [{ expr: { kind: "column", table: "sales", column: "region" } }],
  order: [{ expr: { kind: "column", table: "sales", column: "n" }, direction: "desc" }],
  limit: { count: 1 },
};

const byRegion: Query = { select: [], groupBy: [{ kind: "column", table: "sales", column: "region" }] };
const crossed = frame({
  order_month: ["date", ["2024-05-01", "2024-05-01", "2024-06-01"]],
  region: ["text", ["East", "West", "East"]],
  revenue: ["double", [5, 1200, 7]],
});

const column = (name: string) => ({ kind: "column" as const, table: "orders", column: name });
const figure = (fn: "sum" | "avg", name: string, where: Predicate): Query => ({
  select: [{ expr: { kind: "aggregate", fn, arg: column(name) } }],
  where,
});
const ordersByCountry: Query = {
  select: [{ expr: column("customer_country") }, ...countOrders.select],
  groupBy: [column("customer_country")],
};

const CASES: readonly (readonly [string, Frame, Query | null, string])[] = [
  [
    "a growth over time, not the amounts by rank",
    frame({
      month: ["date", ["2024-01-01", "2024-02-01", "2024-03-01"]],
      total_revenue: ["double", [100, 80, 120]],
      growth_percent: ["double", [null, -20, 50]],
    }),
    null,
    "Total revenue went from 100 (January 2024) to 120 (March 2024); it grew most in March 2024 (50%) and fell most in February 2024 (-20%).",
  ],
  [
    "a growth that never fell",
    frame({
      month: ["date", ["2024-01-01", "2024-02-01"]],
      total_revenue: ["double", [100, 125]],
      growth_percent: ["double", [null, 25]],
    }),
    null,
    "Total revenue went from 100 (January 2024) to 125 (February 2024); it grew most in February 2024 (25%).",
  ],
  ["full names, which are no fulls", frame({ full_name: ["text", ["Ada", "Bo"]] }), null, "2 full names: Ada and Bo."],
  ["names of nested things", frame({ "customer.name": ["text", ["Ada", "Bo"]] }), null, "2 customers: Ada and Bo."],
  [
    "many figures by their spread",
    frame({ duration_ms: ["integer", [9, 1, 8, 2, 7, 3, 6, 4, 5, 10, 12, 1500]] }),
    null,
    "Duration ms goes from 1 to 1,500 over 12 rows; half are at most 6.",
  ],
  ["a count", frame({ orders_count: ["bigint", [1204n]] }), countOrders, "There are 1,204 orders."],
  [
    "a count under conditions",
    frame({ orders_count: ["integer", [85]] }),
    cancelledInMarch,
    'There are 85 orders with status "Cancelled" in March 2025.',
  ],
  [
    "a sum in a period",
    frame({ total_total_amount: ["decimal", ["943211"]] }),
    figure("sum", "total_amount", inMarch),
    "Total amount in March 2025 comes to 943,211.",
  ],
  [
    "an average of some rows",
    frame({ average_total_amount: ["double", [84.2]] }),
    figure("avg", "total_amount", cancelled),
    'The average total amount with status "Cancelled" is 84.2.',
  ],
  [
    "an average with its unit",
    frame({ average_weight_kg: ["double", [20.39]] }),
    figure("avg", "weight_kg", cancelled),
    'The average weight with status "Cancelled" is 20.39 kg.',
  ],
  [
    "groups by how many they have",
    frame({ customer_country: ["text", ["NO", "DE", "FR", "IT"]], orders_count: ["integer", [900, 1204, 800, 2]] }),
    ordersByCountry,
    "DE has the most orders: 1,204, then NO (900) and FR (800). 4 customer countries in all.",
  ],
  ["the name of the first", frame({ region: ["text", ["East"]] }), { ...topRegion }, "East has the highest n."],
  [
    "a list under conditions",
    frame({ name: ["text", ["A", "B"]] }),
    { select: [], where: cancelled },
    '2 names: A and B. Only with status "Cancelled".',
  ],
  [
    "a count of rows of a table whose name is no plural",
    frame({ n: ["bigint", [3n]] }),
    countRows("dup"),
    "There are 3 rows in dup.",
  ],
  ["one row of such a table", frame({ n: ["bigint", [1n]] }), countRows("dup"), "There is 1 row in dup."],
  ["a count of one", frame({ orders_count: ["bigint", [1n]] }), countOrders, "There is 1 order."],
  ["a sum", frame({ total_revenue: ["decimal", ["1234567.80"]] }), null, "The total revenue is 1,234,567.8."],
  [
    "a huge exact sum",
    frame({ total: ["decimal", ["123456789012345678901234.55"]] }),
    null,
    "The total is 123,456,789,012,345,678,901,234.55.",
  ],
  ["a date", frame({ last_order: ["date", ["2024-05-01"]] }), null, "Last order: 2024-05-01."],
  ["a missing figure", frame({ total: ["double", [null]] }), null, "There is no total: nothing matches."],
  ["nothing", frame({ name: ["text", []] }), null, "No rows match."],
  [
    "the best",
    frame({ region: ["text", ["East"]], customers: ["integer", [1204]] }),
    topRegion,
    "East has the highest customers: 1,204.",
  ],
  [
    "a ranking",
    frame({ region: ["text", ["West", "East", "North", "South"]], customers: ["integer", [900, 1204, 800, 2]] }),
    null,
    "East has the highest customers: 1,204, then West (900) and North (800). 4 rows in all.",
  ],
  [
    "months",
    frame({ month: ["date", ["2024-01-01", "2024-02-01", "2024-03-01"]], revenue: ["double", [10, 30, 20]] }),
    null,
    "Revenue went from 10 (January 2024) to 20 (March 2024); the highest was 30 (February 2024).",
  ],
  [
    "years keep their digits",
    frame({ year: ["integer", [2023, 2024]], revenue: ["double", [1, 2000]] }),
    null,
    "Revenue went from 1 (2023) to 2,000 (2024); the highest was 2,000 (2024).",
  ],
  [
    "shares carry their sign",
    frame({ region: ["text", ["East", "West"]], share_percent: ["double", [60.5, 39.5]] }),
    null,
    "East has the highest share: 60.5%, then West (39.5%).",
  ],
  ["a list", frame({ name: ["text", ["A", "B", "C"]] }), null, "3 names: A, B and C."],
  ["one row", frame({ name: ["text", ["A"]], email: ["text", ["a@b.c"]] }), null, "One row: name A, email a@b.c."],
  [
    "groups by several things",
    crossed,
    byRegion,
    "The highest revenue is 1,200 (May 2024, West), the lowest 5 (May 2024, East). 3 rows in all.",
  ],
  ["rows as they are stored", crossed, null, "3 rows with order month, region and revenue."],
  ["a table", frame({ name: ["text", ["A", "A"]], email: ["text", ["x", "y"]] }), null, "2 rows with name and email."],
];

describe("the sentence of an answer", () => {
  test.each(CASES)("%s", (_name, page, query, expected) => {
    expect(writeSentence({ page, rowCount: page.rowCount, isTruncated: false, query })).toBe(expected);
  });

  it("says when the result was cut", () => {
    const page = frame({ name: ["text", ["A", "B"]] });
    expect(writeSentence({ page, rowCount: 2, isTruncated: true, query: null })).toMatch(/cut at the row limit/);
  });

  it("for any frame is one short text, never an error", () => {
    fc.assert(
      fc.property(anyResult, fc.boolean(), ({ page, rowCount }, isTruncated) => {
        const sentence = writeSentence({ page, rowCount, isTruncated, query: null });
        expect(sentence.length).toBeGreaterThan(3);
        expect(sentence.length).toBeLessThan(2_000);
        expect(sentence).not.toMatch(/undefined|\[object/);
      }),
      { numRuns: 500 },
    );
  });
});

describe("calendar periods in words", () => {
  test.each([
    ["2024-05-01", "order_month", "May 2024"],
    ["2024-05-01T00:00:00", "month", "May 2024"],
    ["2024-04-01", "quarter", "Q2 2024"],
    ["2024-01-01", "year", "2024"],
    ["2024-01-08", "week", "the week of 2024-01-08"],
    ["2024-05-02", "month", null],
    ["2024-05-01", "order_date", null],
    [null, "month", null],
  ])("%s in %s is %s", (cell, name, expected) => {
    expect(periodText(cell, name)).toBe(expected);
  });
});

describe("numbers as people write them", () => {
  test.each([
    [0, "0"],
    [-0, "0"],
    [1234.5, "1,234.5"],
    [999.999, "1,000"],
    [-1234567.891, "-1,234,567.89"],
    [0.0000123, "0.0000123"],
    [1e21, "1e+21"],
    [Number.NaN, "NaN"],
    [123456789012345678901n, "123,456,789,012,345,678,901"],
    ["-0.00", "0"],
    ["12.345", "12.35"],
    ["0.10", "0.1"],
  ])("%s is %s", (value, expected) => {
    expect(numberText(value)).toBe(expected);
  });
});
