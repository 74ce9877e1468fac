import { expect, test } from "vitest";
import { tellsValues } from "./tells-values.ts";

const limit = { table: "customers", hasFewerRows: true, maskedColumns: [] };

test.each<[string, string | null, boolean]>([
  ["a text in quotes", "SELECT spent FROM customers WHERE name = 'Kanaria'", true],
  ["a number that is compared", "SELECT spent FROM customers WHERE id = 9", true],
  ["a list", "SELECT spent FROM customers WHERE id IN (9, 10)", true],
  ["a text of BigQuery", 'SELECT spent FROM customers WHERE name = "Kanaria"', true],
  ["a pipeline with a condition", '{"aggregate":"customers","pipeline":[{"$match":{"name":"Kanaria"}}]}', true],
  ["however the table is written", "SELECT 1 FROM shop.\"Customers\" WHERE name LIKE '%a'", true],
  ["a question without a statement", null, true],
  ["totals", "SELECT region, sum(spent) FROM customers GROUP BY region ORDER BY 2 DESC LIMIT 10", false],
  ["another table", "SELECT spent FROM orders WHERE name = 'Kanaria'", false],
])("values of rows that are kept back: %s", (_name, sql, expected) => {
  expect(tellsValues(sql, { limits: [limit] })).toBe(expected);
  expect(tellsValues(sql, { limits: [{ ...limit, hasFewerRows: false }] }), "of whoever sees every row").toBe(false);
});
