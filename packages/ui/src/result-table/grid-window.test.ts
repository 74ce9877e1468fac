import { describe, expect, test } from "vitest";
import {
  columnWindow,
  leftEdges,
  MAX_SCROLL_HEIGHT,
  ROW_HEIGHT,
  rowWindow,
  scrollHeight,
  scrollToRow,
} from "./grid-window.ts";

const VIEW = 600;

describe("rows in view", () => {
  test.each([
    ["the top of a short result", 0, 10, 0, 10],
    ["the top of a long one", 0, 100_000, 0, 25],
    ["somewhere inside", 3200, 100_000, 94, 125],
  ])("%s", (_name, scrollTop, rowCount, first, last) => {
    expect(rowWindow(scrollTop, VIEW, rowCount)).toMatchObject({ first, last });
  });

  test("the end of ten million rows can be reached", () => {
    const rowCount = 10_000_000;
    expect(scrollHeight(rowCount)).toBe(MAX_SCROLL_HEIGHT);
    expect(rowWindow(MAX_SCROLL_HEIGHT - VIEW, VIEW, rowCount).last).toBe(rowCount);
  });

  test("without gearing a row lies where its number says", () => {
    const { first, offset } = rowWindow(3200, VIEW, 100_000);
    expect(offset).toBe(first * ROW_HEIGHT);
  });

  test.each([0, 12, 499_999, 999_999])("going to row %i of a million shows it", (row) => {
    const shown = rowWindow(scrollToRow(row, 0, VIEW, 1_000_000), VIEW, 1_000_000);
    expect(row >= shown.first && row < shown.last).toBe(true);
  });
});

describe("columns in view", () => {
  const lefts = leftEdges(Array.from({ length: 100 }, () => 100));
  test("edges end with the full width", () => expect(lefts.at(-1)).toBe(10_000));
  test.each([
    ["at the left", 0, 0, 12],
    ["in the middle", 5000, 48, 62],
    ["at the right", 9000, 88, 100],
  ])("%s", (_name, scrollLeft, first, last) => {
    expect(columnWindow(scrollLeft, 1000, lefts)).toEqual({ first, last });
  });
});
