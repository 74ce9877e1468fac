import type { Catalog, ColumnValues } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { column, SHOP, table } from "../fixtures/prompt-facts.ts";
import { comparedTexts, missingValueText } from "./sought-values.ts";

const CATALOG: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [...SHOP, table("cities", [column("City Name", "text", "VARCHAR")])],
};
const values = (name: string, of: string, ...list: readonly string[]): ColumnValues => ({
  table: name,
  column: of,
  values: list.map((value) => ({ value, count: 1 })),
  isTruncated: false,
});
const VALUES = [
  values("orders", "status", "Paid", "Shipped"),
  values("customers", "region", "East", "West"),
  values("customers", "name", "Ada Byron", "Paid In Full"),
  { ...values("cities", "City Name", "Oslo"), isTruncated: true },
];
const TABLES = ["orders", "customers", "cities"];

describe("texts that a statement compares with", () => {
  test.each([
    ["equality", "SELECT 1 FROM orders WHERE status = 'Paid'", [["status", "Paid", true]]],
    ["an alias before the column", "SELECT 1 FROM orders AS o WHERE o.status='paid'", [["status", "paid", false]]],
    ["a quoted name", "SELECT 1 FROM cities c WHERE c.\"City Name\" = 'Rome'", [["City Name", "Rome", null]]],
    [
      "a list",
      "SELECT 1 FROM orders WHERE status IN ('Paid', 'Gone')",
      [
        ["status", "Paid", true],
        ["status", "Gone", false],
      ],
    ],
    ["ILIKE without wildcards", "SELECT 1 FROM orders WHERE status ILIKE 'paid'", [["status", "paid", true]]],
    ["lower on both sides", "SELECT 1 FROM orders WHERE lower(status) = lower('Paid')", [["status", "Paid", true]]],
    ["a pattern is no value", "SELECT 1 FROM orders WHERE status LIKE '%aid%'", []],
    ["a quote inside", "SELECT 1 FROM customers WHERE name = 'O''Hara'", [["name", "O'Hara", false]]],
    ["a column that is not there", "SELECT 1 FROM orders WHERE colour = 'red'", []],
  ] as const)("%s", (_name, sql, expected) => {
    const found = comparedTexts(sql, TABLES, CATALOG, VALUES);
    expect(found.map((item) => [item.column, item.text, item.exists])).toEqual(expected);
  });
});

describe("a text that no column holds", () => {
  test.each([
    [
      "is near another",
      "SELECT 1 FROM orders WHERE status = 'Payed'",
      "'Payed' is no value of orders.status; there is 'Paid' in orders.status.",
    ],
    [
      "stands in another column",
      "SELECT 1 FROM orders WHERE status = 'East'",
      "'East' is no value of orders.status; there is 'East' in customers.region.",
    ],
    ["is like nothing", "SELECT 1 FROM orders WHERE status = 'zzzzzzzz'", "'zzzzzzzz' is no value of orders.status."],
    ["may be there", "SELECT 1 FROM cities WHERE \"City Name\" = 'Rome'", null],
    ["is there", "SELECT 1 FROM orders WHERE status = 'Paid'", null],
  ])("%s", (_name, sql, expected) => {
    expect(missingValueText(comparedTexts(sql, TABLES, CATALOG, VALUES), VALUES)).toBe(expected);
  });
});
