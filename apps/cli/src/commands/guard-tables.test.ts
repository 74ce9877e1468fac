import { describe, expect, it } from "vitest";
import { tableNameAt } from "./guard-tables.ts";

describe("the table at a position", () => {
  it.each([
    ["bare", "SELECT 1 FROM orders o", 14, "orders"],
    ["quoted", 'SELECT 1 FROM "order ""x"" lines"', 14, null],
    ["quoted with a space", 'SELECT 1 FROM "order lines"', 14, "order lines"],
    ["default namespace", "SELECT 1 FROM main.orders", 14, "orders"],
    ["other letters", "SELECT 1 FROM satış", 14, "satış"],
    ["another namespace", "SELECT 1 FROM information_schema.tables", 14, null],
    ["a system table", "SELECT 1 FROM sqlite_master", 14, null],
    ["an engine table", "SELECT 1 FROM duckdb_settings", 14, null],
    ["a file", "SELECT 1 FROM '/etc/hosts'", 14, null],
    ["a file in double quotes", 'SELECT 1 FROM "data.csv"', 14, null],
    ["a function", "SELECT 1 FROM read_text('x')", 14, null],
    ["the end", "SELECT 1", 8, null],
  ])("%s", (_name, sql, position, expected) => {
    expect(tableNameAt(sql, position)).toBe(expected);
  });
});
