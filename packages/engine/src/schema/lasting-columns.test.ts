import type { Catalog, Column } from "@parlance/core";
import { expect, test } from "vitest";
import { lastingOf } from "./lasting-columns.ts";
import { buildSchema } from "./schema-model.ts";

const profile = (min: string, max: string) => ({
  rows: 10,
  nulls: 0,
  distinct: 9,
  distinctIsExact: true,
  topValues: [],
  min,
  max,
});
const years = (name: string, min: number, max: number): Column => ({
  name,
  type: { kind: "bigint", native: "BIGINT" },
  nullable: true,
  profile: profile(String(min), String(max)),
});
const days = (name: string, min: string, max: string): Column => ({
  name,
  type: { kind: "date", native: "DATE" },
  nullable: true,
  profile: profile(min, max),
});

const pairsOf = (columns: readonly Column[]): string[] => {
  const catalog: Catalog = {
    dialect: "duckdb",
    version: "1",
    tables: [{ name: "t", kind: "table", columns, primaryKey: [], foreignKeys: [] }],
  };
  const [table] = buildSchema(catalog).tables;
  return table ? lastingOf(table).map(({ from, to, unit }) => `${from.name} to ${to.name} in ${unit}`) : [];
};

test.each<[string, readonly Column[], readonly string[]]>([
  [
    "years",
    [years("Took office", 1891, 1980), years("Left office", 1899, 1990)],
    ["Took office to Left office in years"],
  ],
  [
    "days",
    [days("Frozen on", "1990-12-01", "1999-12-01"), days("Ice out", "1991-03-01", "2000-03-01")],
    ["Frozen on to Ice out in days"],
  ],
  [
    "what is named alike goes together first",
    [years("Reign began", 1400, 1600), years("Reign ended", 1410, 1620), years("Term ended", 1410, 1620)],
    ["Reign began to Reign ended in years", "Reign began to Term ended in years"],
  ],
  ["figures that are no years have no time between them", [years("Opened", 1, 90), years("Closed", 2, 95)], []],
  ["an end before every beginning is none", [years("Opened", 1950, 1990), years("Closed", 1850, 1880)], []],
  [
    "a year and a day do not go together",
    [years("Opened", 1950, 1990), days("Closed", "1991-01-01", "1999-01-01")],
    [],
  ],
])("%s", (_name, columns, pairs) => expect(pairsOf(columns)).toEqual(pairs));
