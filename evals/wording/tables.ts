import { drawing, type ProductTable, rowsOf } from "../products/tables.ts";

const WEEKDAYS = ["Friday", "Monday", "Thursday", "Wednesday", "Tuesday", "Saturday", "Sunday"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A clinic's appointments: weekdays as 1 (Monday) to 7, months as numbers, flags as 0 and 1. */
function visits(): ProductTable {
  const { below, oneOf, chance, moment } = drawing(31);
  return {
    columns:
      "visit_id visit_date day_of_week month clinic clinician duration_min wait_min no_show is_paid fee discount".split(
        " ",
      ),
    rows: rowsOf(1200, (i) => {
      const date = moment(0, 24).slice(0, 10);
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      return [
        i,
        date,
        weekday === 0 ? 7 : weekday,
        Number(date.slice(5, 7)),
        oneOf(["North", "Harbour", "Mill Lane"]),
        oneOf(["Dr Adler", "Dr Brandt", "Dr Costa", "Dr Dlamini"]),
        10 + below(50),
        1 + below(40) + below(30),
        chance(0.12) ? 1 : 0,
        chance(0.8) ? 1 : 0,
        40 + below(30) * 5,
        chance(0.25) ? 5 + below(4) * 5 : null,
      ];
    }),
  };
}

/** Parcels: weekdays and months by name, measures with units, states in words. */
function parcels(): ProductTable {
  const { below, oneOf, chance } = drawing(32);
  return {
    columns:
      "parcel_no shipped_day shipped_month carrier destination weight_kg length_cm distance_km price handling_cost status insured".split(
        " ",
      ),
    rows: rowsOf(1000, (i) => [
      `P${2000 + i}`,
      oneOf(WEEKDAYS),
      oneOf(MONTHS),
      oneOf(["Swift", "Postline", "Cargoway"]),
      oneOf(["Lisbon", "Turin", "Gdansk", "Ghent"]),
      Math.round(5 + below(2500)) / 100,
      20 + below(160),
      15 + below(1900),
      4 + below(600) / 10,
      1 + below(90) / 10,
      oneOf(["delivered", "in transit", "returned"]),
      chance(0.3) ? "yes" : "no",
    ]),
  };
}

/** Sales people with a column for each quarter, codes for regions, states in words. */
function reps(): ProductTable {
  const { below, oneOf, chance } = drawing(33);
  return {
    columns: "rep region q1 q2 q3 q4 quota tenure_months height_cm status certified rating".split(" "),
    rows: rowsOf(240, (i) => [
      `Rep ${i}`,
      oneOf(["EMEA", "APAC", "LATAM"]),
      200 + below(9000),
      250 + below(9000),
      150 + below(9000),
      300 + below(9000),
      6000 + below(30) * 500,
      2 + below(170),
      150 + below(50),
      oneOf(["active", "inactive", "on leave"]),
      chance(0.6),
      1 + below(5),
    ]),
  };
}

/** Tables whose columns plain questions seldom name. The same rows every time. */
export const WORDING_TABLES: Readonly<Record<string, () => ProductTable>> = { visits, parcels, reps };
