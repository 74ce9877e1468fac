import { describe, expect, it } from "vitest";
import { isShortFor, isWithoutVowels } from "./shortened.ts";

describe("isShortFor", () => {
  it.each([
    ["the beginning", "enr", "enrollment", true],
    ["without vowels", "clm", "claim", true],
    ["vowels and more left out", "agcy", "agency", true],
    ["a vowel first", "agt", "agent", true],
    ["without one vowel", "brnch", "branch", true],
    ["no shorter", "claim", "claim", false],
    ["almost as long", "claim", "claims", false],
    ["a vowel inside is no abbreviation", "pat", "participant", false],
    ["letters in another order", "mtr", "marmot", false],
    ["too much left out", "cst", "characteristics", false],
  ])("%s", (_, short, word, expected) => expect(isShortFor(short, word)).toBe(expected));
});

it("of short words only the vowels may be left out", () => {
  expect(isWithoutVowels("drm", "dorm")).toBe(true);
  expect(isWithoutVowels("dm", "dorm")).toBe(false);
  expect(isWithoutVowels("dorm", "dorm")).toBe(false);
});
