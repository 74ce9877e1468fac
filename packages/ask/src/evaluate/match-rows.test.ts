import type { Cell } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { matchRows } from "./match-rows.ts";

type Rows = Cell[][];
const rows: [name: string, right: Rows, given: Rows, isOrdered: boolean, allowExtra: boolean, wanted: boolean][] = [
  ["same rows in another order are equal as bags", [[1], [2]], [[2], [1]], false, false, true],
  ["order counts when asked", [[1], [2]], [[2], [1]], true, false, false],
  ["two empty results are equal whatever their columns", [], [], true, false, true],
  ["an empty result is not one row of NULL", [], [[null]], false, false, false],
  [
    "columns may be swapped",
    [
      [1, "a"],
      [2, "b"],
    ],
    [
      ["a", 1],
      ["b", 2],
    ],
    false,
    false,
    true,
  ],
  [
    "columns may be swapped in ordered results",
    [
      [1, "a"],
      [2, "b"],
    ],
    [
      ["a", 1],
      ["b", 2],
    ],
    true,
    false,
    true,
  ],
  [
    "rows must hold together",
    [
      [1, "a"],
      [2, "b"],
    ],
    [
      [1, "b"],
      [2, "a"],
    ],
    false,
    false,
    false,
  ],
  [
    "columns that look alike find their places",
    [
      [1, 1, 2],
      [2, 2, 1],
    ],
    [
      [1, 2, 1],
      [2, 1, 2],
    ],
    false,
    false,
    true,
  ],
  ["a duplicate row counts", [[1], [1], [2]], [[1], [2], [2]], false, false, false],
  ["number and text differ", [[1]], [["1"]], false, false, false],
  ["whole and floating numbers agree", [[1n]], [[1.0]], false, false, true],
  ["sums agree to 12 digits", [[0.1 + 0.2]], [[0.3]], false, false, true],
  ["NULL is not zero", [[null]], [[0]], false, false, false],
  ["one column too many is wrong", [[1]], [[1, "a"]], false, false, false],
  [
    "one column too many passes the superset score",
    [[1], [2]],
    [
      [2, "a"],
      [1, "b"],
    ],
    false,
    true,
    true,
  ],
  ["superset still needs every row", [[1], [2]], [[1, "a"]], false, true, false],
  ["a missing column fails the superset score", [[1, "a"]], [[1]], false, true, false],
];

describe("matchRows", () => {
  it.each(rows)("%s", (_name, right, given, isOrdered, allowExtraColumns, wanted) =>
    expect(matchRows(right, given, { isOrdered, allowExtraColumns })).toBe(wanted),
  );
});
