import { describe, expect, it } from "vitest";
import { askEngine } from "../../ask-engine.ts";
import { PARCELS, VISITS } from "../../clinic.fixture.ts";
import { NOON } from "../../shop.fixture.ts";
import type { PreparedSource } from "../../source.ts";

const READ: readonly (readonly [question: string, source: PreparedSource, first: RegExp])[] = [
  ["how many visits were on a Sunday", VISITS, /WHERE day_of_week = 7$/],
  ["average wait on weekends", VISITS, /^SELECT AVG\(wait_min\).* WHERE day_of_week IN \(6, 7\)$/],
  ["how many parcels were shipped on Tuesdays", PARCELS, /WHERE shipped_day = 'Tuesday'$/],
  ["how many parcels were shipped in March", PARCELS, /WHERE shipped_month = 'Mar'$/],
  ["number of parcels by weekday", PARCELS, /^SELECT shipped_day, COUNT\(\*\).* GROUP BY shipped_day$/],
  ["number of parcels per day of the week", PARCELS, /GROUP BY shipped_day$/],
  ["average weight by month", PARCELS, /^SELECT shipped_month, AVG\(weight_kg\).* GROUP BY shipped_month$/],
  ["share of no shows", VISITS, /CASE WHEN no_show = 1 /],
  ["no show rate by clinician", VISITS, /CASE WHEN no_show = 1 .* GROUP BY clinician$/],
  ["unpaid visits by clinician", VISITS, /COUNT\(\*\).* WHERE is_paid = 0 GROUP BY clinician$/],
  ["uninsured parcels by carrier", PARCELS, /WHERE insured = 'no' GROUP BY carrier$/],
  ["how many undelivered parcels are there", PARCELS, /WHERE status <> 'delivered'$/],
  ["how heavy is the average parcel", PARCELS, /^SELECT AVG\(weight_kg\) AS average_weight_kg FROM parcels$/],
  ["how long is the average parcel", PARCELS, /^SELECT AVG\(length_cm\) AS average_length_cm FROM parcels$/],
  ["how heavy are parcels on average", PARCELS, /^SELECT AVG\(weight_kg\) AS average_weight_kg FROM parcels$/],
  ["how much is a visit on average", VISITS, /^SELECT AVG\(fee\) AS average_fee FROM visits$/],
  ["95th percentile of wait", VISITS, /^SELECT quantile_cont\(CAST\(wait_min AS DOUBLE\), 0\.95\)/],
  ["p90 wait by clinician", VISITS, /^SELECT clinician, quantile_cont\(CAST\(wait_min AS DOUBLE\), 0\.9\)/],
  ["third quartile of price", PARCELS, /^SELECT quantile_cont\(CAST\(price AS DOUBLE\), 0\.75\)/],
  ["heaviest 10 percent of parcels", PARCELS, /WHERE weight_kg >= \(SELECT quantile_cont\(.*0\.9\)/],
  ["average q2 by carrier", PARCELS, /^SELECT carrier, AVG\(q2\)/],
];

const ask = (question: string, source: PreparedSource) =>
  askEngine({ question, source, now: NOON, timeZone: "UTC" }).readings[0];

describe("plain wording about a plain table", () => {
  it.each(READ)("%s", (question, source, first) => {
    expect(ask(question, source)?.sql.replace(/\s+/g, " ")).toMatch(first);
  });

  it("how days are numbered is said", () => {
    expect(ask("visits on Mondays", VISITS)?.assumptions.join()).toContain("begin with Monday as 1");
  });

  it("a quantile is told as one", () => {
    expect(ask("95th percentile of wait", VISITS)?.explanation).toContain("95th percentile of wait min");
  });
});
