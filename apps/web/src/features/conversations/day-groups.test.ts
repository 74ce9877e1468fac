import { expect, test } from "vitest";
import { byDay, dayName, whenAsked } from "./day-groups.ts";

const NOW = new Date(2026, 10, 21, 9, 0);

test.each<[string, Date, string]>([
  ["a minute ago", new Date(2026, 10, 21, 8, 59), "Today"],
  ["last night", new Date(2026, 10, 20, 23, 59), "Yesterday"],
  ["six days ago", new Date(2026, 10, 15, 12, 0), "Last seven days"],
  ["a week ago", new Date(2026, 10, 14, 12, 0), "November 2026"],
  ["a clock that runs ahead", new Date(2026, 10, 21, 9, 5), "Today"],
])("%s", (_name, time, day) => expect(dayName(time, NOW)).toBe(day));

test("items keep their order within a day", () => {
  const times = [new Date(2026, 10, 21, 8), new Date(2026, 10, 21, 7), new Date(2026, 10, 20, 7)].map((time) =>
    time.toISOString(),
  );
  expect(byDay(times, (time) => time, NOW)).toEqual([
    { name: "Today", items: times.slice(0, 2) },
    { name: "Yesterday", items: times.slice(2) },
  ]);
});

test("a time of today needs no date", () => {
  expect(whenAsked(new Date(2026, 10, 21, 8, 5).toISOString(), NOW)).toBe("08:05");
  expect(whenAsked(new Date(2026, 10, 2, 8, 5).toISOString(), NOW)).toBe("2 Nov 2026, 08:05");
});
