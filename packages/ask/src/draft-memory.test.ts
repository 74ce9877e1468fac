import { afterAll, beforeAll, expect, test } from "vitest";
import { readAlone } from "./draft-memory.ts";
import { openShop, type Shop } from "./fixtures/shop.ts";

const DAY_MS = 86_400_000;
let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const at = (now: number, timeZone = "UTC") => ({ ...shop.needs, clock: { now: () => now }, timeZone });
const NOON = Date.UTC(2026, 0, 15, 12);
const QUESTION = "number of orders yesterday";

test("a question asked again is not read again", () => {
  expect(readAlone(QUESTION, at(NOON))).toBe(readAlone(QUESTION, at(NOON + 1_000)));
});

test("another day or another zone's day is read anew", () => {
  const sqlAt = (now: number, timeZone?: string) => readAlone(QUESTION, at(now, timeZone)).readings[0]?.sql;
  expect(sqlAt(NOON)).toContain("2026-01-14");
  expect(sqlAt(NOON + DAY_MS)).toContain("2026-01-15");
  expect(sqlAt(NOON, "Pacific/Kiritimati")).toContain("2026-01-15");
});

test("old questions are forgotten", () => {
  const first = readAlone(QUESTION, at(NOON));
  for (let i = 0; i < 200; i++) readAlone(`orders ${i}`, at(NOON));
  expect(readAlone(QUESTION, at(NOON))).not.toBe(first);
});
