import { describe, expect, test } from "vitest";
import { stem } from "../text/stem.ts";
import { neighboursOf } from "./neighbours.ts";

const degreeOf = (from: string, to: string): number | undefined =>
  neighboursOf(stem(from)).find((neighbour) => neighbour.stem === stem(to))?.degree;

const NEAR: readonly (readonly [string, string])[] = [
  ["vessel", "ship"],
  ["town", "city"],
  ["dormitory", "hostel"],
  ["cellphone", "phone"],
  ["petrol", "fuel"],
];

const TOLD_APART: readonly (readonly [string, string])[] = [
  ["arrival", "departure"],
  ["husband", "wife"],
  ["january", "march"],
  ["teacher", "student"],
  ["buyer", "seller"],
];

describe("words met in the same places", () => {
  test.each(NEAR)("%s is near %s, and the other way round", (a, b) => {
    expect(degreeOf(a, b)).toBeGreaterThanOrEqual(0);
    expect(degreeOf(b, a)).toBe(degreeOf(a, b));
  });

  test.each(TOLD_APART)("%s and %s stand in the same places because they are told apart there", (a, b) => {
    expect(degreeOf(a, b)).toBeUndefined();
  });

  test("degrees go from 0 to 15, a word is not near itself, and an unknown word near none", () => {
    const near = neighboursOf(stem("city"));
    expect(near.every(({ degree }) => degree >= 0 && degree <= 15)).toBe(true);
    expect(near.map((neighbour) => neighbour.stem)).not.toContain(stem("city"));
    expect(neighboursOf("qqzzx")).toEqual([]);
  });
});
