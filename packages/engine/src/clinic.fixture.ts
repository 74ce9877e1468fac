import { columnOf, source } from "./office.fixture.ts";

const seen = columnOf(1200);

/** A clinic's file: weekdays from 1 to 7, months as numbers, flags as 0 and 1. */
export const VISITS = source("visits", [
  seen("visit_id", "integer", { min: "1", max: "1200" }),
  seen("visit_date", "date", { distinct: 400, min: "2025-08-20", max: "2026-11-10" }),
  seen("day_of_week", "integer", { distinct: 7, min: "1", max: "7" }),
  seen("clinician", "text", { values: ["Dr Adler", "Dr Brandt", "Dr Costa"] }),
  seen("duration_min", "integer", { distinct: 50, min: "10", max: "59" }),
  seen("wait_min", "integer", { distinct: 68, min: "1", max: "69" }),
  seen("no_show", "integer", { values: ["0", "1"], min: "0", max: "1" }),
  seen("is_paid", "integer", { values: ["1", "0"], min: "0", max: "1" }),
  seen("fee", "integer", { distinct: 30, min: "40", max: "185" }),
]);

const sent = columnOf(1000);

/** A file of parcels: weekdays and months by name, a state in words, a column for each quarter. */
export const PARCELS = source("parcels", [
  sent("parcel_no", "text"),
  sent("shipped_day", "text", {
    values: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  }),
  sent("shipped_month", "text", { values: ["Jan", "Feb", "Mar", "Apr"] }),
  sent("carrier", "text", { values: ["Swift", "Postline"] }),
  sent("weight_kg", "double", { distinct: 800, min: "0.05", max: "25" }),
  sent("length_cm", "integer", { distinct: 160, min: "20", max: "180" }),
  sent("price", "double", { distinct: 500, min: "4", max: "64" }),
  sent("status", "text", { values: ["delivered", "in transit", "returned"] }),
  sent("insured", "text", { values: ["yes", "no"] }),
  sent("q1", "integer", { distinct: 900, min: "200", max: "9000" }),
  sent("q2", "integer", { distinct: 900, min: "200", max: "9000" }),
]);
