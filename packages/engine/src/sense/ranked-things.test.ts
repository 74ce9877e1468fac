import type { Catalog } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { key, NOON, SHOP } from "../shop.fixture.ts";
import { prepareSource } from "../source.ts";
import { columnsOver, table } from "../table.fixture.ts";

const column = columnsOver(400);

/** Orders of customers taken by sales reps, beside daily sums that no key ties to them. */
const catalog: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    table("customers", [
      column("customer_id", "integer"),
      column("customer_name"),
      column("city", "text", ["Ghent", "Lyon"]),
    ]),
    table("sales_reps", [column("rep_id", "integer"), column("rep_name"), column("hire_date", "date")]),
    table(
      "orders",
      [
        column("order_id", "integer"),
        column("customer_id", "integer"),
        column("rep_id", "integer"),
        column("order_date", "date"),
        column("total_amount", "decimal"),
      ],
      [key("customer_id", "customers"), key("rep_id", "sales_reps")],
    ),
    table("revenue", [
      column("revenue_date", "date"),
      column("region", "text", ["North", "South"]),
      column("revenue", "decimal"),
    ]),
  ],
};
const SALES = prepareSource(catalog, []);

const ask = (question: string, source = SALES) => askEngine({ question, source, now: NOON, timeZone: "UTC" });
const sqlOf = (question: string): string => ask(question).readings[0]?.sql.replace(/\s+/g, " ") ?? "";

const SPENT =
  /^SELECT customers\.customer_name, SUM\(orders\.total_amount\).* ORDER BY SUM\(orders\.total_amount\) DESC.* LIMIT /;

describe("things that are ranked", () => {
  it.each(["top 5 customers by revenue", "top customers by revenue"])(
    "%s: customers with what they spent",
    (question) => {
      expect(sqlOf(question)).toMatch(SPENT);
      expect(ask(question).verdict).toBe("confirm");
    },
  );

  it.each(["revenue by customer", "revenue by sales rep", "sales by rep"])(
    "%s: what no key ties to the groups is not what is added up",
    (question) => {
      expect(sqlOf(question)).toMatch(/^SELECT .*_name, SUM\(orders\.total_amount\).* GROUP BY /);
    },
  );

  it("reads a word that names a column as that column where it can", () => {
    expect(sqlOf("revenue by region")).toMatch(/^SELECT region, SUM\(revenue\)/);
  });

  it("asks nothing back for a sign that every reading bears", () => {
    const tiny = columnsOver(2);
    const shops = table("shops", [tiny("shop", "text", ["North", "South"]), tiny("amount", "integer", ["1", "2"])]);
    const source = prepareSource({ dialect: "duckdb", version: "1", tables: [{ ...shops, primaryKey: [] }] }, []);
    const { readings, verdict } = ask("total amount by shop", source);
    expect(readings[0]?.sql).toMatch(/^SELECT shop, SUM\(amount\)/);
    expect(["answer", "confirm"]).toContain(verdict);
  });

  it("takes nobody for the best by the letters of a name", () => {
    const { readings, verdict } = ask("best customers");
    expect(verdict).toBe("ask");
    expect(readings[0]?.sql).toMatch(/SUM\(orders\.total_amount\)/);
    expect(ask("best customers", SHOP).readings[0]?.sql).not.toMatch(/MAX\(customer_name\)/);
  });
});
