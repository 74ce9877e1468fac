import { expect, test } from "vitest";
import { backoffMs, pause } from "./pause.ts";

test.each([
  ["the first, at the least", 0, 0, 200],
  ["the first, at the most", 0, 1, 400],
  ["the third", 2, 0.5, 1_200],
  ["one after many", 20, 1, 8_000],
])("pauses are spread and bounded: %s", (_, retry, random, ms) => {
  expect(backoffMs(retry, () => random)).toBe(ms);
});

test("a pause ends with its signal, or does not begin", async () => {
  const leaving = new AbortController();
  const waiting = pause(60_000, leaving.signal);
  leaving.abort(new Error("gone"));
  await expect(waiting).rejects.toThrow("gone");
  await expect(pause(60_000, leaving.signal)).rejects.toThrow("gone");
});
