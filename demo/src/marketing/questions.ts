import type { DemoQuestion } from "../demo-workspace.ts";

export const marketingQuestions: readonly DemoQuestion[] = [
  {
    question: "How much did we spend on ads last month?",
    expectedSql: (today) =>
      `SELECT sum(spend) FROM ad_spend
       WHERE spend_date >= date_trunc('month', DATE '${today}') - INTERVAL 1 MONTH
         AND spend_date < date_trunc('month', DATE '${today}')`,
  },
  {
    question: "Total ad spend by platform",
    expectedSql: () => "SELECT platform, sum(spend) FROM ad_spend GROUP BY 1",
  },
  {
    question: "How many leads did we get each month?",
    isOrdered: true,
    expectedSql: () => "SELECT date_trunc('month', created_at), count(*) FROM leads GROUP BY 1 ORDER BY 1",
  },
  {
    question: "Which campaign brought in the most leads?",
    neededColumns: 1,
    expectedSql: () =>
      `SELECT campaign_name, count(*) FROM leads JOIN campaigns USING (campaign_id)
       GROUP BY campaign_id, campaign_name ORDER BY 2 DESC LIMIT 1`,
  },
  {
    question: "What are the top 5 sources of leads?",
    neededColumns: 1,
    isOrdered: true,
    expectedSql: () => "SELECT source, count(*) FROM leads GROUP BY 1 ORDER BY 2 DESC LIMIT 5",
  },
  {
    question: "Which campaigns never got any leads?",
    neededColumns: 1,
    expectedSql: () =>
      "SELECT campaign_name FROM campaigns WHERE campaign_id NOT IN (SELECT campaign_id FROM leads WHERE campaign_id IS NOT NULL)",
  },
  {
    question: "What is the average lead score by industry?",
    expectedSql: () => "SELECT industry, avg(lead_score) FROM leads GROUP BY 1",
  },
  {
    question: "What is the total value of conversions by channel?",
    expectedSql: () => "SELECT channel, sum(value) FROM conversions JOIN campaigns USING (campaign_id) GROUP BY 1",
  },
  {
    question: "How many purchases were there this year?",
    expectedSql: (today) =>
      `SELECT count(*) FROM conversions WHERE conversion_type = 'Purchase'
         AND converted_at >= date_trunc('year', DATE '${today}')`,
  },
  {
    question: "How many emails were opened by each audience?",
    expectedSql: () => "SELECT audience, sum(opened) FROM email_metrics GROUP BY 1",
  },
  {
    question: "Which active campaigns have a budget over 30,000?",
    neededColumns: 1,
    expectedSql: () => "SELECT campaign_name, budget FROM campaigns WHERE status = 'active' AND budget > 30000",
  },
  {
    question: "What share of leads is disqualified?",
    expectedSql: () => "SELECT count(*) FILTER (status = 'disqualified') * 100.0 / count(*) FROM leads",
  },
];
