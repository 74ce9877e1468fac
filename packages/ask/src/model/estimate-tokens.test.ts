import { describe, expect, test } from "vitest";
import { estimateTokens } from "./estimate-tokens.ts";

/** Counted with the o200k vocabulary. */
const COUNTED: readonly (readonly [name: string, text: string, tokens: number])[] = [
  ["a question", "Which customers from the East have never ordered anything in the last three months?", 15],
  [
    "a statement",
    "SELECT c.region, count(DISTINCT o.order_id) AS n FROM customers AS c JOIN orders AS o ON c.customer_id = o.customer_id WHERE o.status = 'Paid' GROUP BY c.region ORDER BY n DESC LIMIT 5",
    48,
  ],
  [
    "a table",
    "CREATE TABLE orders ( -- 1,000 rows\n  order_id BIGINT PRIMARY KEY, -- 1 to 1000\n  customer_id BIGINT REFERENCES customers(customer_id),\n  amount DECIMAL(12,2), -- 0.50 to 499.50\n  order_date DATE -- 2025-01-01 to 2025-12-31\n);",
    79,
  ],
  ["odd names", '"Qty (pcs.)" DOUBLE, tblCustAddrHist_2019Q3 VARCHAR, xK9_zzPlq INTEGER, STATUSCD CHAR(1)', 34],
  [
    "German",
    "Welche Kundinnen und Kunden haben im vergangenen Geschäftsjahr überdurchschnittlich häufig bestellt?",
    18,
  ],
  ["Turkish", "Geçen ay en çok sipariş veren müşterilerin şehirlerini göster", 14],
  ["Chinese", "上个月订单最多的客户是谁？他们来自哪个城市？", 13],
  ["Arabic", "ما هي المدن التي فيها أكبر عدد من العملاء؟", 10],
];

describe("an estimate is never too low", () => {
  test.each(COUNTED)("%s", (_name, text, tokens) => {
    expect(estimateTokens(text)).toBeGreaterThanOrEqual(tokens);
    expect(estimateTokens(text)).toBeLessThanOrEqual(tokens * 4);
  });
});
