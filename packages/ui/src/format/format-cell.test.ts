import type { DataType, JsonCell, TypeKind } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { formatCell, formatNamedCell, toNumber } from "./format-cell.ts";
import { compactAlike, formatBytes, formatDuration } from "./format-number.ts";

const type = (kind: TypeKind): DataType => ({ kind, native: kind.toUpperCase() });

describe("cells as text", () => {
  test.each<[string, JsonCell, TypeKind, string]>([
    [
      "an exact decimal keeps every digit",
      "12345678901234567890.1234500",
      "decimal",
      "12,345,678,901,234,567,890.1234500",
    ],
    ["a negative decimal", "-1234.50", "decimal", "-1,234.50"],
    ["a whole number beyond 2^53", "9007199254740993", "bigint", "9,007,199,254,740,993"],
    ["a small whole number", 42, "integer", "42"],
    ["a double with noise", 0.1 + 0.2, "double", "0.3"],
    ["a huge double", 1.5e21, "double", "1.5000e+21"],
    ["not a number", "NaN", "double", "NaN"],
    ["a timestamp without a fraction", "2025-01-02T03:04:05.000000", "timestamp", "2025-01-02 03:04:05"],
    ["an instant", "2025-01-02T03:04:05Z", "timestamptz", "2025-01-02 03:04:05Z"],
    ["a list", ["a", 1, null], "list", '["a",1,null]'],
    ["nothing", null, "text", "NULL"],
    ["an empty text", "", "text", ""],
    ["a text that looks like markup", "<b>x</b>", "text", "<b>x</b>"],
  ])("%s", (_name, cell, kind, shown) => {
    expect(formatCell(cell, type(kind))).toBe(shown);
  });

  test("a year is a label, not an amount", () => {
    expect(formatNamedCell(2024, type("integer"), "order_year")).toBe("2024");
    expect(formatNamedCell(2024, type("integer"), "orders")).toBe("2,024");
  });

  test("drawing reads decimals and skips words", () => {
    expect([toNumber("12.50"), toNumber("NaN"), toNumber("abc"), toNumber(""), toNumber(null)]).toEqual([
      12.5,
      null,
      null,
      null,
      null,
    ]);
  });
});

test.each<[string, number[], string[]]>([
  ["tenths for all where one has them", [12_986_633, 11_059_180, 3_000_000], ["13.0M", "11.1M", "3.0M"]],
  ["none where none has", [2_000, 3_000], ["2K", "3K"]],
  ["small numbers stay as they are", [950, 1_200], ["950", "1.2K"]],
])("short forms side by side: %s", (_name, values, shown) => {
  expect(values.map(compactAlike(values))).toEqual(shown);
});

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1500, "1.5 kB"],
  [123_456_789, "123 MB"],
])("%i bytes are %s", (bytes, shown) => expect(formatBytes(bytes)).toBe(shown));

test.each([
  [0.4, "<1 ms"],
  [24.4, "24 ms"],
  [1234, "1.23 s"],
  [31_000, "31.0 s"],
])("%d ms are %s", (ms, shown) => expect(formatDuration(ms)).toBe(shown));
