import { expect, test } from "vitest";
import { analyze } from "../generate/analyze.ts";
import { NOON, SHOP } from "../shop.fixture.ts";

const mentions = (question: string) => analyze(question, SHOP, NOON, "UTC").mentions;
const columnsOf = (question: string): string[] =>
  mentions(question)
    .columns.flat()
    .map((mention) => mention.column.name);
const valuesOf = (question: string): string[] =>
  mentions(question)
    .values.flat()
    .map((mention) => `${mention.column.name}=${mention.literal}`);

test("a column is found by its words in any order", () => {
  expect(columnsOf("the date of the order")).toContain("order_date");
});

test("the table's name in front belongs to the column", () => {
  expect(
    mentions("customer segment").columns[0]?.some((mention) => mention.column.name === "segment" && mention.end === 2),
  ).toBe(true);
});

test("a synonym finds the column with a lower score", () => {
  const nation = mentions("nation").columns[0]?.find((mention) => mention.column.name === "country");
  expect(nation?.score).toBeLessThan(0.9);
  expect(nation?.score).toBeGreaterThan(0.4);
});

test.each([
  ["customers in germany", "country=Germany"],
  ["american customers", "country=United States"],
  ["orders of camila abbott", "customer_name=Camila Abbott"],
  ["canceled orders", "status=cancelled"],
  ["customers in Germny", "country=Germany"],
])("%s holds %s", (question, value) => {
  expect(valuesOf(question)).toContain(value);
});

test("small words are never values", () => {
  expect(valuesOf("which of the customers")).toEqual([]);
});
