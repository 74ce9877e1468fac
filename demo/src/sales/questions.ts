import type { DemoQuestion } from "../demo-workspace.ts";

export const salesQuestions: readonly DemoQuestion[] = [
  {
    question: "What was our total revenue last quarter?",
    expectedSql: (today) =>
      `SELECT sum(revenue) FROM revenue
       WHERE revenue_date >= date_trunc('quarter', DATE '${today}') - INTERVAL 3 MONTH
         AND revenue_date < date_trunc('quarter', DATE '${today}')`,
  },
  {
    question: "Show me revenue per month",
    isOrdered: true,
    expectedSql: () => "SELECT date_trunc('month', revenue_date), sum(revenue) FROM revenue GROUP BY 1 ORDER BY 1",
  },
  {
    question: "Which region made the most profit this year?",
    neededColumns: 1,
    expectedSql: (today) =>
      `SELECT region, sum(profit) FROM revenue WHERE revenue_date >= date_trunc('year', DATE '${today}')
       GROUP BY 1 ORDER BY 2 DESC LIMIT 1`,
  },
  {
    question: "How many customers signed up each month?",
    isOrdered: true,
    expectedSql: () => "SELECT date_trunc('month', signup_date), count(*) FROM customers GROUP BY 1 ORDER BY 1",
  },
  {
    question: "What are the 5 best-selling products by quantity?",
    neededColumns: 1,
    isOrdered: true,
    expectedSql: () =>
      `SELECT product_name, sum(quantity) FROM order_items JOIN products USING (product_id)
       GROUP BY product_id, product_name ORDER BY 2 DESC LIMIT 5`,
  },
  {
    question: "How many orders were cancelled last month?",
    expectedSql: (today) =>
      `SELECT count(*) FROM orders WHERE status = 'cancelled'
         AND order_date >= date_trunc('month', DATE '${today}') - INTERVAL 1 MONTH
         AND order_date < date_trunc('month', DATE '${today}')`,
  },
  {
    question: "What is the average order value by channel?",
    expectedSql: () => "SELECT channel, avg(total_amount) FROM orders GROUP BY 1",
  },
  {
    question: "What share of orders comes from each channel?",
    expectedSql: () => "SELECT channel, count(*) * 100.0 / (SELECT count(*) FROM orders) FROM orders GROUP BY 1",
  },
  {
    question: "Which customers have never placed an order?",
    neededColumns: 1,
    expectedSql: () => "SELECT customer_name FROM customers WHERE customer_id NOT IN (SELECT customer_id FROM orders)",
  },
  {
    question: "Top 10 customers by total order amount",
    neededColumns: 1,
    isOrdered: true,
    expectedSql: () =>
      `SELECT customer_name, sum(total_amount) FROM orders JOIN customers USING (customer_id)
       GROUP BY customer_id, customer_name ORDER BY 2 DESC LIMIT 10`,
  },
  {
    question: "Which products have a price above 300 dollars?",
    neededColumns: 1,
    expectedSql: () => "SELECT product_name, unit_price FROM products WHERE unit_price > 300",
  },
  {
    question: "Which sales rep took the most orders this year?",
    neededColumns: 1,
    expectedSql: (today) =>
      `SELECT rep_name, count(*) FROM orders JOIN sales_reps USING (rep_id)
       WHERE order_date >= date_trunc('year', DATE '${today}') GROUP BY rep_id, rep_name ORDER BY 2 DESC LIMIT 1`,
  },
];
