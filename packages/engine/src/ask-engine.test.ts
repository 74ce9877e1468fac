import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { askEngine } from "./ask-engine.ts";
import { NOON, SHOP } from "./shop.fixture.ts";

const ask = (question: string) => askEngine({ question, source: SHOP, now: NOON, timeZone: "Europe/Berlin" });

const CASES: readonly (readonly [string, string])[] = [
  ["How many customers are there?", "SELECT COUNT(*) AS customers_count FROM customers"],
  ["average age of customers", "SELECT AVG(age) AS average_age FROM customers"],
  ["total amount of orders", "SELECT SUM(total_amount) AS total_total_amount FROM orders"],
  ["number of customers per country", "SELECT country, COUNT(*) AS customers_count FROM customers GROUP BY country"],
  ["How many customers are from France?", "SELECT COUNT(*) AS customers_count FROM customers WHERE country = 'France'"],
  [
    "How many customers are not from France?",
    "SELECT COUNT(*) AS customers_count FROM customers WHERE country <> 'France'",
  ],
  ["customers older than 60", "SELECT customer_name FROM customers WHERE age > 60"],
  ["How many customers are inactive?", "SELECT COUNT(*) AS customers_count FROM customers WHERE is_active = FALSE"],
  [
    "total amount last month",
    "SELECT SUM(total_amount) AS total_total_amount FROM orders WHERE order_date >= DATE '2026-10-01' AND order_date < DATE '2026-11-01'",
  ],
  [
    "number of orders per month",
    "SELECT CAST(date_trunc('month', order_date) AS DATE) AS month, COUNT(*) AS orders_count FROM orders GROUP BY CAST(date_trunc('month', order_date) AS DATE) ORDER BY CAST(date_trunc('month', order_date) AS DATE)",
  ],
];

describe("askEngine", () => {
  test("a value that is said twice is sought once", () => {
    for (const { sql } of ask("customers from France and from France").readings)
      expect(sql).not.toContain("'France', 'France'");
  });

  test.each(CASES)("%s", (question, sql) => {
    expect(ask(question).readings[0]?.sql).toBe(sql);
  });

  test("a misspelt value is found and the correction is said", () => {
    const reading = ask("How many customers are from Germny?").readings[0];
    expect(reading?.sql).toContain("'Germany'");
    expect(reading?.assumptions.join()).toContain("germany");
  });

  test("a word that means nothing here keeps the verdict from answer and is named", () => {
    const result = ask("How many purple customers are there?");
    expect(result.verdict).not.toBe("answer");
    expect(result.unusedWords).toContain("purple");
    expect(result.message).toContain("purple");
  });

  test("what no query can say is handed over", () => {
    expect(ask("Why did orders go down?").verdict).toBe("handover");
    expect(ask("forecast the number of orders").verdict).toBe("handover");
  });

  test("a relative date states what it was taken to mean", () => {
    expect(ask("total amount last month").readings[0]?.assumptions.join()).toContain("2026-10-01 to 2026-10-31");
  });

  test("spans lie inside the question and do not overlap", () => {
    const question = "How many customers from Germany are older than 30?";
    const spans = ask(question).readings[0]?.spans ?? [];
    expect(spans.length).toBeGreaterThan(2);
    let end = 0;
    for (const span of spans) {
      expect(span.start).toBeGreaterThanOrEqual(end);
      end = span.end;
    }
    expect(end).toBeLessThanOrEqual(question.length);
  });

  test("the same question gives the same bytes", () => {
    expect(JSON.stringify(ask("top 3 customers by age"))).toBe(JSON.stringify(ask("top 3 customers by age")));
  });
});

const WORDS =
  "how many customers orders average total per by country not from France older than 30 top 5 without between and or last month share of vs each 'x' % , ? most status".split(
    " ",
  );

describe("askEngine never throws", () => {
  test("on any text", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80, unit: "binary" }), (question) => {
        expect(ask(question).readings.length).toBeLessThanOrEqual(5);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test("on any order of the words it knows", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }), (words) => {
        const result = ask(words.join(" "));
        expect(result.confidence).toBeGreaterThanOrEqual(0);
        expect(result.confidence).toBeLessThanOrEqual(1);
      }),
      { numRuns: 60, seed: 7 },
    );
  });
});
