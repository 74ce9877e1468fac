import type { GuardPolicy } from "@parlance/core";
import { expect, test } from "vitest";
import { judgeBigquery } from "../bigquery/guard-bigquery.ts";
import { judgeMongodb } from "../mongodb/guard-mongodb.ts";
import { judgeMysql } from "../mysql/guard-mysql.ts";
import { judgePostgres } from "../postgres/guard-postgres.ts";
import { judgeSqlite } from "../sqlite/guard-sqlite.ts";
import { judgeTrino } from "../trino/guard-trino.ts";
import { asWritten } from "./edited-text.ts";
import type { JudgedText } from "./judge-text.ts";

const POLICY: GuardPolicy = {
  tables: [
    { name: "orders", columns: ["id", "region", "phone", "email", "placed", "secret"] },
    { name: "events", columns: ["id", "kind"] },
  ],
  restrictions: {
    hashKey: "it's a key",
    tables: [
      {
        table: "orders",
        rows: {
          kind: "any",
          parts: [
            {
              kind: "in",
              isNegated: false,
              value: { kind: "column", name: "region", type: "text" },
              list: [
                { kind: "literal", type: "text", value: "EU" },
                { kind: "literal", type: "text", value: "O'Neil \\" },
              ],
            },
            {
              kind: "all",
              parts: [
                {
                  kind: "like",
                  isNegated: true,
                  value: { kind: "column", name: "region", type: "text" },
                  pattern: "U_%\\[",
                },
                {
                  kind: "compare",
                  operator: ">=",
                  left: { kind: "column", name: "placed", type: "date" },
                  right: { kind: "literal", type: "date", value: "2024-01-31" },
                },
              ],
            },
          ],
        },
        columns: {
          phone: { kind: "mask", mask: { keep: "last", characters: 4 }, type: "text" },
          email: { kind: "hash" },
          placed: { kind: "mask", mask: { keep: "year" }, type: "date" },
          secret: { kind: "hide" },
        },
      },
    ],
  },
};

const ROWS_ONLY: GuardPolicy = {
  ...POLICY,
  restrictions: {
    hashKey: "key",
    tables: [
      {
        table: "orders",
        rows: {
          kind: "compare",
          operator: "=",
          left: { kind: "column", name: "region", type: "text" },
          right: { kind: "literal", type: "text", value: "EU" },
        },
        columns: {},
      },
    ],
  },
};

const judgePg = async (sql: string, policy: GuardPolicy): Promise<JudgedText> => {
  const judged = await judgePostgres(sql, policy);
  return "runs" in judged ? judged : { verdict: judged.verdict, runs: asWritten(sql) };
};

const CASES: readonly (readonly [
  string,
  (sql: string, policy: GuardPolicy) => JudgedText | Promise<JudgedText>,
  readonly string[],
])[] = [
  [
    "PostgreSQL",
    judgePg,
    ["SELECT * FROM public.orders o", "TABLE ONLY orders", "SELECT count(*) FROM orders TABLESAMPLE system (10)"],
  ],
  [
    "MySQL",
    judgeMysql,
    ["SELECT * FROM orders", "TABLE orders LIMIT 1", "SELECT * FROM orders PARTITION (p0) o USE INDEX (i)"],
  ],
  [
    "SQLite",
    judgeSqlite,
    ["SELECT * FROM main.orders", "SELECT 1 IN orders", "SELECT * FROM orders AS o INDEXED BY i"],
  ],
  [
    "Trino",
    judgeTrino,
    [
      "SELECT * FROM orders o",
      "TABLE orders",
      "SELECT * FROM orders FOR TIMESTAMP AS OF now() t TABLESAMPLE BERNOULLI (10)",
      "SELECT * FROM TABLE(exclude_columns(input => TABLE(orders), columns => DESCRIPTOR(id)))",
      "SELECT * FROM orders MATCH_RECOGNIZE (ORDER BY id MEASURES 1 AS m PATTERN (A) DEFINE A AS true)",
    ],
  ],
  [
    "BigQuery",
    judgeBigquery,
    [
      "SELECT * EXCEPT (id) FROM shop.orders",
      "SELECT * FROM `p.shop.orders` AS o, o.items",
      "FROM orders |> WHERE id = 1 |> AGGREGATE COUNT(*)",
      "SELECT * FROM orders FOR SYSTEM_TIME AS OF CURRENT_TIMESTAMP()",
      "SELECT * FROM orders AS o TABLESAMPLE SYSTEM (10 PERCENT)",
      "SELECT * FROM orders PIVOT (COUNT(id) FOR region IN ('EU'))",
    ],
  ],
  [
    "MongoDB",
    judgeMongodb,
    [
      '{"aggregate": "orders", "pipeline": [{"$match": {"id": {"$numberLong": "9007199254740993"}}}]}',
      '{"find": "orders", "filter": {"id": 1}, "sort": {"id": -1}, "limit": 5, "projection": {"id": 1}}',
      '{"count": "orders", "query": {"id": 1}}',
      '{"distinct": "orders", "key": "region"}',
      '{"aggregate": "events", "pipeline": [{"$lookup": {"from": "orders", "localField": "id", "foreignField": "id", "as": "o"}}]}',
      '{"aggregate": "events", "pipeline": [{"$facet": {"a": [{"$unionWith": "orders"}]}}]}',
    ],
  ],
];

test.each(CASES)("what runs in %s", async (_name, judge, statements) => {
  for (const policy of [POLICY, ROWS_ONLY]) {
    for (const sql of statements) {
      const { verdict, runs } = await judge(sql, policy);
      expect(verdict, `${sql} ${JSON.stringify(verdict)}`).toMatchObject({ isAllowed: true });
      expect(runs.sql).toMatchSnapshot(sql);
    }
  }
});

test.each<[string, (sql: string, policy: GuardPolicy) => JudgedText | Promise<JudgedText>, string]>([
  ["a plan of Trino's", judgeTrino, "EXPLAIN SELECT id FROM orders"],
  ["columns of a table with hidden ones", judgeTrino, "SHOW COLUMNS FROM orders"],
  ["columns told by MySQL", judgeMysql, "DESCRIBE orders"],
  ["columns told by SQLite", judgeSqlite, "PRAGMA table_info(orders)"],
  [
    "a join by a hashed field",
    judgeMongodb,
    '{"aggregate": "events", "pipeline": [{"$lookup": {"from": "orders", "localField": "id", "foreignField": "email", "as": "o"}}]}',
  ],
  ["a comparison of other rules", judgeMongodb, '{"find": "orders", "collation": {"locale": "en", "strength": 1}}'],
  ["a sample that reads the table", judgePg, "SELECT 1 FROM orders TABLESAMPLE SYSTEM ((SELECT 1 FROM orders))"],
])("%s is refused", async (_name, judge, sql) => {
  const { verdict } = await judge(sql, POLICY);
  expect(verdict.isAllowed ? sql : verdict.refusal.rule).toBe("cannot-be-restricted");
});
