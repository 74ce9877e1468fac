import { expect, test } from "vitest";
import { formatSql } from "./format-sql.ts";

const LONG =
  "SELECT region, SUM(amount) AS total_amount FROM sales WHERE note = 'a  b; -- c' GROUP BY region ORDER BY total_amount DESC";

test("a long statement is laid out clause by clause, its strings untouched", () => {
  const lines = formatSql(LONG).split("\n");
  expect(lines.filter((line) => /^(SELECT|FROM|WHERE|GROUP BY|ORDER BY)/.test(line))).toHaveLength(5);
  expect(formatSql(LONG)).toContain("'a  b; -- c'");
  expect(formatSql(LONG).replace(/\s+/g, " ").trim()).toBe(LONG.replace(/\s+/g, " "));
});

test("a pipeline is laid out as JSON", () => {
  expect(formatSql('{"aggregate":"t","pipeline":[]}')).toBe('{\n  "aggregate": "t",\n  "pipeline": []\n}');
});

test.each([
  ["a pipeline with a number that JavaScript cannot hold", '{"find":"t","filter":{"id":12345678901234567890}}'],
  ["a short statement", "SELECT count(*) FROM sales"],
  [
    "one that a person has laid out",
    `SELECT region,\n  amount FROM sales WHERE amount > 10 AND region = 'East' AND note IS NOT NULL`,
  ],
  [
    "one the formatter cannot read",
    `SELECT (((( FROM sales WHERE 'never ends and goes on for more than a line of text does`,
  ],
])("%s stays as it is", (_name, sql) => expect(formatSql(sql)).toBe(sql));
