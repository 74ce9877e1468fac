import type { DemoQuestion } from "../demo-workspace.ts";

export const marketingQuestions: readonly DemoQuestion[] = [
  {
    question: "What did we spend last month?",
    expectedSql: (today) =>
      `SELECT sum(spend) FROM ad_spend WHERE spend_date >= date_trunc('month', DATE '${today}') - INTERVAL 1 MONTH
         AND spend_date < date_trunc('month', DATE '${today}')`,
  },
  {
    question: "Total clicks per platform last quarter",
    expectedSql: (today) =>
      `SELECT platform, sum(clicks) FROM ad_spend
       WHERE spend_date >= date_trunc('quarter', DATE '${today}') - INTERVAL 3 MONTH
         AND spend_date < date_trunc('quarter', DATE '${today}') GROUP BY 1`,
  },
  {
    question: "How many leads did we get each month?",
    isOrdered: true,
    expectedSql: () => "SELECT date_trunc('month', created_at), count(*) FROM leads GROUP BY 1 ORDER BY 1",
  },
  {
    question: "Which campaign has the largest budget?",
    neededColumns: 1,
    expectedSql: () => "SELECT campaign_name, budget FROM campaigns ORDER BY budget DESC LIMIT 1",
  },
  {
    question: "Number of leads by source",
    expectedSql: () => "SELECT source, count(*) FROM leads GROUP BY 1",
  },
  {
    question: "Which campaigns never got any leads?",
    neededColumns: 1,
    expectedSql: () =>
      "SELECT campaign_name FROM campaigns WHERE campaign_id NOT IN (SELECT campaign_id FROM leads WHERE campaign_id IS NOT NULL)",
  },
  {
    question: "Average budget by channel",
    expectedSql: () => "SELECT channel, avg(budget) FROM campaigns GROUP BY 1",
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
    question: "How many unsubscribed by audience?",
    expectedSql: () => "SELECT audience, sum(unsubscribed) FROM email_metrics GROUP BY 1",
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
