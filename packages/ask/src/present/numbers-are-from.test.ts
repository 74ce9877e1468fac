import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { anyResult, frame } from "../fixtures/frame-samples.ts";
import { foreignNumbers, numbersAreFrom } from "./numbers-are-from.ts";
import { writeSentence } from "./sentence.ts";

const RESULT = {
  page: frame({
    region: ["text", ["East", "West 12"]],
    month: ["date", ["2025-03-01", "2025-04-01"]],
    total: ["decimal", ["1234.56", "2500000.00"]],
    share: ["double", [0.4273, 0.5727]],
    orders: ["bigint", [7n, 1041n]],
  }),
  rowCount: 2,
};

describe("numbers that are in the result", () => {
  test.each<[string, string]>([
    ["as they stand", "East has 1234.56."],
    ["with thousands", "The West has 1,041 orders."],
    ["with money", "East made $1,234.56."],
    ["rounded", "East made about 1,235."],
    ["to one place", "East made 1,234.6."],
    ["in millions", "The West made 2.5 million."],
    ["short", "The West made 2.5M."],
    ["a share in percent", "East holds 42.7% and the West 57%."],
    ["years and days of dates", "In 2025-03 and April 2025."],
    ["parts of names", "West 12 leads."],
    ["how many rows", "There are two regions."],
    ["no number", "The West leads."],
  ])("%s", (_name, text) => {
    expect(foreignNumbers(RESULT, text)).toEqual([]);
  });
});

describe("numbers that are not", () => {
  test.each<[string, string, string[]]>([
    ["another", "East made 1,243.56.", ["1,243.56"]],
    ["a difference worked out", "The West made 2,498,765.44 more.", ["2,498,765.44"]],
    ["too coarse", "The West made 3 million.", ["3 million"]],
    ["a share that is wrong", "East holds 43.7%.", ["43.7%"]],
    ["another year", "In 2024 the West led.", ["2024"]],
    ["in words", "The West sold twenty times as much, thrice in a dozen.", ["twenty", "dozen"]],
    ["the wrong sign", "East lost -1,234.56.", ["-1,234.56"]],
    ["the wrong size", "East made 1,234.56 million.", ["1,234.56 million"]],
  ])("%s", (_name, text, foreign) => {
    expect(foreignNumbers(RESULT, text)).toEqual(foreign);
  });
});

it("accepts every sentence made by template from one figure", () => {
  fc.assert(
    fc.property(fc.integer({ min: -10_000_000, max: 10_000_000 }), (hundredths) => {
      const value = hundredths / 100;
      const page = frame({ total: ["double", [value]] });
      const text = writeSentence({ page, rowCount: 1, isTruncated: false, query: null });
      return numbersAreFrom({ page, rowCount: 1 }, text);
    }),
    { numRuns: 300 },
  );
});

it("never throws, whatever the result and the text", () => {
  fc.assert(
    fc.property(anyResult, fc.string(), (result, text) => {
      foreignNumbers(result, text);
    }),
    { numRuns: 60 },
  );
});
