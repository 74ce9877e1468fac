import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Repeating } from "./repeating.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("work follows its pace from the moment that changes, and stops for good", () => {
  let everyMs = 1_000;
  let told = () => {};
  let runs = 0;
  const repeating = new Repeating(
    {
      everyMs: () => everyMs,
      onChange(listener) {
        told = listener;
        return () => {
          told = () => {};
        };
      },
    },
    () => runs++,
  );
  repeating.start();
  vi.advanceTimersByTime(2_500);
  expect(runs).toBe(2);
  told();
  vi.advanceTimersByTime(500);
  expect(runs, "another setting changed, and the pace goes on").toBe(3);
  everyMs = 100;
  told();
  vi.advanceTimersByTime(1_000);
  expect(runs).toBe(13);
  repeating.stop();
  everyMs = 1;
  told();
  vi.advanceTimersByTime(1_000);
  expect(runs).toBe(13);
});
