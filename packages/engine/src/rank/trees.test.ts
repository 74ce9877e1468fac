import { describe, expect, it } from "vitest";
import { addSecond, OWN_FEATURES, SECOND_FEATURES, secondRows } from "./second-look.ts";
import { scoreByTrees, type Trees } from "./trees.ts";

/** "Is the first number above 2? Then 3, or -1", and a tree of one leaf. */
const TREES: Trees = {
  roots: [0, 3],
  feature: [0, -1, -1, -1],
  threshold: [2, 0, 0, 0],
  right: [2, 0, 0, 0],
  value: [0, -1, 3, 0.5],
};

describe("scoreByTrees", () => {
  it.each([
    ["at the threshold", 2, -0.5],
    ["below it", -7, -0.5],
    ["above it", 2.5, 3.5],
  ])("adds up what the trees give to a row %s", (_, value, expected) => {
    expect(scoreByTrees(TREES, Float32Array.of(value))).toBe(expected);
  });
});

describe("secondRows", () => {
  const own = (value: number): Float32Array => new Float32Array(OWN_FEATURES.length).fill(value);
  const rows = secondRows([
    { own: own(1), score: 2 },
    { own: own(4), score: 2 },
  ]);
  const number = (row: number, name: string): number | undefined => rows[row]?.[SECOND_FEATURES.indexOf(name)];
  it.each([
    ["second:margin", 0],
    ["second:chance", 0.5],
    ["second:place", 1],
    ["joins", 4],
    ["align:unheard", 4],
    ["beside:joins", 3],
    ["beside:align:unheard", 3],
  ])("tells %s of the second reading", (name, expected) => {
    expect(number(1, name)).toBe(expected);
  });
  it("compares the first with itself", () => {
    expect(number(0, "beside:joins")).toBe(0);
  });
  it("has no rows where there are no readings", () => {
    expect(secondRows([])).toEqual([]);
  });
});

describe("addSecond", () => {
  it("lets no reading pass that was not looked at", () => {
    expect([...addSecond(Float64Array.of(3, 5, 4), [1, 2], [-9, 1])]).toEqual([-4 - 1e-6, -4, 5]);
  });
  it("leaves scores as they are when nothing was looked at", () => {
    expect([...addSecond(Float64Array.of(3, 5), [], [])]).toEqual([3, 5]);
  });
});
