import { expect, test } from "vitest";
import { definitionsUsed } from "./definitions-used.ts";

test.each<[string, string, number, object]>([
  ["a period", "last month means 2025-05-01 to 2025-05-31", 3, { definitions: [], choices: [] }],
  ["a form", "given as a percentage", 0, { choices: [] }],
  ["the only date", "time is taken from orders.placed", 1, { choices: [] }],
  ["one date of several", "time is taken from orders.placed", 2, { choices: ["time is taken from orders.placed"] }],
  ["another column", 'by "largest" I took population', 0, { choices: ['by "largest" I took population'] }],
  ["a misspelling", '"oders" is read as "orders"', 0, { choices: ['"oders" is read as "orders"'] }],
  [
    "a metric",
    'using your team\'s definition of "revenue": total of orders.amount',
    0,
    { definitions: [{ kind: "metric", name: "revenue", meaning: "total of orders.amount" }], choices: [] },
  ],
  [
    "a word of the team's",
    'your team says "clients" for customers',
    0,
    { definitions: [{ kind: "alias", name: "clients", meaning: "customers" }], choices: [] },
  ],
])("%s among what is told of an answer", (_name, assumption, dates, expected) => {
  expect(definitionsUsed([assumption], dates)).toMatchObject(expected);
});
