import { describe, expect, test } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { CAFE } from "../cafe.fixture.ts";
import { NOON } from "../shop.fixture.ts";

const sqlOf = (question: string): string =>
  (askEngine({ question, source: CAFE, now: NOON, timeZone: "UTC" }).readings[0]?.sql ?? "").replace(/\s+/g, " ");

describe("questions of one table of events", () => {
  test.each([
    ["busiest hour of the day", "GROUP BY EXTRACT(HOUR FROM sold_at) ORDER BY COUNT(*) DESC LIMIT 1"],
    ["quietest weekday", "GROUP BY EXTRACT(DOW FROM sold_at) ORDER BY COUNT(*) LIMIT 1"],
    ["sales by hour", "GROUP BY EXTRACT(HOUR FROM sold_at)"],
    ["average quantity per sale by weekday", "AVG(quantity) AS average_quantity FROM cafe_sales GROUP BY EXTRACT(DOW"],
    ["month over month growth of quantity", "LAG(SUM(quantity)) OVER (ORDER BY"],
    ["running total of quantity by month", "SUM(SUM(quantity)) OVER (ORDER BY"],
    ["how many days had more than 10 sales", "HAVING COUNT(*) > 10) AS source"],
    ["top 3 products per store", "PARTITION BY store ORDER BY COUNT(*) DESC"],
    ["quantity of lattes sold at the airport", "SELECT SUM(quantity) AS total_quantity FROM cafe_sales WHERE"],
    ["how many muffins did Harbor sell", "SELECT SUM(quantity) AS total_quantity FROM cafe_sales WHERE"],
    ["how many sales had no discount", "WHERE discount_pct = 0"],
  ])("%s", (question, expected) => {
    expect(sqlOf(question)).toContain(expected);
  });
});
