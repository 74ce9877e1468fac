import { expect, test } from "vitest";
import { isSameDeed, namesDeed } from "./deeds.ts";

test.each([
  ["admission", "admitted", true],
  ["cancellation", "cancelled", true],
  ["cancellation", "canceled", true],
  ["approval", "approved", true],
  ["rejection", "rejected", true],
  ["enrollment", "enrolled", true],
  ["denial", "denied", true],
  ["retention", "retained", true],
  ["acceptance", "accepted", true],
  ["return", "returned", true],
  ["delivery", "delivered", true],
  ["churn", "cancelled", true],
  ["admission", "administered", false],
  ["retention", "returned", false],
  ["conversion", "conversation", false],
  ["interest", "interview", false],
])("%s and %s: %s", (noun, done, expected) => {
  expect(isSameDeed(noun, done)).toBe(expected);
});

test("two nouns may tell of the same deed", () => {
  expect(namesDeed("churn", "cancellation")).toBe(true);
  expect(namesDeed("churn", "canceled")).toBe(true);
  expect(namesDeed("churn", "admission")).toBe(false);
});
