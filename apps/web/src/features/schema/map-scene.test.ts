import { expect, test } from "vitest";
import type { TableFacts } from "./graph-of.ts";
import { linksOf, mapScene } from "./map-scene.ts";

const key = (column: string, refTable: string, origin: "declared" | "inferred" = "declared") => ({
  columns: [column],
  refTable,
  refColumns: ["id"],
  origin,
  confidence: 1,
});
const TABLES: TableFacts[] = [
  {
    name: "orders",
    kind: "table",
    rowCount: 1234,
    columns: ["id", "customer_id"],
    primaryKey: ["id"],
    foreignKeys: [key("customer_id", "customers")],
  },
  {
    name: "customers",
    kind: "table",
    columns: ["id", "referrer"],
    primaryKey: ["id"],
    foreignKeys: [key("referrer", "customers", "inferred")],
  },
  { name: "totals", kind: "view", rowCount: 5, columns: ["n"], primaryKey: [], foreignKeys: [] },
];
const PLACED = TABLES.map((table, at) => ({ table, x: at * 300, y: 0, height: 42 }));

test("a table's links are told in words, in both directions, and how a key was come by", () => {
  expect(linksOf(TABLES, "orders")).toEqual([{ table: "customers", words: "by its customer_id" }]);
  expect(linksOf(TABLES, "customers")).toEqual([
    { table: "orders", words: "by their customer_id" },
    { table: "customers", words: "by its referrer, found by its values" },
  ]);
});

test("names of the best connected come first; a key to its own table links it to no other", () => {
  const { byLinks, tables, isEveryEdgeDrawn } = mapScene(PLACED);
  expect(byLinks.map(({ name, links }) => `${name} ${links}`)).toEqual(["customers 1", "orders 1", "totals 0"]);
  expect(tables.map(({ note }) => note)).toEqual(["1.2K", "", "view"]);
  expect(isEveryEdgeDrawn).toBe(true);
});
