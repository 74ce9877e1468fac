import type { Catalog, Column } from "@parlance/core";
import { describe, expect, it } from "vitest";
import { askEngine } from "../../ask-engine.ts";
import { prepareSource } from "../../source.ts";

const NOON = Date.UTC(2024, 5, 15, 12);
const ROWS = 200;

const counted = (name: string, max: string): Column => ({
  name,
  type: { kind: "integer", native: "INTEGER" },
  nullable: false,
  profile: { rows: ROWS, nulls: 0, distinct: 150, distinctIsExact: true, min: "1", max, topValues: [] },
});
const listed = (name: string, ...values: string[]): Column => ({
  name,
  type: { kind: "text", native: "VARCHAR" },
  nullable: false,
  profile: {
    rows: ROWS,
    nulls: 0,
    distinct: values.length,
    distinctIsExact: true,
    topValues: values.map((value) => ({ value, count: 9 })),
  },
});
const dated = (name: string, nulls: number): Column => ({
  name,
  type: { kind: "date", native: "DATE" },
  nullable: nulls > 0,
  profile: {
    rows: ROWS,
    nulls,
    distinct: 90,
    distinctIsExact: true,
    min: "2021-01-01",
    max: "2024-01-01",
    topValues: [],
  },
});

const sourceOf = (name: string, columns: readonly Column[]) => {
  const table = { name, kind: "table" as const, columns, primaryKey: [], foreignKeys: [], rowCount: ROWS };
  const catalog: Catalog = { dialect: "duckdb", version: "1", tables: [table] };
  return prepareSource(catalog, []);
};

const MAILINGS = sourceOf("mailings", [
  listed("audience", "new", "loyal", "lapsed"),
  counted("sent", "900"),
  counted("delivered", "880"),
  counted("opened", "400"),
  counted("bounced", "40"),
]);
const MEMBERS = sourceOf("members", [
  listed("plan", "basic", "family"),
  listed("outcome", "Approved", "Rejected", "Waiting"),
  dated("join_dt", 0),
  dated("cncl_dt", 60),
]);

describe("rates named by what is done", () => {
  it.each([
    ["a filled date", MEMBERS, "cancellation rate by plan", "COUNT(CASE WHEN cncl_dt IS NOT NULL THEN 1 END)"],
    ["another word for it", MEMBERS, "churn rate by plan", "COUNT(CASE WHEN cncl_dt IS NOT NULL THEN 1 END)"],
    ["a state", MEMBERS, "approval rate by plan", "COUNT(CASE WHEN outcome = 'Approved' THEN 1 END)"],
    ["a count over another", MAILINGS, "open rate by audience", "(100 * SUM(opened)) / NULLIF(SUM(delivered), 0)"],
    ["what never arrived", MAILINGS, "bounce rate by audience", "(100 * SUM(bounced)) / NULLIF(SUM(sent), 0)"],
  ])("%s", (_, source, question, expected) => {
    const { readings } = askEngine({ question, source, now: NOON, timeZone: "UTC", dialect: "duckdb" });
    expect(readings[0]?.sql.replace(/\s+/g, " ")).toContain(expected);
  });
});
