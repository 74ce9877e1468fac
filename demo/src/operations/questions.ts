import type { DemoQuestion } from "../demo-workspace.ts";

export const operationsQuestions: readonly DemoQuestion[] = [
  {
    question: "How many shipments were late last month?",
    expectedSql: (today) =>
      `SELECT count(*) FROM shipments WHERE is_late
         AND shipped_at >= date_trunc('month', DATE '${today}') - INTERVAL 1 MONTH
         AND shipped_at < date_trunc('month', DATE '${today}')`,
  },
  {
    question: "Number of shipments by carrier",
    expectedSql: () => "SELECT carrier, count(*) FROM shipments GROUP BY 1",
  },
  {
    question: "What is the average shipping cost per warehouse?",
    expectedSql: () =>
      `SELECT warehouse_name, avg(shipping_cost) FROM shipments JOIN warehouses USING (warehouse_id)
       GROUP BY warehouse_id, warehouse_name`,
  },
  {
    question: "How many late shipments does each carrier have?",
    expectedSql: () => "SELECT carrier, count(*) FROM shipments WHERE is_late GROUP BY 1",
  },
  {
    question: "Which products are below their reorder level?",
    neededColumns: 1,
    expectedSql: () => "SELECT product_name FROM inventory WHERE quantity_on_hand < reorder_level",
  },
  {
    question: "Top 5 suppliers by total cost of purchase orders",
    neededColumns: 1,
    isOrdered: true,
    expectedSql: () =>
      `SELECT supplier_name, sum(total_cost) FROM purchase_orders JOIN suppliers USING (supplier_id)
       GROUP BY supplier_id, supplier_name ORDER BY 2 DESC LIMIT 5`,
  },
  {
    question: "Which suppliers have no purchase orders?",
    neededColumns: 1,
    expectedSql: () =>
      "SELECT supplier_name FROM suppliers WHERE supplier_id NOT IN (SELECT supplier_id FROM purchase_orders)",
  },
  {
    question: "Shipments per month this year",
    isOrdered: true,
    expectedSql: (today) =>
      `SELECT date_trunc('month', shipped_at), count(*) FROM shipments
       WHERE shipped_at >= date_trunc('year', DATE '${today}') GROUP BY 1 ORDER BY 1`,
  },
  {
    question: "What share of shipments goes by Express?",
    expectedSql: () => "SELECT count(*) FILTER (service_level = 'Express') * 100.0 / count(*) FROM shipments",
  },
  {
    question: "Which warehouse has the largest capacity?",
    neededColumns: 1,
    expectedSql: () => "SELECT warehouse_name, capacity_units FROM warehouses ORDER BY capacity_units DESC LIMIT 1",
  },
  {
    question: "What is the total cost of legs by transport mode?",
    expectedSql: () => "SELECT transport_mode, sum(cost) FROM logistics GROUP BY 1",
  },
  {
    question: "How many purchase orders are still open?",
    expectedSql: () => "SELECT count(*) FROM purchase_orders WHERE status = 'open'",
  },
];
