import { expect, test } from "vitest";
import { costWords } from "./usage-words.ts";

test.each<[number | null, string]>([
  [null, "price unknown"],
  [0, "$0.0000"],
  [0.00001, "less than $0.0001"],
  [0.0123, "$0.0123"],
  [12.345, "$12.35"],
])("%s dollars are %s", (usd, words) => expect(costWords(usd)).toBe(words));
