import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DemoWorkspace } from "./demo-workspace.ts";
import { demoWorkspaces } from "./demo-workspaces.ts";
import { generateDemo } from "./generate-demo.ts";

const TODAY = "2026-03-17";
const folder = mkdtempSync(join(tmpdir(), "parlance-demo-"));
const connections = new Map<string, DuckDBConnection>();

async function generate(workspace: DemoWorkspace, today: string, outDir = folder): Promise<DuckDBConnection> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  const tables = await generateDemo({
    workspaceId: workspace.id,
    outDir,
    today,
    runSql: (sql) => connection.run(sql),
  });
  const files = await (await DuckDBInstance.create(":memory:")).connect();
  for (const table of tables) await files.run(`CREATE VIEW ${table.name} AS FROM '${table.path}'`);
  return files;
}

async function scalar(workspaceId: string, sql: string): Promise<unknown> {
  const connection = connections.get(workspaceId);
  if (connection === undefined) throw new Error(`no ${workspaceId}`);
  const value = (await connection.runAndReadAll(sql)).getRowsJson()[0]?.[0];
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value;
}

beforeAll(async () => {
  for (const workspace of demoWorkspaces) connections.set(workspace.id, await generate(workspace, TODAY));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.each(demoWorkspaces.map((workspace) => [workspace.id, workspace] as const))("%s", (id, workspace) => {
  it("holds every declared column and no other, each with a comment", async () => {
    for (const table of workspace.tables) {
      const described = await connections.get(id)?.runAndReadAll(`DESCRIBE ${table.name}`);
      expect(described?.getRows().map((row) => row[0])).toEqual(Object.keys(table.columnComments));
      expect(Object.values(table.columnComments).every((comment) => comment.length > 0)).toBe(true);
    }
  });

  it("keeps its primary keys", async () => {
    for (const { name, primaryKey } of workspace.tables) {
      const key = primaryKey.join(", ");
      const repeated = `SELECT count(*) FROM (SELECT ${key} FROM ${name} GROUP BY ${key} HAVING count(*) > 1)`;
      expect([name, await scalar(id, repeated)]).toEqual([name, 0]);
    }
  });

  it("keeps its foreign keys", async () => {
    for (const { name, foreignKeys } of workspace.tables) {
      for (const key of foreignKeys ?? []) {
        const orphans = `SELECT count(*) FROM ${name} WHERE ${key.columns[0]} NOT IN (SELECT ${key.refColumns[0]} FROM ${key.refTable})`;
        expect([name, key.columns, await scalar(id, orphans)]).toEqual([name, key.columns, 0]);
      }
    }
  });

  it("has twelve questions, no two alike", () => {
    expect(new Set(workspace.questions.map((each) => each.question)).size).toBe(12);
  });

  it("gives the same rows for the same day", async () => {
    const again = await generate(workspace, TODAY, mkdtempSync(join(folder, `${id}-`)));
    for (const { name } of workspace.tables) {
      const checksum = `SELECT count(*)::VARCHAR || ':' || sum(hash(t))::VARCHAR FROM ${name} AS t`;
      const repeated = (await again.runAndReadAll(checksum)).getRows()[0]?.[0];
      expect([name, repeated]).toEqual([name, await scalar(id, checksum)]);
    }
  });
});

const FACTS: readonly (readonly [fact: string, workspaceId: string, sql: string, expected: unknown])[] = [
  ["at least 100,000 order items", "sales", "SELECT count(*) >= 100000 FROM order_items", true],
  ["orders end today", "sales", "SELECT max(order_date)::VARCHAR FROM orders", TODAY],
  ["orders begin two years ago", "sales", "SELECT min(order_date)::VARCHAR FROM orders", "2024-03-17"],
  [
    "an order's total is the sum of its items",
    "sales",
    `SELECT count(*) FROM orders JOIN (SELECT order_id, sum(line_total) AS items FROM order_items GROUP BY 1) USING (order_id)
     WHERE items <> total_amount`,
    0,
  ],
  [
    "no order is empty",
    "sales",
    "SELECT count(*) FROM orders WHERE order_id NOT IN (SELECT order_id FROM order_items)",
    0,
  ],
  [
    "revenue agrees with the items of the orders that stand",
    "sales",
    `SELECT (SELECT sum(revenue) FROM revenue) - (SELECT sum(line_total) FROM order_items JOIN orders USING (order_id)
       WHERE status NOT IN ('cancelled', 'returned'))`,
    0,
  ],
  ["profit is revenue minus cost", "sales", "SELECT count(*) FROM revenue WHERE profit <> revenue - cost", 0],
  [
    "nobody orders before signing up",
    "sales",
    "SELECT count(*) FROM orders JOIN customers USING (customer_id) WHERE order_date < signup_date",
    0,
  ],
  [
    "nothing is sold before its launch",
    "sales",
    `SELECT count(*) FROM order_items JOIN orders USING (order_id) JOIN products USING (product_id)
     WHERE order_date < launch_date`,
    0,
  ],
  [
    "reps serve their own region",
    "sales",
    `SELECT count(*) FROM orders JOIN customers USING (customer_id) JOIN sales_reps USING (rep_id)
     WHERE sales_reps.region <> customers.region`,
    0,
  ],
  ["no two customers share a name", "sales", "SELECT count(*) - count(DISTINCT customer_name) FROM customers", 0],
  [
    "sales grow from one year to the next",
    "sales",
    `SELECT sum(total_amount) FILTER (order_date >= DATE '2025-03-17') > 1.15 * sum(total_amount) FILTER (order_date < DATE '2025-03-17') FROM orders`,
    true,
  ],
  [
    "the launched watch is among the ten best sellers by value since",
    "sales",
    `SELECT 'Trailmate GPS Watch' IN (SELECT product_name FROM order_items JOIN orders USING (order_id) JOIN products USING (product_id)
       WHERE order_date > DATE '${TODAY}' - 150 GROUP BY 1 ORDER BY sum(line_total) DESC LIMIT 10)`,
    true,
  ],
  [
    "converted leads are those with a conversion",
    "marketing",
    "SELECT count(*) FROM leads LEFT JOIN conversions USING (lead_id) WHERE (status = 'converted') <> (conversion_id IS NOT NULL)",
    0,
  ],
  [
    "a conversion follows its lead and names its campaign",
    "marketing",
    `SELECT count(*) FROM conversions JOIN leads USING (lead_id)
     WHERE converted_at < created_at OR conversions.campaign_id IS DISTINCT FROM leads.campaign_id`,
    0,
  ],
  [
    "nobody clicks more often than it was shown",
    "marketing",
    "SELECT count(*) FROM ad_spend WHERE clicks > impressions",
    0,
  ],
  [
    "e-mail figures shrink step by step",
    "marketing",
    "SELECT count(*) FROM email_metrics WHERE clicked > opened OR opened > delivered OR delivered + bounced <> sent",
    0,
  ],
  [
    "cancelled campaigns cost nothing",
    "marketing",
    "SELECT count(*) FROM ad_spend JOIN campaigns USING (campaign_id) WHERE status = 'cancelled'",
    0,
  ],
  [
    "a shipment costs what its legs cost",
    "operations",
    `SELECT count(*) FROM shipments JOIN (SELECT shipment_id, sum(cost) AS legs FROM logistics GROUP BY 1) USING (shipment_id)
     WHERE legs <> shipping_cost`,
    0,
  ],
  [
    "nothing arrives before it leaves",
    "operations",
    "SELECT count(*) FROM shipments WHERE delivered_at < shipped_at",
    0,
  ],
  [
    "delivered means there is a time of delivery",
    "operations",
    "SELECT count(*) FROM shipments WHERE (status = 'delivered') <> (delivered_at IS NOT NULL)",
    0,
  ],
  [
    "a purchase costs quantity times price",
    "operations",
    "SELECT count(*) FROM purchase_orders WHERE total_cost <> quantity * unit_cost",
    0,
  ],
  [
    "received means there is a day of receipt",
    "operations",
    "SELECT count(*) FROM purchase_orders WHERE (status = 'received') <> (received_date IS NOT NULL)",
    0,
  ],
];

describe("believable rows", () => {
  it.each(FACTS)("%s", async (_fact, workspaceId, sql, expected) => {
    expect(await scalar(workspaceId, sql)).toEqual(expected);
  });
});

describe("any day can be today", () => {
  // A leap day, the first of a year, the last of a quarter.
  it.each(["2024-02-29", "2027-01-01", "2026-06-30"])("%s", async (today) => {
    for (const workspace of demoWorkspaces) {
      const outDir = mkdtempSync(join(folder, `${workspace.id}-`));
      const files = await generate(workspace, today, outDir);
      for (const table of workspace.tables) {
        const rows = await files.runAndReadAll(`SELECT count(*) > 0 FROM ${table.name}`);
        expect([table.name, rows.getRows()[0]?.[0]]).toEqual([table.name, true]);
      }
    }
  });
});
