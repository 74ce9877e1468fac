import { describe, expect, it } from "vitest";
import { SHOP } from "../shop.fixture.ts";
import { flawsOf } from "./flaws-of.fixture.ts";

const CASES: [flaw: string, question: string, wrong: RegExp, right: RegExp][] = [
  [
    "id-not-shown",
    "what are the ids of the customers from Germany?",
    /^SELECT (?:DISTINCT )?customer_name FROM/,
    /^SELECT (?:DISTINCT )?customer_id FROM customers/,
  ],
  [
    "other-direction",
    "list the customer names in descending order of age",
    /ORDER BY age(?: ASC)?(?: NULLS LAST)?$/,
    /ORDER BY age DESC/,
  ],
  [
    "item-dropped",
    "show the country and segment of the customers",
    /^SELECT (?:DISTINCT )?segment FROM customers$/,
    /^SELECT (?:DISTINCT )?country, segment FROM customers$/,
  ],
  [
    "owner-shown",
    "show the age of the customer names",
    /^SELECT age, customer_name FROM customers$/,
    /^SELECT age FROM customers$/,
  ],
  [
    "averages-within",
    "average number of years of age per country",
    /AVG\(age\).*GROUP BY country/,
    /^SELECT country, COUNT\(\*\)/,
  ],
  [
    "pointer-shown",
    "list the ids of the customers named Ann",
    /^SELECT orders.customer_id FROM orders JOIN customers .* WHERE customers.customer_name/,
    /^SELECT customer_id FROM customers WHERE customer_name/,
  ],
  [
    "beside-when",
    "when was the order with the highest total amount placed?",
    /^SELECT order_date, total_amount FROM orders ORDER BY total_amount DESC LIMIT 1$/,
    /^SELECT order_date FROM orders ORDER BY total_amount DESC LIMIT 1$/,
  ],
  [
    "count-alone",
    "show all segments with number of orders",
    /^SELECT COUNT\(\*\) AS \w+ FROM orders$/,
    /GROUP BY customers.segment/,
  ],
  [
    "cut-by-name",
    "list the orders of customer 301",
    /^SELECT \* FROM orders LIMIT 301$/,
    /^SELECT \* FROM orders WHERE customer_id = 301$/,
  ],
  [
    "modifier-shown",
    "show the country of the customer whose age is the highest",
    /^SELECT country, age FROM customers ORDER BY age DESC LIMIT 1$/,
    /^SELECT country FROM customers ORDER BY age DESC LIMIT 1$/,
  ],
  [
    "id-of-another",
    "what are the ids of the customers with cancelled orders?",
    /^SELECT (?:DISTINCT )?order_id FROM/,
    /^SELECT (?:DISTINCT )?customers.customer_id FROM/,
  ],
  [
    "lead-not-shown",
    "the age of the customers",
    /^SELECT (?:DISTINCT )?customer_name FROM customers$/,
    /^SELECT (?:DISTINCT )?age FROM customers$/,
  ],
];

describe("what a question asks to see", () => {
  it.each(CASES)("%s: %s", (flaw, question, wrong, right) => {
    const held = flawsOf(SHOP, question, wrong);
    const free = flawsOf(SHOP, question, right);
    expect([held.length > 0, free.length > 0]).toEqual([true, true]);
    for (const flaws of held) expect(flaws).toContain(flaw);
    for (const flaws of free) expect(flaws).not.toContain(flaw);
  });
});
