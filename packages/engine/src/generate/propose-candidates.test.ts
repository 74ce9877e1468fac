import type { Catalog, Column, ForeignKey, Table, TypeKind } from "@parlance/core";
import { printSql } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { NOON, SHOP } from "../shop.fixture.ts";
import { type PreparedSource, prepareSource } from "../source.ts";
import { proposeCandidates } from "./propose-candidates.ts";

const proposals = (question: string, source: PreparedSource): string[] =>
  proposeCandidates({ question, source, now: NOON, timeZone: "UTC" }).candidates.map((candidate) =>
    printSql(candidate.query, source.catalog, "sqlite"),
  );

const column = (name: string, kind: TypeKind, values: readonly string[] = []): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  profile: {
    rows: 50,
    nulls: 0,
    distinct: values.length || 50,
    distinctIsExact: true,
    topValues: values.map((value) => ({ value, count: 5 })),
  },
});

const key = (name: string, refTable: string, refColumn: string): ForeignKey => ({
  columns: [name],
  refTable,
  refColumns: [refColumn],
  origin: "declared",
  confidence: 1,
});

const table = (name: string, columns: readonly Column[], foreignKeys: readonly ForeignKey[] = []): Table => ({
  name,
  kind: "table",
  columns,
  primaryKey: [columns[0]?.name ?? ""],
  foreignKeys,
  rowCount: 50,
});

const AIRLINE_CATALOG: Catalog = {
  dialect: "sqlite",
  version: "1",
  tables: [
    table("airport", [column("airport_id", "integer"), column("name", "text"), column("acc_bal", "integer")]),
    table(
      "flight",
      [
        column("flight_id", "integer"),
        column("source_airport", "integer"),
        column("arrival_airport", "integer"),
        column("cancelled", "text", ["Y", "N"]),
        column("seats", "integer"),
        column("booked", "integer"),
      ],
      [key("source_airport", "airport", "airport_id"), key("arrival_airport", "airport", "airport_id")],
    ),
    table("pilot", [column("pilot_id", "integer"), column("Fname", "text"), column("LName", "text")]),
    table("employee", [column("employee_id", "integer"), column("name", "text"), column("manager_id", "integer")]),
  ],
};

const AIRLINE = prepareSource(AIRLINE_CATALOG, [
  { table: "employee", column: "name", values: [{ value: "Payam", count: 1 }], isTruncated: false },
  { table: "airport", column: "name", values: [{ value: "Luton", count: 1 }], isTruncated: false },
]);

const SHOP_CASES: readonly (readonly [name: string, question: string, sql: string])[] = [
  [
    "how often, said behind the noun",
    "Which segment of customers is used most often?",
    "SELECT segment FROM customers GROUP BY segment ORDER BY COUNT(*) DESC LIMIT 1",
  ],
  [
    "compared with all rows of a kind",
    "customers older than all customers from France",
    "SELECT customer_name FROM customers WHERE age > (SELECT MAX(age) AS maximum_age FROM customers WHERE country = 'France')",
  ],
  [
    "compared with one row",
    "customers older than Ann Lee",
    "SELECT customer_name FROM customers WHERE age > (SELECT age FROM customers WHERE customer_name = 'Ann Lee')",
  ],
  [
    "the same as another row",
    "customers in the same country as Ann Lee",
    "SELECT customer_name FROM customers WHERE country = (SELECT country FROM customers WHERE customer_name = 'Ann Lee')",
  ],
  [
    "a group's figure against the whole",
    "Show the country of customers whose average age is higher than the average age",
    "SELECT country FROM customers GROUP BY country HAVING AVG(age) > (SELECT AVG(age) AS average_age FROM customers)",
  ],
  [
    "a shortened not",
    "customers who don't have orders",
    "SELECT customers.customer_name FROM customers WHERE NOT EXISTS (SELECT 1 FROM orders WHERE customers.customer_id = orders.customer_id)",
  ],
  [
    "a list from which another is taken away",
    "Show the countries of customers who did not pick Consumer",
    "SELECT country FROM customers EXCEPT SELECT country FROM customers WHERE segment = 'Consumer'",
  ],
  [
    "the column between comparison and number",
    "customers with at least an age of 30",
    "SELECT customer_name FROM customers WHERE age >= 30",
  ],
  [
    "several numbers of one column",
    "Show the names of customers aged either 35 or 36",
    "SELECT customer_name FROM customers WHERE age IN (35, 36)",
  ],
  [
    "a range of counts",
    "Which customers have 2 to 4 orders?",
    "SELECT customers.customer_name FROM customers JOIN orders ON customers.customer_id = orders.customer_id GROUP BY customers.customer_name HAVING COUNT(*) >= 2 AND COUNT(*) <= 4",
  ],
  [
    "two keys of order",
    "List the names of customers sorted by country and then by age",
    "SELECT customer_name FROM customers ORDER BY country NULLS LAST, age NULLS LAST",
  ],
  [
    "an order told by both ends",
    "Show the names of customers ordered by age from greatest to least",
    "SELECT customer_name FROM customers ORDER BY age DESC",
  ],
  [
    "a row named by its number",
    "What is the country of customer 12?",
    "SELECT country FROM customers WHERE customer_id = 12",
  ],
  [
    "all that have what most have",
    "Show the age of customers with the most common segment",
    "SELECT age FROM customers WHERE segment = (SELECT segment FROM customers GROUP BY segment ORDER BY COUNT(*) DESC LIMIT 1)",
  ],
  [
    "each row once, however many it joins",
    "What is the average age of customers with orders?",
    "SELECT AVG(customers.age) AS average_age FROM customers WHERE EXISTS (SELECT 1 FROM orders WHERE customers.customer_id = orders.customer_id)",
  ],
  [
    "only what the last sentence lists",
    "Which customers are from France? List their name and age.",
    "SELECT customer_name, age FROM customers WHERE country = 'France'",
  ],
  [
    "a letter in a column",
    "Which customers have the letter 'z' in their name?",
    "SELECT customer_name FROM customers WHERE customer_name LIKE '%z%'",
  ],
];

const AIRLINE_CASES: typeof SHOP_CASES = [
  [
    "the key that the words name",
    "Show the names of airports of arrival of flights",
    "SELECT airport.name FROM airport JOIN flight ON airport.airport_id = flight.arrival_airport",
  ],
  [
    "a yes/no column",
    "How many flights are cancelled?",
    "SELECT COUNT(*) AS flight_count FROM flight WHERE cancelled = 'Y'",
  ],
  [
    "its opposite",
    "How many flights are not cancelled?",
    "SELECT COUNT(*) AS flight_count FROM flight WHERE cancelled = 'N'",
  ],
  [
    "two columns compared",
    "How many flights have more booked than seats?",
    "SELECT COUNT(*) AS flight_count FROM flight WHERE booked > seats",
  ],
  ["other words for a person's names", "Show the forename and surname of pilots", "SELECT Fname, LName FROM pilot"],
  [
    "a synonym that a question shares with the schema",
    "Show the family name of each aviator",
    "SELECT LName FROM pilot",
  ],
  ["names kept in two columns", "Show the full names of pilots", "SELECT Fname, LName FROM pilot"],
  [
    "a shortened name of a column",
    "What is the account balance of Luton?",
    "SELECT acc_bal FROM airport WHERE name = 'Luton'",
  ],
  [
    "a key to the own table",
    "Which employees report to Payam?",
    "SELECT name FROM employee WHERE manager_id = (SELECT employee_id FROM employee WHERE name = 'Payam')",
  ],
  [
    "lists of two tables in one column",
    "Show the names of employees and airports",
    "SELECT name FROM employee UNION SELECT name FROM airport",
  ],
];

describe("proposeCandidates holds the right query", () => {
  test.each(SHOP_CASES)("%s", (_, question, sql) => {
    expect(proposals(question, SHOP)).toContain(sql);
  });

  test.each(AIRLINE_CASES)("%s", (_, question, sql) => {
    expect(proposals(question, AIRLINE)).toContain(sql);
  });
});
