import type { InsightKind } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { correct, findInsights } from "./find-insights.ts";
import { daily, grouped, monthly, NOISES, type Noise, randomFrom } from "./insights.fixture.ts";
import { type InsightInput, readFrame } from "./series.ts";

const kinds = (input: InsightInput): InsightKind[] => findInsights(input).map((insight) => insight.kind);
const noise = (name: string): Noise => NOISES[name] ?? (() => []);

const ROUNDS = 150;

/** The share of inputs, made of noise by a seed, in which anything but a description is found. */
function falseShare(make: (random: () => number) => InsightInput): number {
  const random = randomFrom(7);
  let found = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    if (kinds(make(random)).some((kind) => kind !== "concentration")) found += 1;
  }
  return found / ROUNDS;
}

describe("noise gives no insight", () => {
  test.each(Object.keys(NOISES))("over 12 months of %s noise", (name) => {
    expect(falseShare((random) => monthly(noise(name)(random, 12)))).toBeLessThanOrEqual(0.03);
  });
  test.each(Object.keys(NOISES))("over 48 months of %s noise", (name) => {
    expect(falseShare((random) => monthly(noise(name)(random, 48)))).toBeLessThanOrEqual(0.03);
  });
  test.each(Object.keys(NOISES))("over 60 days of %s noise", (name) => {
    expect(falseShare((random) => daily(noise(name)(random, 60)))).toBeLessThanOrEqual(0.03);
  });
  test.each(Object.keys(NOISES))("over 15 groups with two figures of %s noise", (name) => {
    const make = (random: () => number) => grouped({ price: noise(name)(random, 15), rating: noise(name)(random, 15) });
    expect(falseShare(make)).toBeLessThanOrEqual(0.03);
  });
  test.each(Object.keys(NOISES))("over 80 groups with two figures of %s noise", (name) => {
    const make = (random: () => number) => grouped({ price: noise(name)(random, 80), rating: noise(name)(random, 80) });
    expect(falseShare(make)).toBeLessThanOrEqual(0.03);
  });
});

/** The share of inputs with a planted effect in which it is found. */
function power(kind: InsightKind, make: (random: () => number) => InsightInput): number {
  const random = randomFrom(11);
  let found = 0;
  for (let round = 0; round < 60; round += 1) if (kinds(make(random)).includes(kind)) found += 1;
  return found / 60;
}

const around = (random: () => number, n: number, level: (i: number) => number): number[] =>
  noise("normal")(random, n).map((value, i) => value - 100 + level(i));

describe("what is planted is found", () => {
  test.each<[string, InsightKind, (random: () => number) => InsightInput]>([
    ["a rise over 24 months", "trend", (random) => monthly(around(random, 24, (i) => 100 + 3 * i))],
    ["a fall over 24 months", "trend", (random) => monthly(around(random, 24, (i) => 200 - 3 * i))],
    ["a step after 18 of 36 months", "change", (random) => monthly(around(random, 36, (i) => (i < 18 ? 100 : 140)))],
    ["one month far off", "outlier", (random) => monthly(around(random, 36, (i) => (i === 20 ? 220 : 100)))],
    ["one group far off", "outlier", (random) => grouped({ price: around(random, 30, (i) => (i === 4 ? 250 : 100)) })],
    ["weekends", "seasonality", (random) => daily(around(random, 70, (i) => (i % 7 > 4 ? 60 : 110)))],
    ["the year", "seasonality", (random) => monthly(around(random, 48, (i) => 100 + 40 * Math.sin((i * Math.PI) / 6)))],
    [
      "two figures that go together",
      "correlation",
      (random) => {
        const price = around(random, 40, (i) => i * 3);
        return grouped({ price, rating: around(random, 40, (i) => 5 + (price[i] ?? 0)) });
      },
    ],
  ])("%s", (_name, kind, make) => {
    expect(power(kind, make)).toBeGreaterThanOrEqual(0.9);
  });

  test("a few groups with most of the whole", () => {
    const values = [900, 700, ...Array.from({ length: 14 }, () => 10)];
    expect(findInsights(grouped({ total: values }, "sum"))[0]?.sentence).toBe(
      "Group 1, Group 2 and Group 3 make up 93% of total, out of 16 customers.",
    );
    expect(kinds(grouped({ total: values }, "avg"))).not.toContain("concentration");
    expect(kinds({ ...grouped({ total: values }, "sum"), isWhole: false })).toEqual([]);
  });
});

test("the sentence tells the trend by its ends", () => {
  const [insight] = findInsights(monthly(Array.from({ length: 12 }, (_v, i) => 100 + 10 * i)));
  expect(insight?.sentence).toBe("Total rises steadily, from 100 (January 2018) to 210 (December 2018).");
  expect(insight).toMatchObject({ kind: "trend", sample: 12, columns: ["total"] });
});

test("half a month at the end is no fall", () => {
  const values = [...Array.from({ length: 17 }, (_v, i) => 100 + (i % 3)), 20];
  expect(kinds(monthly(values))).toContain("outlier");
  expect(kinds({ ...monthly(values), coveredUntil: "2019-06-11" })).toEqual([]);
  const late = [20, ...values.slice(0, 17)];
  expect(kinds(monthly(late))).toContain("outlier");
  expect(kinds({ ...monthly(late), coveredFrom: "2018-01-20" })).toEqual([]);
});

test("periods that the data covers in part are known by name", () => {
  const input = { ...monthly([1, 2, 3, 4]), coveredFrom: "2018-01-20", coveredUntil: "2018-04-11" };
  expect(readFrame(input).series).toMatchObject({
    partial: ["January 2018", "April 2018"],
    labels: ["February 2018", "March 2018"],
  });
});

test("every test that was made counts against each finding", () => {
  const corrected = correct([{ pValue: 0.01 }, { pValue: 0.04 }, {}, { pValue: 0.03 }, { pValue: 0.5 }]);
  expect(corrected.map((value) => value?.toFixed(4))).toEqual(["0.0400", "0.0533", undefined, "0.0533", "0.5000"]);
});
