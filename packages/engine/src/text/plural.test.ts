import { expect, test } from "vitest";
import { isPlural, plural } from "./plural.ts";

test.each([
  ["city", "cities"],
  ["day", "days"],
  ["tax", "taxes"],
  ["taxis", "taxis"],
  ["person", "people"],
  ["salesman", "salesmen"],
  ["human", "humans"],
  ["diagnosis", "diagnoses"],
  ["address", "addresses"],
  ["status", "statuses"],
  ["branch", "branches"],
  ["photo", "photos"],
  ["shelf", "shelves"],
  ["series", "series"],
  ["orders", "orders"],
])("many of %s are %s", (one, many) => {
  expect(plural(one)).toBe(many);
});

test("words that only end in s are not many", () => {
  expect(["orders", "people", "taxis"].every(isPlural)).toBe(true);
  expect(["status", "bus", "class", "canvas", "address"].some(isPlural)).toBe(false);
});
