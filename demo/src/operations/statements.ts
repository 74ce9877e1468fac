import { daysTable } from "../calendar.ts";
import type { DemoPeriod } from "../demo-workspace.ts";
import { FIRM_WORDS, FIRST_NAMES, LAST_NAMES } from "../people.ts";
import { PLACES } from "../places.ts";
import { PRODUCTS } from "../products.ts";
import { textList, valueRows } from "../sql-values.ts";

/** Name, city, country, region, capacity in units, share of shipments, automated, years since it opened. */
const WAREHOUSES = [
  ["Denver Hub", "Denver", "United States", "North America", 120_000, 22, true, 9],
  ["Newark Gateway", "Newark", "United States", "North America", 90_000, 17, false, 14],
  ["Toronto Depot", "Toronto", "Canada", "North America", 40_000, 8, false, 6],
  ["Rotterdam Hub", "Rotterdam", "Netherlands", "Europe", 110_000, 19, true, 8],
  ["Leipzig Depot", "Leipzig", "Germany", "Europe", 55_000, 11, true, 3],
  ["Yokohama Hub", "Yokohama", "Japan", "Asia Pacific", 70_000, 10, true, 5],
  ["Sydney Depot", "Sydney", "Australia", "Asia Pacific", 35_000, 8, false, 7],
  ["Sao Paulo Depot", "Sao Paulo", "Brazil", "Latin America", 30_000, 5, false, 2],
] as const;

const SUPPLIER_KINDS = [
  "Textiles",
  "Manufacturing",
  "Metalworks",
  "Plastics",
  "Footwear Works",
  "Down & Fibre",
  "Components",
  "Packaging",
];
const SUPPLIER_COUNTRIES = [
  "China",
  "Vietnam",
  "Portugal",
  "Taiwan",
  "India",
  "Germany",
  "Turkey",
  "Mexico",
  "Italy",
  "South Korea",
];
const CARRIERS = ["Swiftline", "Blue Parcel", "TransOrbis", "Northway Freight", "Pelican Post"];
const SUPPLIERS = 42;
const SHIPMENTS_PER_DAY = 27;
const PURCHASES_PER_DAY = 6;

export const operationsStatements = (period: DemoPeriod): readonly string[] => [
  daysTable(period),
  warehouses(period),
  suppliers(period),
  inventory(period),
  shipmentHeads(period),
  logistics(period),
  shipments(period),
  purchaseOrders(period),
];

const warehouses = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE warehouses AS
  SELECT row_number() OVER (ORDER BY share DESC, warehouse_name)::INTEGER AS warehouse_id, warehouse_name, city, country, region, capacity_units::INTEGER AS capacity_units,
    pick(${textList(FIRST_NAMES)}, capacity_units, 110) || ' ' || pick(${textList(LAST_NAMES)}, capacity_units, 111) AS manager_name,
    DATE '${today}' - (age * 365 + whole(10, 340, capacity_units, 112)) AS opened_date, is_automated, share
  FROM (VALUES ${valueRows(WAREHOUSES)}) AS w(warehouse_name, city, country, region, capacity_units, share, is_automated, age)`;

const suppliers = ({ start }: DemoPeriod): string => `
  CREATE TEMP TABLE suppliers AS
  SELECT n::INTEGER AS supplier_id,
    ${textList(FIRM_WORDS)}[(n * 7 % ${FIRM_WORDS.length} + 1)::INTEGER] || ' '
      || ${textList(SUPPLIER_KINDS)}[(n % ${SUPPLIER_KINDS.length} + 1)::INTEGER] AS supplier_name,
    pick(${textList(SUPPLIER_COUNTRIES)}, n, 120) AS country,
    (round(28 + 22 * chance(n, 121)) / 10)::DECIMAL(2, 1) AS rating,
    whole(9, 62, n, 122) AS lead_time_days,
    chance(n, 123) < 0.3 AS is_preferred,
    DATE '${start}' - whole(-420, 2900, n, 124) AS partner_since
  FROM range(1, ${SUPPLIERS + 1}) AS numbers(n)`;

/** What lies on the shelves today. About one shelf in seven is below the level at which it should be reordered. */
const inventory = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE inventory AS
  WITH shelves AS (
    SELECT row_number() OVER (ORDER BY warehouse_id, product_name) AS id, warehouse_id, product_name, category, unit_cost,
      greatest(5, floor(capacity_units / 900.0 * 24 / (popularity + 14) * noise(0.4, popularity * 10 + warehouse_id, 130)))::INTEGER AS reorder_level
    FROM warehouses, (VALUES ${valueRows(PRODUCTS)}) AS p(product_name, category, brand, price, unit_cost, popularity)
    WHERE chance(popularity * 100 + warehouse_id, 131) < 0.86
  )
  SELECT id::INTEGER AS inventory_id, warehouse_id, product_name, category,
    CASE WHEN chance(id, 132) < 0.02 THEN 0
      WHEN chance(id, 132) < 0.14 THEN floor(reorder_level * chance(id, 133))
      ELSE floor(reorder_level * (1.2 + 4 * chance(id, 133))) END::INTEGER AS quantity_on_hand,
    reorder_level, unit_cost::DECIMAL(10, 2) AS unit_cost, DATE '${today}' - whole(1, 75, id, 134) AS last_counted
  FROM shelves ORDER BY id`;

/**
 * Who sends what where, and how many hours it takes. Four in five stay in the warehouse's region.
 * For three weeks a strike held up everything that left Rotterdam; one carrier is late more often than the others.
 */
const shipmentHeads = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE shipment_heads AS
  WITH places AS (SELECT row_number() OVER (ORDER BY city) AS id, * FROM (VALUES ${valueRows(PLACES)}) AS p(city, country, region, weight)),
  doors AS (SELECT row_number() OVER (ORDER BY warehouse_id) AS door, warehouse_id FROM warehouses, range(share)),
  numbered AS (
    SELECT row_number() OVER (ORDER BY day, k) AS n, day
    FROM days, range(floor(demand * ${SHIPMENTS_PER_DAY} + chance(day_no, 140))::INTEGER) AS repeats(k)
  ),
  local_places AS (
    SELECT warehouse_id, list(places.id ORDER BY places.id) AS choices
    FROM warehouses JOIN places USING (region) GROUP BY warehouse_id
  ),
  sent AS (
    SELECT n, day, warehouse_id,
      CASE WHEN chance(n, 142) < 0.8 THEN pick(choices, n, 143) ELSE whole(1, ${PLACES.length}, n, 143) END AS place_id,
      pick(${textList(CARRIERS)}, n, 144) AS carrier,
      CASE WHEN chance(n, 145) < 0.58 THEN 'Standard' WHEN chance(n, 145) < 0.8 THEN 'Express' ELSE 'Economy' END AS service_level
    FROM numbered JOIN doors ON door = 1 + floor(chance(n, 141) * ${WAREHOUSES.reduce((sum, row) => sum + row[5], 0)})::INTEGER
      JOIN local_places USING (warehouse_id)
  ),
  routed AS (
    SELECT sent.*, warehouses.city AS from_city, places.city AS to_city, places.country AS to_country,
      CASE WHEN places.country = warehouses.country THEN 1 WHEN places.region = warehouses.region THEN 2 ELSE 3 END AS reach,
      warehouse_name
    FROM sent JOIN warehouses USING (warehouse_id) JOIN places ON places.id = place_id
  ),
  promised AS (
    SELECT *, day + INTERVAL (whole(6 * 60, 19 * 60, n, 146)) MINUTE AS shipped_at,
      reach * 2 + CASE service_level WHEN 'Express' THEN 0 WHEN 'Standard' THEN 2 ELSE 5 END AS days_promised
    FROM routed
  )
  SELECT *, floor(24 * days_promised * (0.34 + 0.62 * chance(n, 147)
      + CASE WHEN chance(n, 148) < CASE carrier WHEN 'Northway Freight' THEN 0.22 ELSE 0.07 END THEN 0.35 + chance(n, 149) ELSE 0 END)
    + CASE WHEN warehouse_name = 'Rotterdam Hub' AND day BETWEEN DATE '${today}' - 139 AND DATE '${today}' - 119
      THEN 150 + 130 * chance(n, 150) ELSE 0 END)::INTEGER AS hours_taken,
    chance(n, 151) < 0.0025 AS is_lost,
    1 + floor(46 * pow(chance(n, 152), 2.2))::INTEGER AS units
  FROM promised`;

/** The journey of a shipment: by road out and in; abroad by rail, sea or air in between. */
const logistics = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE logistics AS
  WITH legs AS (
    SELECT n * 4 + leg AS id, n AS shipment_id, leg, CASE reach WHEN 1 THEN 1 ELSE 3 END AS leg_count, reach, units,
      from_city, to_city, shipped_at, hours_taken, is_lost, service_level
    FROM shipment_heads, range(1, CASE reach WHEN 1 THEN 2 ELSE 4 END) AS repeats(leg)
  ),
  moved AS (
    SELECT *, CASE WHEN leg <> 2 THEN 'Road' WHEN reach = 2 THEN CASE WHEN chance(id, 160) < 0.6 THEN 'Rail' ELSE 'Air' END
        WHEN service_level = 'Express' OR chance(id, 160) < 0.35 THEN 'Air' ELSE 'Sea' END AS transport_mode,
      CASE WHEN leg_count = 1 THEN whole(12, 900, id, 161) WHEN leg <> 2 THEN whole(15, 190, id, 161)
        WHEN reach = 2 THEN whole(380, 2600, id, 161) ELSE whole(5200, 12400, id, 161) END AS distance_km,
      CASE leg_count WHEN 1 THEN [0, 1] ELSE [0, 0.15, 0.8, 1] END AS parts
    FROM legs
  ),
  timed AS (
    SELECT *, shipped_at + INTERVAL (floor(hours_taken * 60 * parts[leg])::INTEGER) MINUTE AS departed_at,
      shipped_at + INTERVAL (floor(hours_taken * 60 * parts[leg + 1])::INTEGER) MINUTE AS arrives_at
    FROM moved
  )
  SELECT row_number() OVER (ORDER BY id)::INTEGER AS leg_id, shipment_id::INTEGER AS shipment_id, leg::INTEGER AS leg_number, transport_mode,
    CASE leg WHEN 1 THEN from_city WHEN 2 THEN from_city || ' Terminal' ELSE to_city || ' Terminal' END AS origin,
    CASE WHEN leg = leg_count THEN to_city WHEN leg = 1 THEN from_city || ' Terminal' ELSE to_city || ' Terminal' END AS destination,
    distance_km, departed_at,
    CASE WHEN arrives_at <= TIMESTAMP '${today} 12:00:00' AND NOT (is_lost AND leg = leg_count) THEN arrives_at END AS arrived_at,
    round((CASE transport_mode WHEN 'Road' THEN 3.2 WHEN 'Rail' THEN 4.4 WHEN 'Sea' THEN 6.5 ELSE 12 END
      + distance_km * CASE transport_mode WHEN 'Road' THEN 0.011 WHEN 'Rail' THEN 0.004 WHEN 'Sea' THEN 0.0011 ELSE 0.0052 END
      + units * 0.14) * noise(0.15, id, 162), 2)::DECIMAL(10, 2) AS cost
  FROM timed
  -- A leg that has not begun is not in the books.
  WHERE departed_at <= TIMESTAMP '${today} 12:00:00'
  ORDER BY id`;

/** Cost and arrival come from the legs, so the two tables always agree. */
const shipments = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE shipments AS
  WITH journeys AS (
    SELECT shipment_id, sum(cost)::DECIMAL(10, 2) AS shipping_cost, max_by(arrived_at, leg_number) AS last_arrival,
      max_by(destination, leg_number) AS last_stop, count(arrived_at) = count(*) AS is_through
    FROM logistics GROUP BY shipment_id
  ),
  finished AS (
    SELECT heads.*, shipping_cost, CASE WHEN is_through AND last_stop = to_city THEN last_arrival END AS delivered_at,
      day + days_promised::INTEGER AS promised_date
    FROM shipment_heads AS heads JOIN journeys ON shipment_id = n
  )
  SELECT n::INTEGER AS shipment_id, warehouse_id, carrier, service_level, to_city AS destination_city, to_country AS destination_country,
    shipped_at, promised_date, delivered_at,
    CASE WHEN delivered_at IS NOT NULL THEN 'delivered' WHEN is_lost AND DATE '${today}' - day > 30 THEN 'lost' ELSE 'in transit' END AS status,
    coalesce(delivered_at::DATE, DATE '${today}') > promised_date AS is_late,
    units, round(units * (0.6 + 1.5 * chance(n, 170)), 1)::DOUBLE AS weight_kg, shipping_cost
  FROM finished ORDER BY n`;

/** Stock bought from suppliers. The last four have a contract but no order yet. */
const purchaseOrders = ({ today }: DemoPeriod): string => `
  CREATE TEMP TABLE purchase_orders AS
  WITH numbered AS (
    SELECT row_number() OVER (ORDER BY day, k) AS n, day
    FROM days, range(floor(demand * ${PURCHASES_PER_DAY} + chance(day_no, 180))::INTEGER) AS repeats(k)
    WHERE dayofweek(day) BETWEEN 1 AND 5
  ),
  ordered AS (
    SELECT n, day, 1 + floor(pow(chance(n, 181), 1.4) * ${SUPPLIERS - 4})::INTEGER AS supplier_id,
      whole(1, ${WAREHOUSES.length}, n, 182) AS warehouse_id,
      1 + floor(${PRODUCTS.length} * pow(chance(n, 183), 1.3))::INTEGER AS popularity,
      whole(2, 40, n, 184) * 10 AS quantity
    FROM numbered
  ),
  priced AS (
    SELECT ordered.*, product_name, round(unit_cost * noise(0.12, n, 185), 2)::DECIMAL(10, 2) AS unit_cost,
      day + lead_time_days AS expected_date,
      -- One supplier has not kept a date for months.
      day + floor(lead_time_days * (0.8 + 0.42 * chance(n, 186)
        + CASE WHEN supplier_id = 7 AND day > DATE '${today}' - 260 THEN 0.7 ELSE 0 END))::INTEGER AS arrives
    FROM ordered JOIN suppliers USING (supplier_id)
      JOIN (VALUES ${valueRows(PRODUCTS)}) AS p(product_name, category, brand, price, unit_cost, popularity) USING (popularity)
  )
  SELECT n::INTEGER AS purchase_order_id, supplier_id, warehouse_id, product_name, day AS order_date, expected_date,
    CASE WHEN chance(n, 187) >= 0.03 AND arrives <= DATE '${today}' THEN arrives END AS received_date,
    quantity, unit_cost, (quantity * unit_cost)::DECIMAL(12, 2) AS total_cost,
    CASE WHEN chance(n, 187) < 0.03 THEN 'cancelled' WHEN arrives <= DATE '${today}' THEN 'received' ELSE 'open' END AS status
  FROM priced ORDER BY n`;
