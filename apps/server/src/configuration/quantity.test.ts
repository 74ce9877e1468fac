import { expect, test } from "vitest";
import { formatQuantity, parseQuantity } from "./quantity.ts";

test.each([
  ["30 s", "ms", undefined, 30_000],
  ["30s", "ms", undefined, 30_000],
  ["1.5 h", "ms", undefined, 5_400_000],
  ["30 d", "ms", undefined, 30 * 86_400_000],
  ["0", "ms", undefined, 0],
  ["2 GB", "bytes", undefined, 2 * 1024 ** 3],
  ["512mb", "bytes", undefined, 512 * 1024 ** 2],
  ["7", "ms", "d", 7 * 86_400_000],
  ["30", "ms", undefined, undefined],
  ["2 GB", "ms", undefined, undefined],
  ["-1 s", "ms", undefined, undefined],
  ["soon", "ms", undefined, undefined],
] as const)("%s as %s is read", (text, kind, bare, value) => {
  expect(parseQuantity(text, kind, bare)).toBe(value);
});

test.each([
  [86_400_000, "ms", "1 d"],
  [90_000, "ms", "90 s"],
  [1_234, "ms", "1234 ms"],
  [2 * 1024 ** 3, "bytes", "2 GB"],
  [0, "bytes", "0"],
] as const)("%i %s is written as %s and read back", (value, kind, text) => {
  expect(formatQuantity(value, kind)).toBe(text);
  expect(parseQuantity(text, kind)).toBe(value);
});
