import { expect, test } from "vitest";
import { columnWords, isPlural, singular } from "./words.ts";

test.each([
  ["unit_price", "unit price"],
  ["unitPrice", "unit price"],
  ["total_total_bill", "total bill"],
  ["count_star()", "count"],
  ["AAPL", "AAPL"],
  ["__", "value"],
])("%s reads %s", (name, words) => expect(columnWords(name)).toBe(words));

test.each([
  ["orders", true, "order"],
  ["order items", true, "order item"],
  ["people", true, "person"],
  ["women", true, "woman"],
  ["categories", true, "category"],
  ["dup", false, "dup"],
  ["class", false, "class"],
  ["status", false, "status"],
  ["analysis", false, undefined],
  ["species", false, undefined],
  ["sales 2024", false, "sales 2024"],
] as const)("%s is a plural: %s", (words, expected, one) => {
  expect(isPlural(words)).toBe(expected);
  if (one !== undefined) expect(singular(words)).toBe(one);
});
