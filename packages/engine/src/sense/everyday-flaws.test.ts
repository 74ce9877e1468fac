import { describe, expect, it } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { EXPENSES, SALES, STAFF, TICKETS } from "../office.fixture.ts";
import { NOON } from "../shop.fixture.ts";
import type { PreparedSource } from "../source.ts";

const READ: [question: string, source: PreparedSource, first: RegExp][] = [
  ["which department has the lowest average rating?", STAFF, /GROUP BY dept ORDER BY AVG\(rating\) LIMIT 1$/],
  ["who was hired last?", STAFF, /^SELECT full_name.* FROM staff ORDER BY hire_date DESC LIMIT 1$/],
  ["who earns the most?", STAFF, /^SELECT full_name.* FROM staff ORDER BY salary DESC LIMIT 1$/],
  ["who is the youngest?", STAFF, /^SELECT full_name.* FROM staff ORDER BY birth_date DESC LIMIT 1$/],
  ["median salary of engineers", STAFF, /WHERE title = 'Engineer'$/],
  ["who sold the most in March 2026?", SALES, /^SELECT "Sales Rep".* GROUP BY "Sales Rep" ORDER BY SUM\(Units\) DESC/],
  ["monthly revenue for Electronics", SALES, /SUM\(Total\).* WHERE Category = 'Electronics' GROUP BY/],
  ["revenue per category per quarter", SALES, /SUM\(Total\)/],
  ["orders over 2000 with no discount", SALES, /WHERE Total > 2000 AND Discount = 0$/],
  ["biggest order ever", SALES, /^SELECT \*.* ORDER BY Total DESC LIMIT 1$|^SELECT MAX\(Total\)/],
  [
    "which product has the highest return rate?",
    SALES,
    /^SELECT Product, .* GROUP BY Product ORDER BY .* DESC LIMIT 1$/,
  ],
  ["what was our best month?", SALES, /date_trunc\('month'.* ORDER BY SUM\(Total\) DESC LIMIT 1$/],
  ["spend per month", EXPENSES, /SUM\("Amount \(EUR\)"\).* GROUP BY/],
  [
    "how much did Kim Lee spend on travel?",
    EXPENSES,
    /^SELECT SUM\("Amount \(EUR\)"\).* 'Kim Lee' AND Category = 'Travel'$/,
  ],
  [
    "which department spends the least on meals?",
    EXPENSES,
    /GROUP BY Department ORDER BY SUM\("Amount \(EUR\)"\) LIMIT 1$/,
  ],
  ["what is the total for Uber?", EXPENSES, /^SELECT SUM\("Amount \(EUR\)"\).* WHERE Vendor = 'Uber'$/],
  [
    "top 5 expenses in Marketing",
    EXPENSES,
    /^SELECT \*.* WHERE Department = 'Marketing' ORDER BY "Amount \(EUR\)" DESC LIMIT 5$/,
  ],
  ["average expense per employee", EXPENSES, /^SELECT Employee, AVG\("Amount \(EUR\)"\)/],
  ["expenses not approved", EXPENSES, /WHERE Approved = FALSE$/],
  [
    "which customer has the most bugs?",
    TICKETS,
    /WHERE category = 'bug' GROUP BY customer ORDER BY COUNT\(\*\) DESC LIMIT 1$/,
  ],
  ["which agent has the lowest csat?", TICKETS, /GROUP BY agent ORDER BY AVG\(csat\) LIMIT 1$/],
  [
    "customers with more than 20 high priority tickets",
    TICKETS,
    /priority = 'high' GROUP BY customer HAVING COUNT\(\*\) > 20$/,
  ],
];

describe("plain questions about a plain table", () => {
  it.each(READ)("%s", (question, source, first) => {
    const { readings } = askEngine({ question, source, now: NOON, timeZone: "UTC" });
    expect(readings[0]?.sql.replace(/\s+/g, " ")).toMatch(first);
  });
  it("asks what a best month goes by", () => {
    const { verdict, readings } = askEngine({
      question: "what was our best month?",
      source: SALES,
      now: NOON,
      timeZone: "UTC",
    });
    expect(verdict).toBe("ask");
    expect(readings.length).toBeGreaterThan(1);
  });
  it("lists of rows given for things are never the plain answer", () => {
    const { verdict } = askEngine({
      question: "which reps sold less than average?",
      source: SALES,
      now: NOON,
      timeZone: "UTC",
    });
    expect(verdict).not.toBe("answer");
  });
});
