import { expect, test } from "vitest";
import { timeLeft } from "./time-left.ts";

const NOW = Date.parse("2025-06-01T12:00:00Z");

test.each([
  [null, "Kept"],
  ["2025-06-02T12:00:00Z", "Kept for 24 more hours, then deleted"],
  ["2025-06-01T13:10:00Z", "Kept for 1 more hour, then deleted"],
  ["2025-06-01T12:20:00Z", "Kept for 20 more minutes"],
  ["2025-06-01T11:59:00Z", "About to be deleted"],
])("%s: %s", (expiresAt, words) => expect(timeLeft(expiresAt, NOW)).toBe(words));
