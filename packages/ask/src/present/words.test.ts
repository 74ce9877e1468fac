import { expect, test } from "vitest";
import { columnWords } from "./words.ts";

test.each([
  ["unit_price", "unit price"],
  ["unitPrice", "unit price"],
  ["total_total_bill", "total bill"],
  ["count_star()", "count"],
  ["AAPL", "AAPL"],
  ["__", "value"],
])("%s reads %s", (name, words) => expect(columnWords(name)).toBe(words));
