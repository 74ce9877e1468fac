import { expect, test } from "vitest";
import { PHRASES, phraseKey } from "./phrases.ts";

const othersOf = (phrase: string): string[] =>
  (PHRASES.get(phraseKey(phrase.split(" "))) ?? []).map((words) => words.join(" "));

test.each([
  ["headquarters", "head office"],
  ["head office", "headquarters"],
  ["date of birth", "birthday"],
  ["birthday", "date of birth"],
  ["head offices", "headquarters"],
])("%s may be said as %s", (phrase, other) => expect(othersOf(phrase)).toContain(other));

test("single words are left to the dictionary of single words", () =>
  expect(othersOf("zip")).not.toContain("postcode"));
