import type { Catalog, Table } from "@parlance/core";
import { expect, test } from "vitest";
import { catalogDifference } from "./catalog-difference.ts";

const table = (name: string, columns: readonly string[], more: Partial<Table> = {}): Table => ({
  name,
  kind: "table",
  columns: columns.map((column) => ({ name: column, type: { kind: "text", native: "text" }, nullable: true })),
  primaryKey: [],
  foreignKeys: [],
  ...more,
});
const catalog = (...tables: Table[]): Catalog => ({ dialect: "postgres", version: "1", tables });

const BEFORE = catalog(table("a", ["x"]), table("b", ["x"]));
test.each<[string, Catalog | null, Catalog, [number, number, number]]>([
  ["the first sync adds everything", null, BEFORE, [2, 0, 0]],
  ["nothing happened", BEFORE, BEFORE, [0, 0, 0]],
  ["rows were written", BEFORE, catalog(table("a", ["x"], { rowCount: 9 }), table("b", ["x"])), [0, 0, 0]],
  ["a column came", BEFORE, catalog(table("a", ["x", "y"]), table("b", ["x"])), [0, 0, 1]],
  ["a comment was written", BEFORE, catalog(table("a", ["x"], { comment: "!" }), table("b", ["x"])), [0, 0, 1]],
  ["one table for another", BEFORE, catalog(table("a", ["x"]), table("c", ["x"])), [1, 1, 0]],
  ["the same name in another schema", BEFORE, catalog(...BEFORE.tables, table("a", ["x"], { schema: "s" })), [1, 0, 0]],
])("%s", (_name, before, after, [tablesAdded, tablesRemoved, tablesChanged]) => {
  expect(catalogDifference(before, after)).toEqual({ tablesAdded, tablesRemoved, tablesChanged });
});
