import { describe, expect, it } from "vitest";
import { calibrationError, coverageAt, type Outcome, precisionAt, quantile } from "./figures.ts";

const outcomes: Outcome[] = [
  { confidence: 0.9, isRight: true },
  { confidence: 0.8, isRight: true },
  { confidence: 0.7, isRight: false },
  { confidence: 0.2, isRight: false },
];

describe("figures", () => {
  it("precision looks at the most confident part only", () => {
    expect(precisionAt(outcomes, 0.5)).toBe(1);
    expect(precisionAt(outcomes, 1)).toBe(0.5);
  });
  it("coverage is the largest part that is precise enough", () => {
    expect(coverageAt(outcomes, 0.9)).toBe(0.5);
    expect(coverageAt(outcomes, 0.5)).toBe(1);
  });
  it("calibration error is the mean distance between promise and truth", () =>
    expect(calibrationError(outcomes)).toBeCloseTo((0.1 + 0.2 + 0.7 + 0.2) / 4));
  it("quantiles of nothing are zero", () => expect(quantile([], 0.5)).toBe(0));
});
