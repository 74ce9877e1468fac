import {
  aggregate,
  ascending,
  column,
  compare,
  countRows,
  descending,
  numberLiteral,
  type Query,
  select,
  textLiteral,
} from "@parlance/sql";
import { expect, test } from "vitest";
import { describeDifference } from "./difference.ts";
import { explainFilters, explainQuery } from "./explain-query.ts";

const city = column("customers", "city");
const base: Query = { select: [select(city), select(countRows("customers"))], groupBy: [city] };

const CASES: readonly (readonly [Query, string])[] = [
  [base, "Number of customers, for each city."],
  [{ ...base, select: [select(countRows("customers"))] }, "Number of customers alone, for each city."],
  [{ ...base, select: [select(city)] }, "City of customers, for each city."],
  [{ ...base, select: [select(city), select(countRows("orders"))] }, "Number of orders of customers, for each city."],
  [
    { select: [select(aggregate("avg", column("customers", "age")))], where: compare(city, "=", textLiteral("Oslo")) },
    'Average age, only where city is "Oslo".',
  ],
  [
    { select: [select(city)], order: [descending(column("customers", "age"))], limit: { count: 1 } },
    "City of customers, the first one by age from high to low.",
  ],
  [
    { select: [select(city)], where: { kind: "exists", of: "customers", table: "orders", isNegated: true } },
    "City of customers, only where there are no orders.",
  ],
  [
    {
      select: [select(aggregate("avg", { kind: "output", name: "figure" }))],
      from: { select: [select(city, "key_1"), select(countRows("cust_ordr"), "figure")], groupBy: [city] },
    },
    "Average number of customer orders, each made for one city.",
  ],
];

test.each(CASES)("query %#", (query, sentence) => {
  expect(explainQuery(query)).toBe(sentence);
});

test("filters are told one by one", () => {
  const where = {
    kind: "and" as const,
    items: [compare(city, "=", textLiteral("Oslo")), compare(column("customers", "age"), ">", numberLiteral(30))],
  };
  expect(explainFilters({ ...base, where })).toEqual(['city is "Oslo"', "age is above 30"]);
});

test("the difference names what is shown or sorted otherwise", () => {
  expect(describeDifference({ ...base, order: [ascending(city)] }, base)).toBe("sorted by city ascending");
  expect(describeDifference({ select: [select(city)] }, base)).toBe("without number of customers; without city");
});
