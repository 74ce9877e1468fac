import type { Column } from "@parlance/core";
import { printSql } from "@parlance/sql";
import { describe, expect, it } from "vitest";
import { NOON } from "../../shop.fixture.ts";
import { prepareSource } from "../../source.ts";
import { proposeCandidates } from "../propose-candidates.ts";

const profile = (min: string, max: string, nulls: number, values: readonly string[] = []): Column["profile"] => ({
  rows: 40,
  nulls,
  distinct: values.length > 0 ? values.length : 40,
  distinctIsExact: true,
  min,
  max,
  topValues: values.map((value) => ({ value, count: 10 })),
});
const day = (name: string, month: string): Column => ({
  name,
  type: { kind: "date", native: "DATE" },
  nullable: true,
  profile: profile(`2023-${month}-01`, `2024-${month}-01`, 9),
});
const SOURCE = prepareSource(
  {
    dialect: "sqlite",
    version: "1",
    tables: [
      {
        name: "ticket",
        kind: "table",
        columns: [
          {
            name: "ticket_id",
            type: { kind: "integer", native: "INT" },
            nullable: false,
            profile: profile("1", "40", 0),
          },
          day("dt_opened", "01"),
          day("resolved_dt", "02"),
          {
            name: "stat_cd",
            type: { kind: "text", native: "TEXT" },
            nullable: false,
            profile: profile("CN", "PD", 0, ["PD", "OV", "CN"]),
          },
        ],
        primaryKey: ["ticket_id"],
        foreignKeys: [],
      },
    ],
  },
  [],
);
const DAYS = "CAST(julianday(date(resolved_dt)) - julianday(date(dt_opened)) AS INTEGER)";

describe("stretches of time and states", () => {
  it.each([
    [
      "time until what the verb tells",
      "average time to resolve a ticket",
      `SELECT AVG(${DAYS}) AS average_days FROM ticket`,
    ],
    [
      "from one moment to another",
      "average days from opening to resolution",
      `SELECT AVG(${DAYS}) AS average_days FROM ticket`,
    ],
    [
      "within so many days",
      "how many tickets were resolved within 2 weeks",
      `SELECT COUNT(*) AS ticket_count FROM ticket WHERE (${DAYS}) <= 14`,
    ],
    [
      "longer than so many days",
      "how many tickets took more than 3 days to resolve",
      `SELECT COUNT(*) AS ticket_count FROM ticket WHERE (${DAYS}) > 3`,
    ],
    [
      "not done yet",
      "how many unresolved tickets",
      "SELECT COUNT(*) AS ticket_count FROM ticket WHERE resolved_dt IS NULL",
    ],
    [
      "letters of a status",
      "how many overdue tickets",
      "SELECT COUNT(*) AS ticket_count FROM ticket WHERE stat_cd = 'OV'",
    ],
    [
      "letters without vowels",
      "how many paid tickets",
      "SELECT COUNT(*) AS ticket_count FROM ticket WHERE stat_cd = 'PD'",
    ],
  ])("%s", (_, question, expected) => {
    const { candidates } = proposeCandidates({ question, source: SOURCE, now: NOON, timeZone: "UTC" });
    const written = candidates.map(({ query }) =>
      printSql(query, SOURCE.schema.catalog, "sqlite").replace(/\s+/g, " "),
    );
    expect(written).toContain(expected);
  });
});
