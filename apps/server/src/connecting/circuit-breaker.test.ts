import { AppError } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { CircuitBreaker } from "./circuit-breaker.ts";

describe("a source that does not answer", () => {
  const down = () => Promise.reject(new AppError("SOURCE_UNREACHABLE"));
  const up = () => Promise.resolve("rows");

  function openBreaker() {
    const clock = { now: 0 };
    const breaker = new CircuitBreaker({ failures: 3, restMs: 10_000, monotonicNow: () => clock.now });
    const attempt = async (work: () => Promise<string>): Promise<string> =>
      breaker.run(work).catch((error: AppError) => (error.details?.retryAfterSeconds ? "left alone" : error.code));
    return { clock, attempt };
  }

  test("is left alone after three failures in a row, then tried by one call", async () => {
    const { clock, attempt } = openBreaker();
    for (let i = 0; i < 3; i++) expect(await attempt(down)).toBe("SOURCE_UNREACHABLE");
    expect(await attempt(up)).toBe("left alone");
    clock.now = 9_999;
    expect(await attempt(up)).toBe("left alone");
    clock.now = 10_000;
    const trial = attempt(() => new Promise((resolve) => setTimeout(() => resolve("rows"), 20)));
    expect(await attempt(up)).toBe("left alone");
    expect(await trial).toBe("rows");
    expect(await attempt(up)).toBe("rows");
  });

  test("rests again when the trial fails", async () => {
    const { clock, attempt } = openBreaker();
    for (let i = 0; i < 3; i++) await attempt(down);
    clock.now = 10_000;
    expect(await attempt(down)).toBe("SOURCE_UNREACHABLE");
    expect(await attempt(up)).toBe("left alone");
  });

  test("an answer in between starts the count again, a refusal too", async () => {
    const { attempt } = openBreaker();
    const refuses = () => Promise.reject(new AppError("SOURCE_SIGN_IN_FAILED"));
    for (const work of [down, down, up, down, down, refuses, down, down]) await attempt(work);
    expect(await attempt(up)).toBe("rows");
  });

  test("a cancelled trial lets the next one try", async () => {
    const { clock, attempt } = openBreaker();
    for (let i = 0; i < 3; i++) await attempt(down);
    clock.now = 10_000;
    expect(await attempt(() => Promise.reject(new AppError("QUERY_CANCELLED")))).toBe("QUERY_CANCELLED");
    expect(await attempt(up)).toBe("rows");
  });
});
