import { describe, expect, test } from "vitest";
import { dayOf, daysText, movedTo } from "./move-window.ts";

describe("a stretch of time moved to where the data ends", () => {
  test.each([
    ["a month", "2026-10-01", "2026-11-01", "2024-05-07", "2024-05-01", "2024-06-01", "May 2024"],
    ["a quarter", "2026-07-01", "2026-10-01", "2024-05-07", "2024-04-01", "2024-07-01", "Q2 2024"],
    ["a year", "2026-01-01", "2027-01-01", "2024-05-07", "2024-01-01", "2025-01-01", "2024"],
    [
      "three months of no quarter",
      "2026-08-01",
      "2026-11-01",
      "2024-01-31",
      "2023-11-01",
      "2024-02-01",
      "2023-11-01 to 2024-01-31",
    ],
    ["six months", "2026-05-01", "2026-11-01", "2024-12-31", "2024-07-01", "2025-01-01", "2024-07-01 to 2024-12-31"],
    ["seven days", "2026-11-15", "2026-11-22", "2024-05-07", "2024-05-01", "2024-05-08", "2024-05-01 to 2024-05-07"],
    ["a day", "2026-11-21", "2026-11-22", "2024-02-29", "2024-02-29", "2024-03-01", "2024-02-29"],
  ])("%s", (_name, from, to, last, movedFrom, movedUntil, words) => {
    const moved = movedTo(last, { from, to });
    expect(moved).toEqual({ from: movedFrom, to: movedUntil });
    expect(moved === null ? null : daysText(moved)).toBe(words);
  });

  test("what is no date has no day", () => {
    expect(dayOf("2024-05-07T10:00:00Z")).toBe("2024-05-07");
    expect([dayOf(null), dayOf(12n), dayOf("soon")]).toEqual([null, null, null]);
    expect(movedTo("soon", { from: "2026-10-01", to: "2026-11-01" })).toBeNull();
  });
});
