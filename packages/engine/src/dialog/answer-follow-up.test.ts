import type { Query } from "@parlance/sql";
import { expect, test } from "vitest";
import { askEngine } from "../ask-engine.ts";
import type { EngineResult } from "../engine-request.ts";
import { NOON, SHOP } from "../shop.fixture.ts";

/** Each line answers after those above it; the last is looked at. */
function talk(...questions: readonly string[]): EngineResult {
  const shown: { question: string; query: Query }[] = [];
  let result: EngineResult | undefined;
  for (const question of questions) {
    const previous = shown.at(-1);
    const before = previous ? { previous, earlier: shown.slice(0, -1) } : {};
    result = askEngine({ question, source: SHOP, now: NOON, timeZone: "UTC", ...before });
    const [first] = result.readings;
    if (first) shown.push({ question, query: first.query });
  }
  if (!result) throw new RangeError("Nothing was asked");
  return result;
}

const sqlOf = (...questions: readonly string[]): string => talk(...questions).readings[0]?.sql ?? "";

const BY_SEGMENT = "number of customers per segment";
const IN_GERMANY = "how many customers are in Germany?";
const IN_2025 = "number of orders in 2025 by status";

test.each([
  ["the period before", [IN_2025, "and the year before?"], "order_date >= DATE '2024-01-01'"],
  ["the period after", [IN_2025, "a year later"], "order_date >= DATE '2026-01-01'"],
  ["no condition any more", [IN_2025, "remove the filter"], /^(?!.*WHERE)/],
  ["any place", [IN_GERMANY, "everywhere"], /^(?!.*WHERE)/],
  ["any time", [IN_2025, "of all time"], /^(?!.*WHERE)/],
  ["the highest alone", [BY_SEGMENT, "which one has the most?"], /ORDER BY COUNT\(\*\) DESC\s+LIMIT 1/],
  ["the lowest alone", [BY_SEGMENT, "and which is the lowest?"], /ORDER BY COUNT\(\*\)(?: ASC)?\s+LIMIT 1/],
  ["the other end", ["top 3 customers by age", "the other way round"], /^(?!.*DESC).*LIMIT 3/],
  ["another number of rows", ["top 3 customers by age", "five instead of three"], "LIMIT 5"],
  ["by names, from a to z", ["customers and their age", "sort by customer name"], /ORDER BY customer_name(?: ASC)?$/],
  ["without a condition on what is grouped by now", [IN_GERMANY, "by country instead"], /^(?!.*WHERE)/],
  ["the groups whose figure is so", [BY_SEGMENT, "more than 10"], "HAVING COUNT(*) > 10"],
  [
    "a bound in place of the one before",
    [BY_SEGMENT, "more than 10", "only those with at least 5"],
    /HAVING COUNT\(\*\) >= 5$/,
  ],
  ["parts of the whole", [BY_SEGMENT, "as a percentage"], /100 \* COUNT\(\*\).* \/ .*SUM\(COUNT\(\*\)\) OVER/],
  [
    "by the figure that is shown of a column",
    ["average age by segment", "sort by age descending"],
    /AVG\(age\).*ORDER BY AVG\(age\) DESC/,
  ],
  [
    "rows of another table that must not repeat what is listed",
    ["customers in Germany", "exclude cancelled orders"],
    /NOT EXISTS \(.*status = 'cancelled'/,
  ],
  [
    "two such conditions",
    ["customers in Germany", "exclude cancelled orders", "exclude completed orders"],
    /^(?!SELECT.*FROM customers JOIN).*NOT EXISTS/,
  ],
  [
    "a fresh question",
    [IN_GERMANY, "start over: how many orders are there"],
    /^SELECT COUNT\(\*\) AS \w+ FROM orders$/,
  ],
  ["the rows spoken of", ["customers in Germany", "their orders"], "country = 'Germany'"],
])("%s", (_name, questions, expected) => {
  const flat = sqlOf(...questions).replaceAll(/\s+/g, " ");
  if (typeof expected === "string") expect(flat).toContain(expected);
  else expect(flat).toMatch(expected);
});

test("averages have no parts of a whole, and it is said", () => {
  const { verdict, message } = talk("average age by segment", "as a percentage");
  expect(verdict).toBe("handover");
  expect(message).toContain("no parts of a whole");
});

test("going back shows what was shown before, and once more what was before that", () => {
  const first = sqlOf(BY_SEGMENT);
  expect(sqlOf(BY_SEGMENT, "just the top 2", "go back")).toBe(first);
  expect(sqlOf(BY_SEGMENT, "highest first", "just the top 2", "back", "back")).toBe(first);
});

test("with nothing before there is no going back, and it is said", () => {
  const { verdict, message } = talk(BY_SEGMENT, "back");
  expect(verdict).not.toBe("answer");
  expect(message).toContain("no result before");
});

test("a chart alone draws the same again", () => {
  const { chart, readings } = talk(BY_SEGMENT, "as a pie please");
  expect(chart).toBe("pie");
  expect(readings[0]?.sql).toBe(sqlOf(BY_SEGMENT));
});

test.each([
  ["number of orders by status", "how many customers are there?"],
  ["number of customers per segment", "orders in Q2 2026"],
  ["number of customers per segment", "and how many orders were cancelled?"],
])("after %j, %j is a question of its own", (before, question) => {
  expect(sqlOf(before, question)).toBe(sqlOf(question));
});
