import type { Catalog } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { INTENT_RULES } from "./intent-rules.ts";

const column = (name: string, kind: "text" | "integer") => ({ name, type: { kind, native: kind }, nullable: true });
const CATALOG: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    {
      name: "orders",
      kind: "table",
      columns: [column("order_id", "integer"), column("status", "text")],
      primaryKey: [],
      foreignKeys: [],
      rowCount: 1200,
    },
    { name: "order_items", kind: "table", columns: [column("item_id", "integer")], primaryKey: [], foreignKeys: [] },
  ],
};

function intentOf(question: string, isFollowUp = false): { intent: string; reply: string | null } {
  for (const rule of INTENT_RULES) {
    const fit = rule.fits(question, CATALOG, isFollowUp);
    if (fit !== null) return { intent: rule.intent, reply: fit.reply };
  }
  return { intent: "data", reply: null };
}

describe("the intent of a question", () => {
  test.each([
    ["hi", "help"],
    ["Hello there!", "help"],
    ["what can you do?", "help"],
    ["help", "help"],
    ["thanks", "help"],
    ["what tables do I have?", "schema"],
    ["which tables are there", "schema"],
    ["list all tables", "schema"],
    ["Show me the tables.", "schema"],
    ["how many tables are there?", "schema"],
    ["what data do you have?", "schema"],
    ["what columns does orders have?", "schema"],
    ["list the columns of the order items table", "schema"],
    ["describe orders", "schema"],
    ["what is in the orders table?", "schema"],
    ["show fields in Orders", "schema"],
    ["how many rows of orders were shipped", "data"],
    ["SELECT * FROM orders", "sql"],
    ["with x as (select 1) select * from x", "sql"],
    ["delete all orders", "change"],
    ["please drop the table orders", "change"],
    ["???", "unclear"],
    ["how many orders are there?", "data"],
    ["show deleted orders", "data"],
    ["what data was updated last week", "data"],
    ["which orders have no items", "data"],
    ["list orders", "data"],
    ["what is in order 17", "data"],
    ["hello kitty sales per month", "data"],
    ["help desk tickets per region", "data"],
    ["insert rate per machine", "data"],
    ["drop in sales since march", "data"],
    ["which columns of shelves hold orders", "data"],
    ["show tables sold per month", "data"],
    ["müşteri sayısı", "data"],
  ])("%s: %s", (question, intent) => {
    expect(intentOf(question).intent).toBe(intent);
  });

  test.each([
    ["drop the filter", "data"],
    ["delete the grouping please", "data"],
    ["delete the rows", "change"],
    ["delete all orders", "change"],
  ])("after an answer, %s: %s", (question, intent) => {
    expect(intentOf(question, true).intent).toBe(intent);
  });

  test("tables are told with their row counts", () => {
    expect(intentOf("what tables do I have?").reply).toBe("There are 2 tables: orders (1,200 rows) and order_items.");
  });

  test("columns are told with their kinds", () => {
    expect(intentOf("what columns does orders have?").reply).toBe(
      "orders (1,200 rows) has 2 columns: order_id (whole number) and status (text).",
    );
  });
});
