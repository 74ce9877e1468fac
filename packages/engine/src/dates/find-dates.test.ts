import { describe, expect, test } from "vitest";
import { tokenize } from "../text/tokens.ts";
import { dayOf, isoDay, period, today } from "./calendar.ts";
import { findDates } from "./find-dates.ts";

const NOW = dayOf(2026, 11, 15);
const read = (question: string): string[] =>
  findDates(question, tokenize(question), NOW).map(({ from = "", to = "" }) => `${from}/${to}`);

const CASES: readonly (readonly [string, string])[] = [
  ["orders last month", "2026-10-01/2026-11-01"],
  ["orders this year so far", "2026-01-01/2026-11-16"],
  ["orders last quarter", "2026-07-01/2026-10-01"],
  ["orders in Q3 2023", "2023-07-01/2023-10-01"],
  ["orders in the third quarter of 2023", "2023-07-01/2023-10-01"],
  ["orders in 2024", "2024-01-01/2025-01-01"],
  ["orders since March", "2026-03-01/"],
  ["orders since December", "2025-12-01/"],
  ["orders before 2020", "/2020-01-01"],
  ["orders after May 2021", "2021-06-01/"],
  ["orders in or after 2021", "2021-01-01/"],
  ["orders on or after 2024-01-05", "2024-01-05/"],
  ["orders on or before 2024-01-05", "/2024-01-06"],
  ["orders between January and March 2025", "2025-01-01/2025-04-01"],
  ["orders from 2020 to 2022", "2020-01-01/2023-01-01"],
  ["orders on 5 January 2024", "2024-01-05/2024-01-06"],
  ["orders on January 5, 2024", "2024-01-05/2024-01-06"],
  ["orders on 2024-01-05", "2024-01-05/2024-01-06"],
  ["orders before '2024-01-05 10:30:00'", "/2024-01-05"],
  ["orders after the date 2024-01-05 10:30", "2024-01-06/"],
  ["orders between '2024-01-05' and '2024-02-01'", "2024-01-05/2024-02-02"],
  ["orders in the last 30 days", "2026-10-17/2026-11-16"],
  ["orders yesterday", "2026-11-14/2026-11-15"],
  ["orders this week", "2026-11-09/2026-11-16"],
  ["orders ytd", "2026-01-01/2026-11-16"],
  ["orders in the first half of 2025", "2025-01-01/2025-07-01"],
];

describe("findDates", () => {
  test.each(CASES)("%s", (question, range) => {
    expect(read(question)).toEqual([range]);
  });

  test("two dates with or between them are two", () => {
    expect(read("orders before 1989-09-03 or after 2007-12-25")).toEqual(["/1989-09-03", "2007-12-26/"]);
  });

  test("an amount of money is no year", () => {
    expect(read("orders above $2000")).toEqual([]);
  });
});

describe("calendar", () => {
  test("today depends on the zone", () => {
    const evening = Date.UTC(2026, 10, 15, 23, 30);
    expect(isoDay(today(evening, "Europe/Berlin"))).toBe("2026-11-16");
    expect(isoDay(today(evening, "America/New_York"))).toBe("2026-11-15");
  });

  test("an unknown zone reads as UTC", () => {
    expect(isoDay(today(Date.UTC(2026, 0, 1), "Mars/Base"))).toBe("2026-01-01");
  });

  test("periods cross the year", () => {
    expect(isoDay(period(dayOf(2026, 1, 10), "month", -1).from)).toBe("2025-12-01");
    expect(isoDay(period(dayOf(2026, 1, 10), "quarter", -1).from)).toBe("2025-10-01");
  });
});
