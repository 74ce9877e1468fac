import { daysTable } from "../calendar.ts";
import type { DemoPeriod } from "../demo-workspace.ts";
import { FIRST_NAMES, LAST_NAMES } from "../people.ts";
import { PLACES } from "../places.ts";
import { textList, valueRows } from "../sql-values.ts";

/** Channel, budget per quarter, cost per click, click rate, leads per click, share of leads that convert. */
const PAID_CHANNELS = [
  ["Search", 60_000, 1.42, 0.046, 0.044, 0.16],
  ["Social", 46_000, 0.94, 0.013, 0.026, 0.09],
  ["Display", 24_000, 0.52, 0.004, 0.011, 0.05],
  ["Video", 34_000, 1.12, 0.009, 0.013, 0.06],
  ["Affiliate", 18_000, 0.74, 0.021, 0.042, 0.12],
  ["Email", 9_000, 0.35, 0.02, 0.03, 0.21],
] as const;

/** Where each channel's money goes, and which part of it. */
const PLATFORMS = [
  ["Search", "Google Ads", 0.74],
  ["Search", "Bing Ads", 0.26],
  ["Social", "Instagram", 0.46],
  ["Social", "Facebook", 0.33],
  ["Social", "LinkedIn", 0.21],
  ["Display", "Google Display", 1],
  ["Video", "YouTube", 1],
  ["Affiliate", "Partner Network", 1],
] as const;

/** One theme per calendar quarter, two that alternate by year. */
const THEMES = [
  "Fresh Tracks",
  "Summer Ready",
  "Golden Trails",
  "Winter Warmers",
  "New Year Peaks",
  "Longest Days",
  "Autumn Escape",
  "Gift of Outside",
];

const AUDIENCES = ["New customers", "Loyal customers", "Lapsed customers"];

const SUBJECTS = [
  "Five trails worth an early alarm",
  "Your next pack is lighter than you think",
  "Dry feet, whatever the sky does",
  "The weekend list is here",
  "How to sleep warm at minus ten",
  "Members go first",
  "Last days: up to 20 % off",
  "What our testers wore all winter",
  "A stove for every ridge",
  "New in: made from old jackets",
  "We missed you on the trail",
  "Pack lists from people who walk far",
];

const INDUSTRIES = [
  "Retail",
  "Education",
  "Tourism",
  "Hospitality",
  "Public Sector",
  "Technology",
  "Healthcare",
  "Non-profit",
];

export const marketingStatements = (period: DemoPeriod): readonly string[] => [
  daysTable(period),
  channels(),
  campaigns(period),
  spendDays(period),
  adSpend(),
  emailMetrics(period),
  leadHeads(),
  conversions(period),
  leads(period),
];

const channels = (): string => `
  CREATE TEMP TABLE channels AS
  SELECT * FROM (VALUES ${valueRows(PAID_CHANNELS)})
    AS c(channel, budget, cost_per_click, click_rate, leads_per_click, converting)`;

/** Six per quarter and a newsletter that never ends. Every seventeenth was called off before it began. */
const campaigns = ({ start, today }: DemoPeriod): string => `
  CREATE TEMP TABLE campaigns AS
  WITH quarters AS (
    SELECT n AS quarter_no, (date_trunc('quarter', DATE '${start}') + INTERVAL (n * 3) MONTH)::DATE AS first_day
    FROM range(9) AS numbers(n)
    WHERE first_day <= DATE '${today}'
  ),
  planned AS (
    SELECT quarter_no * 6 + row_number() OVER (PARTITION BY quarter_no ORDER BY budget DESC) AS id, channel, first_day,
      budget * (1 + quarter_no * 0.045) AS budget
    FROM quarters, channels
  ),
  dated AS (
    SELECT *, ${textList(THEMES)}[(quarter(first_day) + 4 * (year(first_day) % 2))::INTEGER] || ' ' || year(first_day) || ' ' || channel AS name,
      first_day + whole(0, 11, id, 60) AS start_date, first_day + whole(66, 89, id, 61) AS end_date
    FROM planned
  )
  SELECT id::INTEGER AS campaign_id, name AS campaign_name, channel,
    ['Sales', 'Awareness', 'Leads'][1 + id::INTEGER % 3] AS objective,
    start_date, end_date,
    (round(budget * noise(0.2, id, 62) / 500) * 500)::DECIMAL(12, 2) AS budget,
    CASE WHEN id % 17 = 5 THEN 'cancelled' WHEN start_date > DATE '${today}' THEN 'planned'
      WHEN end_date >= DATE '${today}' THEN 'active' ELSE 'completed' END AS status
  FROM dated
  UNION ALL
  SELECT 100, 'Trail Notes Newsletter', 'Email', 'Awareness', DATE '${start}', DATE '${today}' + 90, 24000.00, 'active'
  ORDER BY campaign_id`;

/** A row per platform and day of each paid campaign; \`honest_clicks\` are those that people made. */
const spendDays = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE spend_days AS
  WITH platforms AS (SELECT * FROM (VALUES ${valueRows(PLATFORMS)}) AS p(channel, platform, part)),
  running AS (
    SELECT row_number() OVER (ORDER BY day, campaign_id, platform) AS id, campaigns.*, platform, part, day,
      cost_per_click, click_rate, leads_per_click,
      campaigns.budget / (end_date - start_date + 1) * part * (0.55 + 0.45 * demand / 1.4) AS daily
    FROM campaigns JOIN channels USING (channel) JOIN platforms USING (channel)
      JOIN days ON day BETWEEN start_date AND end_date
    WHERE status <> 'cancelled'
  ),
  paid AS (
    SELECT *, round(daily * noise(0.3, id, 70), 2)::DECIMAL(10, 2) AS spend,
      floor(daily * noise(0.35, id, 71) / cost_per_click)::INTEGER AS honest_clicks
    FROM running
  )
  SELECT id, campaign_id, channel, day, platform, spend, honest_clicks, leads_per_click,
    -- For three days in the display network nobody clicked but robots.
    CASE WHEN platform = 'Google Display' AND day BETWEEN DATE '${today}' - 78 AND DATE '${today}' - 76
      THEN honest_clicks * 14 ELSE honest_clicks END AS clicks,
    floor(honest_clicks / click_rate * noise(0.25, id, 72))::INTEGER
      + CASE WHEN platform = 'Google Display' AND day BETWEEN DATE '${today}' - 78 AND DATE '${today}' - 76
        THEN honest_clicks * 260 ELSE 0 END AS impressions
  FROM paid`;

const adSpend = (): string => `
  CREATE TEMP TABLE ad_spend AS
  SELECT id::INTEGER AS spend_id, campaign_id, day AS spend_date, platform, impressions::INTEGER AS impressions,
    clicks::INTEGER AS clicks, spend
  FROM spend_days ORDER BY id`;

/** One row per send and audience: campaigns every week, the newsletter every Thursday. */
const emailMetrics = ({ start, today }: DemoPeriod): string => `
  CREATE TEMP TABLE email_metrics AS
  WITH sends AS (
    SELECT row_number() OVER (ORDER BY day, campaign_id, audience) AS id, campaign_id, day, audience, audience_no
    FROM campaigns
      JOIN days ON day BETWEEN start_date AND end_date
      CROSS JOIN (SELECT unnest(${textList(AUDIENCES)}) AS audience, unnest([1, 2, 3]) AS audience_no)
    WHERE channel = 'Email' AND status <> 'cancelled'
      AND CASE WHEN campaign_id = 100 THEN dayofweek(day) = 4 ELSE (day - start_date) % 7 = 2 END
  ),
  sized AS (
    SELECT *, floor([9000, 12000, 5200][audience_no] * (1 + 0.5 * (day - DATE '${start}') / 365) * noise(0.06, id, 80))::INTEGER AS sent
    FROM sends WHERE day < DATE '${today}'
  ),
  arrived AS (SELECT *, floor(sent * (0.968 + 0.022 * chance(id, 81)))::INTEGER AS delivered FROM sized),
  read_by AS (
    SELECT *, floor(delivered * [0.27, 0.36, 0.15][audience_no] * noise(0.25, id, 82))::INTEGER AS opened FROM arrived
  )
  SELECT id::INTEGER AS email_id, campaign_id,
    day + INTERVAL (whole(7, 17, id, 83)) HOUR + INTERVAL (whole(0, 3, id, 84) * 15) MINUTE AS sent_at,
    ${textList(SUBJECTS)}[1 + (((day - DATE '${start}') // 7 * 5 + campaign_id) % ${SUBJECTS.length})::INTEGER] AS subject,
    audience, sent, delivered, sent - delivered AS bounced, opened,
    floor(opened * 0.115 * noise(0.4, id, 85))::INTEGER AS clicked,
    floor(delivered * [0.0012, 0.0009, 0.0034][audience_no] * noise(0.5, id, 86))::INTEGER AS unsubscribed
  FROM read_by ORDER BY id`;

/** Leads come from clicks, from e-mails, and by themselves. One video campaign found almost nobody. */
const leadHeads = (): string => `
  CREATE TEMP TABLE lead_heads AS
  WITH wanted AS (
    SELECT campaign_id, channel AS source, day, honest_clicks * leads_per_click
      * CASE WHEN channel = 'Video' AND campaign_id BETWEEN 31 AND 36 THEN 0.1 ELSE 1 END AS amount
    FROM spend_days
    UNION ALL
    SELECT campaign_id, 'Email', sent_at::DATE, clicked * 0.022 FROM email_metrics
    UNION ALL
    SELECT NULL, source, day, demand * part FROM days,
      (VALUES ('Organic Search', 7.0), ('Referral', 3.2), ('Direct', 2.1), ('Trade Show', 0.5)) AS o(source, part)
  ),
  numbered AS (SELECT row_number() OVER (ORDER BY day, source, campaign_id) AS slot, * FROM wanted)
  SELECT row_number() OVER (ORDER BY day, slot, k) AS id, campaign_id, source, day
  FROM numbered, range(floor(amount + chance(slot, 90))::INTEGER) AS repeats(k)`;

const conversions = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE conversions AS
  WITH converted AS (
    SELECT lead.id, campaign_id, day + INTERVAL (1 + floor(46 * pow(chance(lead.id, 91), 2))::INTEGER) DAY AS day
    FROM lead_heads AS lead LEFT JOIN channels ON channel = source
    WHERE chance(lead.id, 92) < coalesce(converting, 0.17)
  )
  SELECT row_number() OVER (ORDER BY day, id)::INTEGER AS conversion_id, id::INTEGER AS lead_id, campaign_id,
    day + INTERVAL (whole(8 * 60, 21 * 60, id, 93)) MINUTE AS converted_at,
    CASE WHEN chance(id, 94) < 0.64 THEN 'Purchase' WHEN chance(id, 94) < 0.82 THEN 'Membership'
      WHEN chance(id, 94) < 0.92 THEN 'Store Visit' ELSE 'Gift Card' END AS conversion_type,
    CASE WHEN chance(id, 94) < 0.64 THEN round(35 + 620 * pow(chance(id, 95), 2.4), 2) WHEN chance(id, 94) < 0.82 THEN 59
      WHEN chance(id, 94) < 0.92 THEN NULL ELSE pick([25, 50, 100], id, 96) END::DECIMAL(10, 2) AS value
  FROM converted WHERE day < DATE '${today}' ORDER BY conversion_id`;

const leads = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE leads AS
  WITH places AS (
    SELECT list(country ORDER BY country) AS countries FROM (VALUES ${valueRows(PLACES)}) AS p(city, country, region, weight), range(weight)
  ),
  scored AS (
    SELECT *, least(100, greatest(1, floor(52 * noise(0.9, id, 97))))::INTEGER AS lead_score FROM lead_heads
  )
  SELECT scored.id::INTEGER AS lead_id, scored.campaign_id,
    day + INTERVAL (whole(6 * 60, 23 * 60, scored.id, 98)) MINUTE AS created_at,
    pick(${textList(FIRST_NAMES)}, scored.id, 99) || ' ' || pick(${textList(LAST_NAMES)}, scored.id, 100) AS lead_name,
    pick(${textList(INDUSTRIES)}, scored.id, 101) AS industry, pick(countries, scored.id, 102) AS country, source, lead_score,
    CASE WHEN conversion_id IS NOT NULL THEN 'converted' WHEN DATE '${today}' - day < 10 THEN 'new'
      WHEN lead_score < 34 THEN 'disqualified' WHEN lead_score > 60 THEN 'qualified' ELSE 'contacted' END AS status
  FROM scored LEFT JOIN conversions ON conversions.lead_id = scored.id CROSS JOIN places
  ORDER BY lead_id`;
