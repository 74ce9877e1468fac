import { describe, expect, test } from "vitest";
import { edgesOf, inOrderOfKinship, neighbourhood, searchTables, shownColumns, type TableFacts } from "./graph-of.ts";

const table = (name: string, columns: string[], refs: Record<string, string> = {}): TableFacts => ({
  name,
  kind: "table",
  columns,
  primaryKey: ["id"],
  foreignKeys: Object.entries(refs).map(([column, refTable]) => ({
    columns: [column],
    refTable,
    refColumns: ["id"],
    origin: "declared",
    confidence: 1,
  })),
});
const TABLES = [
  table("orders", ["id", "note", "customer_id", "gone_id"], { customer_id: "customers", gone_id: "gone" }),
  table("customers", ["id", "region_id"], { region_id: "regions" }),
  table("regions", ["id", "name"]),
  table("order_notes", ["id", "text"]),
];

test("a key to a table that is not there is no edge", () => {
  expect(edgesOf(TABLES).map(({ from, to }) => `${from}>${to}`)).toEqual(["orders>customers", "customers>regions"]);
});

test("neighbours are one key away, in both directions", () => {
  expect([...neighbourhood(TABLES, "customers")].sort()).toEqual(["customers", "orders", "regions"]);
  expect([...neighbourhood(TABLES, "order_notes")]).toEqual(["order_notes"]);
});

test("keys come first in a box, and what has no room is counted", () => {
  expect(shownColumns(table("t", ["a", "id", "b"]))).toEqual({ names: ["id", "a", "b"], hidden: 0 });
  const wide = table("t", ["id", ...Array.from({ length: 20 }, (_, i) => `c${i}`)]);
  expect(shownColumns(wide).hidden).toBe(13);
});

describe("searching", () => {
  test.each<[string, string[]]>([
    ["order", ["order_notes", "orders"]],
    ["orders", ["orders"]],
    ["REGION", ["regions", "customers"]],
    ["text", ["order_notes"]],
    ["  ", []],
    ["nothing like it", []],
  ])("%j finds %j", (text, expected) => {
    expect(searchTables(TABLES, text, 5).map(({ name }) => name)).toEqual(expected);
  });
});

test("on the map related tables follow each other, and none is lost", () => {
  const names = inOrderOfKinship([...TABLES].reverse()).map(({ name }) => name);
  expect(names).toEqual(["customers", "regions", "orders", "order_notes"]);
});
