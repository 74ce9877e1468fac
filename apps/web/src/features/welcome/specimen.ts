import type { Span } from "@parlance/core";

/**
 * An answer of the embedded engine to a question about the sales demo, kept here because a visitor who is not signed in
 * may ask nothing. A test asks the demo again: question, reading, SQL and checks must still be these. The figure is of a
 * demo that began in July 2026; the demo's days move with the calendar.
 */
export const SPECIMEN = {
  question: "Which region made the most profit this year?",
  spans: [
    { start: 6, end: 12, role: "column", meaning: "revenue.region" },
    { start: 18, end: 26, role: "order", meaning: "most" },
    { start: 27, end: 33, role: "column", meaning: "revenue.profit" },
    { start: 34, end: 43, role: "date", meaning: "revenue_date: 2026-01-01 to 2026-12-31" },
  ] as readonly Span[],
  region: "North America",
  profit: "1,978,619.30",
  sql: "SELECT region, SUM(profit) AS total_profit FROM revenue WHERE revenue_date >= DATE '2026-01-01' AND revenue_date < DATE '2027-01-01' GROUP BY region ORDER BY SUM(profit) DESC LIMIT 1",
  checks: [
    "Every word of the question that matters was used.",
    "Nothing was chosen on your behalf.",
    "Nothing is joined, so nothing is counted twice.",
    "The whole result is here.",
  ],
} as const;
