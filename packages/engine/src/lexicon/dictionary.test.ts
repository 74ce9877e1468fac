import { describe, expect, test } from "vitest";
import { stem } from "../text/stem.ts";
import { kinOf } from "./dictionary.ts";

const weightOf = (from: string, to: string): number =>
  kinOf(stem(from)).find((kin) => kin.stem === stem(to))?.weight ?? 0;

const RELATED: readonly (readonly [string, string])[] = [
  ["nation", "country"],
  ["country", "nation"],
  ["pupil", "student"],
  ["heavy", "weight"],
  ["old", "age"],
  ["wage", "salary"],
  ["campus", "university"],
  ["hypersensitivity", "allergy"],
  ["abandon", "desertion"],
];

describe("dictionary", () => {
  test.each(RELATED)("%s is kin to %s", (from, to) => {
    expect(weightOf(from, to)).toBeGreaterThan(0.3);
  });

  test("words whose usual senses are one are nearly as good as a pair of our own", () => {
    expect(weightOf("aerodrome", "airport")).toBeGreaterThan(0.6);
    expect(weightOf("abandon", "desertion")).toBeLessThan(0.6);
  });

  test("a word is not kin to itself, and an unknown word to none", () => {
    expect(weightOf("country", "country")).toBe(0);
    expect(kinOf("qqzzx")).toEqual([]);
  });
});
