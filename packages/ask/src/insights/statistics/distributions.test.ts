import { expect, test } from "vitest";
import { chiSquaredUpper, normalTwoSided, studentTwoSided } from "./distributions.ts";

test.each<[string, number, number]>([
  ["normal 1.96", normalTwoSided(1.959963985), 0.05],
  ["normal 3.29", normalTwoSided(3.290526731), 0.001],
  ["student 2.228 with 10", studentTwoSided(2.228138852, 10), 0.05],
  ["student 4.587 with 10", studentTwoSided(4.586893859, 10), 0.001],
  ["chi-squared 11.07 with 5", chiSquaredUpper(11.07049769, 5), 0.05],
  ["chi-squared 24.725 with 11", chiSquaredUpper(24.72497031, 11), 0.01],
  ["nothing", normalTwoSided(0), 1],
])("%s", (_name, found, expected) => {
  expect(found).toBeCloseTo(expected, 7);
});
