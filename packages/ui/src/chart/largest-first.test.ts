import type { ChartSpec, TypeKind } from "@parlance/core";
import { expect, test } from "vitest";
import { largestFirst } from "./largest-first.ts";

const BARS: ChartSpec = { kind: "bar", x: "region", y: ["revenue"], alternatives: [] };
const GROUPED = "SELECT region, SUM(revenue) AS revenue FROM orders GROUP BY region";
const data = (kind: TypeKind) => ({
  columns: [
    { name: "region", type: { kind, native: "" } },
    { name: "revenue", type: { kind: "decimal", native: "" } as const },
  ],
  rows: [
    ["Europe", "11.5"],
    ["Asia", null],
    ["America", "120"],
  ],
});

test.each<[string, Partial<ChartSpec>, TypeKind, string | null, string[]]>([
  ["groups in no order are drawn from the largest down", {}, "text", GROUPED, ["America", "Europe", "Asia"]],
  ["an order that was asked for is kept", {}, "text", `${GROUPED} ORDER BY region`, ["Europe", "Asia", "America"]],
  ["so is a pipeline's", {}, "text", '[{"$group":{}},{"$sort":{"_id":1}}]', ["Europe", "Asia", "America"]],
  ["years and dates keep theirs", {}, "date", GROUPED, ["Europe", "Asia", "America"]],
  ["a line runs as its rows do", { kind: "line" }, "text", GROUPED, ["Europe", "Asia", "America"]],
  ["rows of an unknown statement stay as they are", {}, "text", null, ["Europe", "Asia", "America"]],
])("%s", (_name, more, kind, sql, expected) => {
  expect(largestFirst({ ...BARS, ...more }, data(kind), sql).rows.map(([name]) => name)).toEqual(expected);
});
