import { expect, test } from "vitest";
import { identifierWords } from "./identifier-words.ts";
import { longWord } from "./long-words.ts";
import { spokenWords } from "./spoken-words.ts";

test.each([
  ["pln", "plan"],
  ["mmbr", "member"],
  ["brth", "birth"],
  ["trnr", "trainer"],
  ["mthd", "method"],
  ["pymnt", "payment"],
  ["vsts", "visits"],
  ["ordr", "order"],
  ["ssn", undefined],
  ["mph", undefined],
  ["plan", undefined],
])("%s is short for %s", (short, long) => {
  expect(longWord(short)).toBe(long);
});

test.each([
  ["join_dt", ["join", "date"]],
  ["PLN_CD", ["plan", "code"]],
  ["cnclDt", ["cancellation", "date"]],
  ["ssn", ["ssn"]],
  ["duration_min", ["duration", "minutes"]],
  ["price_min", ["price", "min"]],
])("the words of %s", (name, words) => {
  expect(identifierWords(name)).toEqual(words);
});

test.each([
  ["mnth_fee_amt", "monthly fee amount"],
  ["mnth", "month"],
  ["month_fee", "month fee"],
  ["orderTotal", "order total"],
  ["term_name", "term name"],
  ["no_show", "no show"],
  ["inv_no", "inv number"],
  ["max_gust", "max gust"],
])("%s is said %s", (name, said) => {
  expect(spokenWords(name).join(" ")).toBe(said);
});
