import { describe, expect, it } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { NOON, SHOP } from "../shop.fixture.ts";

const ask = (question: string) => askEngine({ question, source: SHOP, now: NOON, timeZone: "UTC" });
const sqlOf = (question: string): string => (ask(question).readings[0]?.sql ?? "").replace(/\s+/g, " ");

const RIGHT: [name: string, question: string, part: string][] = [
  [
    "a measure is added up for each thing ranked",
    "top 3 customers by total amount",
    "ORDER BY SUM(orders.total_amount) DESC LIMIT 3",
  ],
  [
    "for each value that repeats",
    "which status has the highest total amount?",
    "GROUP BY status ORDER BY SUM(total_amount) DESC",
  ],
  ["most first orders and does not cut", "customers per country, most first", "ORDER BY COUNT(*) DESC"],
  ["a list is no count", "customers who ordered last month", "SELECT DISTINCT customers.customer_name"],
  [
    "how many of them is one figure",
    "how many customers are from Germany?",
    "SELECT COUNT(*) AS customers_count FROM customers WHERE country = 'Germany'",
  ],
  ["a share within each group", "percentage of cancelled orders per month", "CASE WHEN status = 'cancelled'"],
  [
    "a month is ranked by its sum",
    "which month had the highest total amount?",
    "ORDER BY SUM(total_amount) DESC LIMIT 1",
  ],
];

const NEVER_SURE: [name: string, question: string][] = [
  ["best says not by what", "best customers"],
  ["recent says not since when", "recent orders"],
  ["a judgement", "how did the orders do?"],
  ["yes or no", "do customers from Germany order more than customers from France?"],
];

describe("readings make sense", () => {
  it.each(RIGHT)("%s: %s", (_name, question, part) => expect(sqlOf(question)).toContain(part));
  it.each(NEVER_SURE)("%s: %s", (_name, question) => expect(ask(question).verdict).not.toBe("answer"));

  it("puts at most three readings to choose from, none twice", () => {
    for (const [, question] of NEVER_SURE) {
      const { verdict, readings, message } = ask(question);
      if (verdict !== "ask") continue;
      expect(readings.length).toBeLessThanOrEqual(5);
      expect(new Set(readings.map((reading) => reading.sql)).size).toBe(readings.length);
      expect(message).toBeTruthy();
    }
  });
});
