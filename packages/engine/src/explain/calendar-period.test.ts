import { describe, expect, test } from "vitest";
import { calendarPeriod } from "./calendar-period.ts";

describe("ranges of dates in words", () => {
  test.each([
    ["2025-01-01", "2026-01-01", "in 2025"],
    ["2025-12-01", "2026-01-01", "in December 2025"],
    ["2025-10-01", "2026-01-01", "in Q4 2025"],
    ["2025-02-28", "2025-03-01", "on 2025-02-28"],
    ["2025-02-01", "2025-03-15", null],
    ["2025-02-01T10:00:00", "2025-03-01", null],
  ])("%s to %s is %s", (from, to, expected) => {
    expect(calendarPeriod(from, to)).toBe(expected);
  });
});
