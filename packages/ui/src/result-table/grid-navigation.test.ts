import { describe, expect, test } from "vitest";
import { isInRange, nextPlace, rangeOf } from "./grid-navigation.ts";

const size = { rows: 1000, columns: 5, pageRows: 20 };

describe("keys in the grid", () => {
  test.each<[string, string, boolean, number, number, number, number]>([
    ["down one", "ArrowDown", false, 3, 2, 4, 2],
    ["up from the first row reaches the header", "ArrowUp", false, 0, 2, -1, 2],
    ["up from the header stays", "ArrowUp", false, -1, 2, -1, 2],
    ["right stops at the edge", "ArrowRight", false, 3, 4, 3, 4],
    ["page down stops at the last row", "PageDown", false, 995, 0, 999, 0],
    ["page up does not enter the header", "PageUp", false, 5, 0, 0, 0],
    ["home goes to the first column", "Home", false, 7, 3, 7, 0],
    ["control end goes to the last cell", "End", true, 0, 0, 999, 4],
    ["control home goes to the first cell", "Home", true, 999, 4, 0, 0],
  ])("%s", (_name, key, isControl, row, column, toRow, toColumn) => {
    expect(nextPlace({ row, column }, { key, isControl }, size)).toEqual({ row: toRow, column: toColumn });
  });

  test("a letter moves nothing", () => {
    expect(nextPlace({ row: 0, column: 0 }, { key: "a", isControl: false }, size)).toBeNull();
  });
});

test("a range holds its corners whichever way it was drawn", () => {
  const range = rangeOf({ row: 5, column: 3 }, { row: 2, column: 1 });
  expect([isInRange(range, 2, 1), isInRange(range, 5, 3), isInRange(range, 6, 3)]).toEqual([true, true, false]);
});
