import type { Column, Table } from "@parlance/core";
import { expect, test } from "vitest";
import { type ColumnExpr, column, countRows, type Query, select } from "../ast/index.ts";
import { printSql } from "./index.ts";

const table = (name: string, primaryKey: string[], columns: string[], refTable?: string): Table => ({
  name,
  kind: "table",
  columns: columns.map((own): Column => ({ name: own, type: { kind: "text", native: "text" }, nullable: true })),
  primaryKey,
  foreignKeys:
    refTable === undefined
      ? []
      : [{ columns: [`${refTable}_id`], refTable, refColumns: ["id"], origin: "declared", confidence: 1 }],
});

const CATALOG = {
  tables: [
    table("keeper", ["id"], ["id", "forename", "surname"]),
    table("animal", ["id"], ["id", "keeper_id", "kind"], "keeper"),
    table("meal", ["animal_id", "hour"], ["animal_id", "hour", "food"], "animal"),
  ],
};

const id = column("keeper", "id");
const forename = column("keeper", "forename");
const surname = column("keeper", "surname");
const keeperOf = column("animal", "keeper_id");
const kind = column("animal", "kind");

const counted = (groupBy: readonly ColumnExpr[], counts: string): Query => ({
  select: [...groupBy.map((expr) => select(expr)), select(countRows(counts))],
  groupBy,
});

test.each([
  ["the key alone, for its own columns", counted([id, forename, surname], "animal"), "keeper.id"],
  ["the key alone, wherever it stands", counted([forename, id], "animal"), "keeper.id"],
  [
    "a column joined to the key, for the key's columns",
    counted([forename, surname, keeperOf], "animal"),
    "animal.keeper_id",
  ],
  ["the key of the many, for the one", counted([column("animal", "id"), forename], "meal"), "animal.id"],
  ["the key and what it leaves open", counted([id, forename, kind], "animal"), "keeper.id, animal.kind"],
  ["columns without a key all", counted([forename, surname], "animal"), "keeper.forename, keeper.surname"],
  ["half a key with the rest", counted([column("meal", "hour"), column("meal", "food")], "meal"), "hour, food"],
])("groups by %s", (_name, query, keys) => {
  expect(printSql(query, CATALOG, "sqlite")).toMatch(new RegExp(` GROUP BY ${keys}$`));
});

test("names every shown column where the language asks for it", () => {
  expect(printSql(counted([id, forename, surname], "animal"), CATALOG, "postgres")).toMatch(
    / GROUP BY keeper\.id, keeper\.forename, keeper\.surname$/,
  );
});
