import { expect, test } from "vitest";
import { BriefMemory, forgetBriefly } from "./brief-memory.ts";
import type { Query } from "./query.ts";
import { partsOfBlock } from "./walk.ts";

test("keeps what was worked out until it is told to forget", () => {
  const memory = new BriefMemory<object, string>();
  const key = {};
  memory.set(key, "known");
  expect(memory.get(key)).toBe("known");
  forgetBriefly();
  expect(memory.get(key)).toBeUndefined();
});

test("forgets by itself before it grows without end", () => {
  const memory = new BriefMemory<object, number>();
  const first = {};
  memory.set(first, -1);
  for (let i = 0; i < 8_000; i += 1) memory.set({}, i);
  expect(memory.get(first)).toBeUndefined();
});

test("says the same of a query after it has forgotten", () => {
  const query: Query = { select: [{ expr: { kind: "column", table: "orders", column: "amount" } }] };
  const before = partsOfBlock(query);
  expect(partsOfBlock(query)).toBe(before);
  forgetBriefly();
  expect(partsOfBlock(query)).toEqual(before);
});
