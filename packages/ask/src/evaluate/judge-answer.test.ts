import type { Cell, FrameColumn, TypeKind } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { hasOrder, type JudgedResult, judgeResult } from "./judge-answer.ts";

const result = (kinds: readonly TypeKind[], ...rows: readonly (readonly Cell[])[]): JudgedResult => ({
  columns: kinds.map((kind, i): FrameColumn => ({ name: `c${i}`, type: { kind, native: kind } })),
  rows,
});

describe("a result beside the right one", () => {
  test.each<[string, JudgedResult, JudgedResult, boolean, string]>([
    ["the same", result(["text", "integer"], ["a", 1]), result(["text", "integer"], ["a", 1]), false, "strict"],
    [
      "columns in another order",
      result(["text", "integer"], ["a", 1]),
      result(["integer", "text"], [1, "a"]),
      false,
      "strict",
    ],
    ["a decimal for a double", result(["decimal"], ["12.50"]), result(["double"], [12.5]), false, "strict"],
    ["a big number for a small one", result(["bigint"], [7n]), result(["integer"], [7]), false, "strict"],
    [
      "a midnight for its day",
      result(["date"], ["2026-01-01"]),
      result(["timestamp"], ["2026-01-01T00:00:00"]),
      false,
      "strict",
    ],
    ["another column beside it", result(["text"], ["a"]), result(["text", "integer"], ["a", 1]), false, "tolerant"],
    ["a column too few", result(["text", "integer"], ["a", 1]), result(["text"], ["a"]), false, "wrong"],
    [
      "rows in another order, with none asked for",
      result(["integer"], [1], [2]),
      result(["integer"], [2], [1]),
      false,
      "strict",
    ],
    [
      "rows in another order, with one asked for",
      result(["integer"], [1], [2]),
      result(["integer"], [2], [1]),
      true,
      "wrong",
    ],
    ["a row too many", result(["integer"], [1]), result(["integer"], [1], [1]), false, "wrong"],
    ["text that looks like a number", result(["text"], ["1"]), result(["integer"], [1]), false, "wrong"],
  ])("%s", (_name, right, given, isOrdered, expected) => expect(judgeResult(right, given, isOrdered)).toBe(expected));
});

describe("the order of a statement's rows", () => {
  test.each<[string, boolean]>([
    ["SELECT a FROM t ORDER BY a", true],
    ["SELECT a FROM (SELECT a FROM t ORDER BY a LIMIT 3) x", false],
    ["SELECT 'order by' FROM t", false],
    ["SELECT row_number() OVER (ORDER BY a) FROM t", false],
    ["SELECT row_number() OVER (ORDER BY a) FROM t order\n by 1", true],
  ])("%s", (sql, expected) => expect(hasOrder(sql)).toBe(expected));
});
