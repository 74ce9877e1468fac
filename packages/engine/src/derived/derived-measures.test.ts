import type { Column } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { CAFE } from "../cafe.fixture.ts";
import { NOON, SHOP } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";

const ask = (question: string, source = CAFE) => askEngine({ question, source, now: NOON, timeZone: "UTC" });
const sqlOf = (question: string): string => (ask(question).readings[0]?.sql ?? "").replace(/\s+/g, " ");

describe("revenue that no column holds", () => {
  test.each([
    ["by a key", "revenue by category", "SELECT category, SUM(quantity * unit_price) AS total_revenue FROM cafe_sales"],
    ["as one figure", "total revenue", "SELECT SUM(quantity * unit_price) AS total_revenue FROM cafe_sales"],
    ["as an average", "average order value", "SELECT AVG(quantity * unit_price) AS average_revenue FROM cafe_sales"],
    ["as a ranking", "which store had the highest revenue", "ORDER BY SUM(quantity * unit_price) DESC"],
  ])("is quantity times price: %s", (_, question, expected) => {
    expect(sqlOf(question)).toContain(expected);
  });

  test("is said, and is never given without a word", () => {
    const { verdict, readings } = ask("revenue by category");
    expect(verdict).toBe("confirm");
    expect(readings[0]?.assumptions).toContain(
      "revenue is taken as quantity × unit_price (discount_pct is not taken off)",
    );
    expect(JSON.stringify(readings)).not.toContain("\\u0000");
  });

  test("is not made up where nothing says how many were sold", () => {
    expect(SHOP.derived).toEqual([]);
  });

  test("does not answer for another word", () => {
    expect(ask("profit by product").readings[0]?.sql ?? "").not.toContain("quantity * unit_price");
  });
});

const table = (name: string, columns: readonly string[]) => ({
  name,
  kind: "table" as const,
  columns: columns.map(
    (entry): Column => ({ name: entry, type: { kind: "double", native: "double" }, nullable: true }),
  ),
  primaryKey: [],
  foreignKeys: [],
  rowCount: 10,
});

describe("what is derived", () => {
  test.each([
    ["quantity and unit price", ["quantity", "unit_price"], ["revenue"]],
    ["nights and a nightly rate", ["nights", "nightly_rate"], ["revenue"]],
    ["seats and a price per seat", ["seats", "price_per_seat"], ["revenue"]],
    ["stock and its unit cost", ["quantity_on_hand", "unit_cost"], ["cost"]],
    ["price and cost of a quantity", ["quantity", "unit_price", "unit_cost"], ["revenue", "cost", "profit"]],
    ["nothing where the amount is kept", ["quantity", "unit_price", "total_amount"], []],
    ["nothing of two quantities", ["quantity", "units", "unit_price"], []],
    ["nothing of the price of something else", ["quantity", "shipping_rate"], []],
  ])("%s", (_, columns, names) => {
    const { derived } = prepareSource({ dialect: "duckdb", version: "1", tables: [table("t", columns)] }, []);
    expect(derived.map((measure) => measure.name)).toEqual(names);
  });
});
