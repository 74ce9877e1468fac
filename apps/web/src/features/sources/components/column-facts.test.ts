import { expect, test } from "vitest";
import { columnFacts } from "./column-facts.ts";

test("a profile reads as facts; nothing is claimed that was not counted", () => {
  const profile = {
    rows: 2000,
    nulls: 1,
    distinct: 120000,
    distinctIsExact: false,
    min: "1.50",
    max: "1200.00",
    mean: 3.25,
    topValues: [],
  };
  expect(columnFacts(profile, { kind: "decimal", native: "DECIMAL(10,2)" })).toEqual([
    ["Empty", "1 (<0.1 %)"],
    ["Different", "about 120,000"],
    ["Range", "1.50 to 1,200.00"],
    ["Average", "3.25"],
  ]);
});

test("an unordered column has no range", () => {
  const profile = { rows: 10, nulls: 0, distinct: 3, distinctIsExact: true, topValues: [] };
  expect(columnFacts(profile, { kind: "json", native: "JSON" })).toEqual([
    ["Empty", "none"],
    ["Different", "3"],
  ]);
});
