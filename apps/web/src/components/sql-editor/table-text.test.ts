import { expect, test } from "vitest";
import { firstRowsText, nameText } from "./table-text.ts";

test.each([
  ["duckdb", "orders", "orders"],
  ["postgres", "Orders", '"Orders"'],
  ["trino", 'a"b', '"a""b"'],
  ["mysql", "my table", "`my table`"],
  ["bigquery", "a`b", "`a``b`"],
  ["mongodb", "My Orders", "My Orders"],
] as const)("%s writes the name %j as %j", (dialect, name, text) => expect(nameText(dialect, name)).toBe(text));

test("a query to begin with is in the source's own language", () => {
  expect(firstRowsText("postgres", "Orders", 5)).toBe('SELECT *\nFROM "Orders"\nLIMIT 5');
  expect(JSON.parse(firstRowsText("mongodb", "orders", 5))).toEqual({
    aggregate: "orders",
    pipeline: [{ $limit: 5 }],
    cursor: {},
  });
});
