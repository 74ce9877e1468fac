import { daysTable } from "../calendar.ts";
import type { DemoPeriod } from "../demo-workspace.ts";
import { FIRM_KINDS, FIRM_WORDS, FIRST_NAMES, LAST_NAMES } from "../people.ts";
import { PLACES } from "../places.ts";
import { LAUNCH, PRODUCTS } from "../products.ts";
import { textList, valueRows } from "../sql-values.ts";

const CUSTOMERS = 3_200;
const REPS = 24;
/** Orders on a day whose demand is 1. */
const ORDERS_PER_DAY = 44;
const REGIONS = ["North America", "Europe", "Asia Pacific", "Latin America"];

export const salesStatements = (period: DemoPeriod): readonly string[] => [
  daysTable(period),
  products(period),
  salesReps(period),
  customers(period),
  buyers(),
  orderHeads(period),
  orderItems(period),
  orders(),
  revenue(),
];

const products = ({ start, today }: DemoPeriod): string => `
  CREATE TEMP TABLE products AS
  SELECT (100 + row_number() OVER (ORDER BY category, product_name))::INTEGER AS product_id,
    product_name, category, brand, price::DECIMAL(10, 2) AS unit_price, cost::DECIMAL(10, 2) AS unit_cost,
    CASE product_name
      WHEN '${LAUNCH.productName}' THEN DATE '${today}' - ${LAUNCH.daysBeforeToday}
      WHEN 'Aurora Solar Lantern' THEN DATE '${today}' - 402
      WHEN 'Recycled Daypack 18L' THEN DATE '${today}' - 96
      ELSE DATE '${start}' - whole(120, 2200, popularity, 1)
    END AS launch_date,
    popularity IN (46, 56, 58) AS is_discontinued,
    popularity::INTEGER AS popularity
  FROM (VALUES ${valueRows(PRODUCTS)}) AS p(product_name, category, brand, price, cost, popularity)`;

const salesReps = ({ start }: DemoPeriod): string => `
  CREATE TEMP TABLE sales_reps AS
  SELECT rep_id, first_name || ' ' || last_name AS rep_name,
    lower(first_name || '.' || replace(replace(last_name, '''', ''), ' ', '')) || '@tarnandridge.example' AS email,
    region, DATE '${start}' - whole(-380, 1900, rep_id, 25) AS hire_date,
    (round(whole(9, 24, rep_id, 26)) * 25000)::DECIMAL(12, 2) AS annual_quota,
    -- The first of each region leads the others.
    CASE WHEN rep_id > 4 THEN ((rep_id - 1) % 4 + 1)::INTEGER END AS manager_id
  FROM (
    SELECT n::INTEGER AS rep_id, ${textList(REGIONS)}[((n - 1) % 4 + 1)::INTEGER] AS region,
      ${textList(FIRST_NAMES)}[(n * 7 % ${FIRST_NAMES.length} + 1)::INTEGER] AS first_name,
      ${textList(LAST_NAMES)}[(n * 11 % ${LAST_NAMES.length} + 1)::INTEGER] AS last_name
    FROM range(1, ${REPS + 1}) AS numbers(n)
  )`;

/** Four in ten were customers before the period; the rest signed up during it, faster towards the end. */
const customers = ({ start, today }: DemoPeriod): string => `
  CREATE TEMP TABLE customers AS
  WITH places AS (
    SELECT row_number() OVER (ORDER BY city, k) AS slot, city, country, region
    FROM (VALUES ${valueRows(PLACES)}) AS p(city, country, region, weight), range(weight) AS repeats(k)
  ),
  drawn AS (
    SELECT n AS id,
      CASE WHEN chance(n, 30) < 0.70 THEN 'Consumer' WHEN chance(n, 30) < 0.92 THEN 'Small Business' ELSE 'Enterprise' END AS segment,
      pick(${textList(FIRST_NAMES)}, n, 31) AS first_name,
      pick(${textList(LAST_NAMES)}, n, 32) AS last_name,
      CASE WHEN n <= ${Math.round(CUSTOMERS * 0.4)}
        THEN DATE '${start}' - floor((1 - n / ${CUSTOMERS * 0.4}) * 1400)::INTEGER - 1
        ELSE DATE '${start}' + floor(pow((n - ${CUSTOMERS * 0.4}) / ${CUSTOMERS * 0.6}, 0.86)
          * date_diff('day', DATE '${start}', DATE '${today}'))::INTEGER
      END AS signup_date,
      1 + floor(chance(n, 33) * (SELECT count(*) FROM places))::INTEGER AS slot
    FROM range(1, ${CUSTOMERS + 1}) AS numbers(n)
  ),
  -- Firms walk through the words and the kinds at different steps, so no two have the same name.
  firms AS (SELECT *, row_number() OVER (PARTITION BY segment = 'Consumer' ORDER BY id) AS firm_no FROM drawn),
  named AS (
    SELECT *, CASE segment WHEN 'Consumer' THEN first_name || ' ' || last_name ELSE
      ${textList(FIRM_WORDS)}[(firm_no * 7 % ${FIRM_WORDS.length} + 1)::INTEGER] || ' '
        || ${textList(FIRM_KINDS)}[((firm_no + firm_no // ${FIRM_WORDS.length}) % ${FIRM_KINDS.length} + 1)::INTEGER]
      END AS plain_name
    FROM firms
  ),
  -- Nor have two people: a middle initial sets them apart.
  told_apart AS (SELECT *, row_number() OVER (PARTITION BY plain_name ORDER BY id) AS same_name FROM named)
  SELECT id::INTEGER AS customer_id,
    CASE WHEN same_name = 1 THEN plain_name
      ELSE first_name || ' ' || chr((64 + same_name)::INTEGER) || '. ' || last_name
    END AS customer_name,
    lower(replace(replace(CASE segment WHEN 'Consumer' THEN first_name || '.' || last_name ELSE plain_name END, ' ', ''), '''', ''))
      || id || CASE segment WHEN 'Consumer' THEN '@mail.example' ELSE '@business.example' END AS email,
    segment, city, country, region, signup_date,
    chance(id, 34) > 0.07 AS is_active
  FROM told_apart JOIN places USING (slot)
  ORDER BY id`;

/** One in nine never orders. `place` numbers those who do by signup, so those known on a day are 1 to `known`. */
const buyers = (): string => `
  CREATE TEMP TABLE buyers AS
  SELECT customer_id, segment, region, signup_date, row_number() OVER (ORDER BY customer_id) AS place
  FROM customers WHERE chance(customer_id, 40) > 0.11`;

const orderHeads = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE order_heads AS
  WITH known AS (
    SELECT day, demand, day_no, (SELECT count(*) FROM buyers WHERE signup_date <= day) AS known FROM days
  ),
  numbered AS (
    SELECT row_number() OVER (ORDER BY day, k) AS n, day, known
    FROM known, range(floor(demand * ${ORDERS_PER_DAY} + chance(day_no, 41))::INTEGER) AS repeats(k)
  ),
  bought AS (
    -- Older customers order more often than new ones.
    SELECT n, day, buyers.*
    FROM numbered JOIN buyers ON place = 1 + floor(known * pow(chance(n, 42), 1.35))::INTEGER
  ),
  channelled AS (
    SELECT *, CASE
      WHEN segment = 'Consumer' THEN
        CASE WHEN chance(n, 43) < 0.60 THEN 'Online' WHEN chance(n, 43) < 0.92 THEN 'Store' ELSE 'Phone' END
      WHEN chance(n, 43) < 0.44 THEN 'Partner' WHEN chance(n, 43) < 0.76 THEN 'Online' ELSE 'Phone' END AS channel
    FROM bought
  )
  SELECT (10000 + n)::INTEGER AS order_id, n, customer_id, segment, region,
    -- Orders by telephone and through partners are taken by a rep of the customer's region.
    CASE WHEN channel IN ('Phone', 'Partner') THEN
      (list_position(${textList(REGIONS)}, region) + 4 * floor(pow(chance(n, 44), 1.3) * ${REPS / 4}))::INTEGER
    END AS rep_id,
    day AS order_date, channel,
    CASE
      WHEN DATE '${today}' - day <= 3 THEN 'pending'
      WHEN DATE '${today}' - day <= 9 AND chance(n, 45) > 0.04 THEN 'shipped'
      WHEN chance(n, 45) < 0.043 THEN 'cancelled'
      WHEN chance(n, 45) < (CASE channel WHEN 'Online' THEN 0.122 ELSE 0.07 END) THEN 'returned'
      ELSE 'completed'
    END AS status
  FROM channelled`;

const orderItems = ({ start, today }: DemoPeriod): string => `
  CREATE TEMP TABLE order_items AS
  WITH lines AS (
    SELECT heads.*, line, n * 8 + line AS id
    FROM order_heads AS heads,
      range(1 + (chance(n, 50) > 0.21)::INTEGER + (chance(n, 50) > 0.5)::INTEGER
        + (chance(n, 50) > 0.74)::INTEGER + (chance(n, 50) > 0.9)::INTEGER) AS repeats(line)
  ),
  chosen AS (
    SELECT *, CASE
      WHEN order_date >= DATE '${today}' - ${LAUNCH.daysBeforeToday}
        AND chance(id, 51) < 0.052 * least(1, (order_date - (DATE '${today}' - ${LAUNCH.daysBeforeToday})) / 45 + 0.25) THEN 59
      WHEN order_date >= DATE '${today}' - 402 AND chance(id, 51) > 0.985 THEN 60
      WHEN order_date >= DATE '${today}' - 96 AND chance(id, 51) BETWEEN 0.95 AND 0.97 THEN 61
      ELSE 1 + (floor(58 * pow(chance(id, 52), 1.55)) + line * 7)::INTEGER % 58
    END AS popularity
    FROM lines
  ),
  priced AS (
    SELECT id, order_id, product_id, segment, order_date, line,
      -- List prices rose by 4 % half-way.
      round(unit_price * CASE WHEN order_date < DATE '${start}' + 365 THEN 0.96 ELSE 1 END, 2)::DECIMAL(10, 2) AS unit_price,
      CASE WHEN month(order_date) = 11 AND demand > 2.2 THEN 20
        WHEN segment = 'Enterprise' THEN 15
        WHEN segment = 'Small Business' AND chance(id, 53) < 0.6 THEN 10
        WHEN chance(id, 53) < 0.09 THEN 10
        WHEN chance(id, 53) < 0.14 THEN 5
        ELSE 0 END AS discount_percent,
      CASE segment WHEN 'Consumer' THEN 1 + (chance(id, 54) > 0.8)::INTEGER + (chance(id, 54) > 0.96)::INTEGER
        WHEN 'Small Business' THEN whole(1, 6, id, 54)
        ELSE whole(2, 14, id, 54) END AS quantity
    FROM chosen JOIN products USING (popularity) JOIN days ON days.day = order_date
    QUALIFY row_number() OVER (PARTITION BY order_id, product_id ORDER BY id) = 1
  ),
  -- The order that any chart of sales by day should show: one camp operator fits out a whole season.
  bulk AS (
    SELECT id FROM priced
    WHERE segment = 'Enterprise' AND order_date BETWEEN DATE '${today}' - 129 AND DATE '${today}' - 127
    ORDER BY unit_price DESC, id LIMIT 1
  )
  SELECT row_number() OVER (ORDER BY id)::INTEGER AS order_item_id, order_id, product_id,
    quantity, unit_price, discount_percent,
    round(quantity * unit_price * (100 - discount_percent) / 100, 2)::DECIMAL(12, 2) AS line_total
  FROM (SELECT * REPLACE (CASE WHEN id = (SELECT id FROM bulk) THEN 520 ELSE quantity END AS quantity) FROM priced)
  ORDER BY id`;

const orders = (): string => `
  CREATE TEMP TABLE orders AS
  SELECT order_id, customer_id, rep_id, order_date, channel, status, total_amount
  FROM order_heads JOIN (
    SELECT order_id, sum(line_total)::DECIMAL(12, 2) AS total_amount FROM order_items GROUP BY order_id
  ) USING (order_id)
  ORDER BY order_id`;

/** What finance books: the items of every order that was neither cancelled nor returned. */
const revenue = (): string => `
  CREATE TEMP TABLE revenue AS
  SELECT order_date AS revenue_date, customers.region, products.category,
    sum(quantity)::INTEGER AS units_sold,
    sum(line_total)::DECIMAL(14, 2) AS revenue,
    sum(quantity * products.unit_cost)::DECIMAL(14, 2) AS cost,
    sum(line_total - quantity * products.unit_cost)::DECIMAL(14, 2) AS profit
  FROM order_items
    JOIN orders USING (order_id) JOIN customers USING (customer_id) JOIN products USING (product_id)
  WHERE status NOT IN ('cancelled', 'returned')
  GROUP BY ALL
  ORDER BY ALL`;
