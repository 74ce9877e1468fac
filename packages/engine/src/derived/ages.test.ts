import type { Catalog, Column } from "@parlance/core";
import { describe, expect, it, test } from "vitest";
import { askEngine } from "../ask-engine.ts";
import { prepareSource } from "../source.ts";

const NOON = Date.UTC(2024, 5, 15, 12);

const text = (name: string): Column => ({ name, type: { kind: "text", native: "VARCHAR" }, nullable: false });
const date = (name: string): Column => ({ name, type: { kind: "date", native: "DATE" }, nullable: false });
const figure = (name: string): Column => ({ name, type: { kind: "integer", native: "INTEGER" }, nullable: false });

const sourceOf = (...columns: Column[]) => {
  const table = { name: "patients", kind: "table" as const, columns, primaryKey: [], foreignKeys: [], rowCount: 90 };
  const catalog: Catalog = { dialect: "duckdb", version: "1", tables: [table] };
  return prepareSource(catalog, []);
};

const PATIENTS = sourceOf(text("name"), text("city"), date("birth_date"), date("admitted_on"));
const AGE = "(date_diff('day', birth_date, DATE '2024-06-15')) / NULLIF(365.25, 0)";

const first = (question: string) =>
  askEngine({ question, source: PATIENTS, now: NOON, timeZone: "UTC", dialect: "duckdb" }).readings[0];

describe("ages of people whose birthdays are kept", () => {
  it.each([
    ["an average", "average age by city", `AVG(${AGE}) AS average_age`],
    ["a bound", "how many patients are older than 65", `WHERE (${AGE}) > 65`],
    ["a plain number", "patients over 40", `WHERE (${AGE}) > 40`],
    ["a group by it", "which city has the highest average age", `ORDER BY AVG(${AGE}) DESC`],
  ])("%s", (_, question, expected) => {
    expect(first(question)?.sql.replace(/\s+/g, " ")).toContain(expected);
  });

  it("are told as what they are", () => {
    expect(first("average age by city")?.explanation).toBe("Average age by birth date of patients for each city.");
    expect(first("average age by city")?.assumptions).toContain("age is taken as the years from birth_date to today");
  });
});

test("what is kept is not worked out", () => {
  expect(sourceOf(text("name"), date("birth_date"), figure("age")).derived).toEqual([]);
  expect(sourceOf(text("name"), date("birth_date"), date("father_birth_date")).derived).toEqual([]);
});
