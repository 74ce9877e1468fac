import { expect, test } from "vitest";
import { readRetryAfter } from "./retry-after.ts";

const NOW = Date.UTC(2026, 10, 21, 12, 0, 0);

test.each<[string, Record<string, string> | undefined, number | undefined]>([
  ["seconds", { "retry-after": "7" }, 7_000],
  ["parts of a second", { "retry-after": "0.5" }, 500],
  ["a date", { "retry-after": "Sat, 21 Nov 2026 12:00:30 GMT" }, 30_000],
  ["a date that is over", { "retry-after": "Sat, 21 Nov 2026 11:00:00 GMT" }, 0],
  ["milliseconds before seconds", { "retry-after-ms": "250", "retry-after": "1" }, 250],
  ["nothing readable", { "retry-after": "soon" }, undefined],
  ["an empty header", { "retry-after": "" }, undefined],
  ["no header", undefined, undefined],
])("Retry-After: %s", (_, headers, expected) => {
  expect(readRetryAfter(headers, NOW)).toBe(expected);
});
