import { DEFAULT_LIMITS, type StoredResult } from "@parlance/core";
import { describe, expect, it, test } from "vitest";
import { memoryResultCache } from "./memory-result-cache.ts";
import type { CacheKey } from "./result-cache.ts";

const KEY: CacheKey = {
  workspaceId: "w",
  sourceId: "s",
  sourceVersion: "1",
  principal: "p",
  limits: DEFAULT_LIMITS,
  sql: "SELECT 1",
};

function stored(text: string): StoredResult {
  const columns = [{ name: "a", type: { kind: "text", native: "VARCHAR" } }] as const;
  return {
    columns,
    firstPage: { columns, rowCount: 1, data: [[text]] },
    rowCount: 1,
    isTruncated: false,
    elapsedMs: 1,
  };
}

describe("the result cache in memory", () => {
  it("gives back what was kept", async () => {
    const cache = memoryResultCache({ maxBytes: 1_000_000 });
    await cache.set(KEY, { resultId: "r1", stored: stored("x") });
    expect((await cache.get(KEY))?.resultId).toBe("r1");
  });

  test.each([
    ["another workspace", { workspaceId: "w2" }],
    ["another source", { sourceId: "s2" }],
    ["another version of the data", { sourceVersion: "2" }],
    ["another person", { principal: "p2" }],
    ["other limits", { limits: { ...DEFAULT_LIMITS, maxRows: 10 } }],
    ["other SQL", { sql: "SELECT 2" }],
  ])("misses for %s", async (_name, change) => {
    const cache = memoryResultCache({ maxBytes: 1_000_000 });
    await cache.set(KEY, { resultId: "r1", stored: stored("x") });
    expect(await cache.get({ ...KEY, ...change })).toBeUndefined();
  });

  it("drops what was used least recently when the budget is full", async () => {
    const cache = memoryResultCache({ maxBytes: 8_000 });
    const key = (sql: string): CacheKey => ({ ...KEY, sql });
    await cache.set(key("a"), { resultId: "a", stored: stored("x".repeat(1_500)) });
    await cache.set(key("b"), { resultId: "b", stored: stored("x".repeat(1_500)) });
    await cache.get(key("a"));
    await cache.set(key("c"), { resultId: "c", stored: stored("x".repeat(1_500)) });
    const kept = await Promise.all(["a", "b", "c"].map(async (sql) => (await cache.get(key(sql))) !== undefined));
    expect(kept).toEqual([true, false, true]);
  });

  it("keeps nothing larger than its budget", async () => {
    const cache = memoryResultCache({ maxBytes: 1_000 });
    await cache.set(KEY, { resultId: "r", stored: stored("x".repeat(10_000)) });
    expect(await cache.get(KEY)).toBeUndefined();
  });

  it("forgets a source that is gone", async () => {
    const cache = memoryResultCache({ maxBytes: 1_000_000 });
    await cache.set(KEY, { resultId: "r", stored: stored("x") });
    await cache.forget("s");
    expect(await cache.get(KEY)).toBeUndefined();
  });
});
