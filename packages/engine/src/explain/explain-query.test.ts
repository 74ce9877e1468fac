import {
  aggregate,
  arithmetic,
  ascending,
  bucket,
  column,
  compare,
  countRows,
  descending,
  literal,
  numberLiteral,
  type Query,
  select,
  star,
  textLiteral,
} from "@parlance/sql";
import { expect, test } from "vitest";
import { describeDifference } from "./difference.ts";
import { explainFilters, explainQuery } from "./explain-query.ts";

const city = column("customers", "city");
const base: Query = { select: [select(city), select(countRows("customers"))], groupBy: [city] };

const age = column("customers", "age");
const orders = countRows("orders");
const byCity = { select: [select(city)], groupBy: [city] };
const cancelled = compare(column("bookings", "cancelled"), "=", literal(true, "boolean"));
const itemId = column("order_items", "order_item_id");
const product = column("orders", "product_id");
const month = bucket(column("orders", "order_date"), "month");

const CASES: readonly (readonly [Query, string])[] = [
  [base, "Number of customers for each city."],
  [{ ...base, select: [select(countRows("customers"))] }, "Number of customers for each city."],
  [byCity, "Every city."],
  [{ ...base, select: [select(city), select(orders)] }, "Number of orders for each customer city."],
  [
    { select: [select(aggregate("avg", age))], where: compare(city, "=", textLiteral("Oslo")) },
    'Average age of customers where city is "Oslo".',
  ],
  [
    { select: [select(city)], order: [descending(age)], limit: { count: 1 } },
    "City of the customer with the highest age.",
  ],
  [
    {
      select: [select(city)],
      order: [ascending(age)],
      limit: { count: 3 },
      where: compare(age, ">", numberLiteral(9)),
    },
    "City of the 3 customers with the lowest age, where age is above 9.",
  ],
  [
    { select: [select(city)], where: { kind: "exists", of: "customers", table: "orders", isNegated: true } },
    "City of customers that have no orders.",
  ],
  [
    {
      select: [select(aggregate("avg", { kind: "output", name: "figure" }))],
      from: { select: [select(city, "key_1"), select(countRows("cust_ordr"), "figure")], groupBy: [city] },
    },
    "Average number of customer orders per customer city.",
  ],
  [
    {
      select: [select(aggregate("count", { kind: "output", name: "key_1" }))],
      from: {
        select: [select(month, "key_1")],
        groupBy: [month],
        having: compare(orders, ">", numberLiteral(20)),
      },
    },
    "Number of months of order date with more than 20 orders.",
  ],
  [{ ...byCity, order: [descending(orders)], limit: { count: 1 } }, "The city with the most orders."],
  [
    { ...byCity, select: [select(city), select(orders)], order: [descending(orders)], limit: { count: 5 } },
    "The 5 customer cities with the most orders, and how many.",
  ],
  [{ ...byCity, having: compare(orders, ">=", numberLiteral(2)) }, "Every city with at least 2 orders."],
  [
    {
      select: [select(itemId)],
      groupBy: [itemId],
      order: [descending(aggregate("sum", column("order_items", "amount")))],
      limit: { count: 1 },
    },
    "Id of the order item with the highest total amount.",
  ],
  [
    { select: [select(column("orders", "total")), select(column("customers", "customer_name"))] },
    "Total of orders and name of customers.",
  ],
  [
    {
      select: [select(column("tracks", "title"))],
      where: compare(column("genres", "name"), "=", textLiteral("Rock")),
      order: [ascending(column("tracks", "title"))],
    },
    'Title of tracks where genre name is "Rock", sorted by title.',
  ],
  [
    {
      select: [
        select(
          arithmetic(
            arithmetic(numberLiteral(100), "*", { ...countRows("bookings"), where: cancelled }),
            "/",
            countRows("bookings"),
          ),
        ),
      ],
    },
    "Percentage of bookings where cancelled is true.",
  ],
  [
    {
      ...byCity,
      select: [select(city), select(aggregate("avg", age))],
      where: { kind: "in", left: city, values: [textLiteral("Oslo"), textLiteral("Bergen")] },
    },
    'Average age of customers where city is "Oslo" or "Bergen", for each city.',
  ],
  [
    {
      select: [select(city), select(product), select(orders)],
      groupBy: [city, product],
      order: [descending(orders)],
      limit: { count: 3, per: [city] },
    },
    "For each customer city, the 3 products with the most orders, and the number of orders.",
  ],
  [
    {
      select: [select(city)],
      set: { op: "except", right: { select: [select(city)], where: compare(age, "<", numberLiteral(18)) } },
    },
    "City of customers, leaving out those where age is below 18.",
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

const total = { ...byCity, select: [select(city), select(aggregate("sum", age))] };
const flat: Query = { select: [select(city)] };

const DIFFERENCES: readonly (readonly [why: string, mine: Query, other: Query, told: string])[] = [
  ["another order", { ...base, order: [descending(age)] }, base, "sorted by age from high to low"],
  [
    "another figure of the same values",
    { ...total, select: [select(aggregate("avg", age))] },
    total,
    "average instead of total",
  ],
  ["another figure", base, total, "number of customers instead of total age"],
  ["a column more", { select: [select(city), select(age)] }, flat, "also age"],
  ["all columns", { select: [select(star("customers"))] }, flat, "all columns of customers"],
  ["how many instead of which", { select: [select(countRows("customers"))] }, flat, "number of customers instead"],
  ["rows of one kind", { ...flat, anchors: ["orders"] }, flat, "only those that have orders"],
  ["a condition more", { ...flat, where: compare(age, ">", numberLiteral(9)) }, flat, "only where age is above 9"],
  ["a condition less", flat, { ...flat, where: compare(age, ">", numberLiteral(9)) }, "whether or not age is above 9"],
  [
    "the same words of another table",
    { select: [select(column("shops", "city"))] },
    flat,
    "shop city instead of customer city",
  ],
  ["single rows instead of groups", flat, base, "city of customers"],
  [
    "other rows left out",
    { ...flat, set: { op: "except", right: { ...flat, anchors: ["orders"] } } },
    { ...flat, set: { op: "except", right: { ...flat, anchors: ["visits"] } } },
    "city of customers, leaving out those that have orders",
  ],
];

test.each(DIFFERENCES)("the difference is told: %s", (_why, mine, other, told) => {
  expect(describeDifference(mine, other)).toBe(told);
});
