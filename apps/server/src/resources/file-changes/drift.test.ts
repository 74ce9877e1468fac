import type { Table, TypeKind } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { driftOf, pairTables } from "./drift.ts";

const table = (name: string, columns: Record<string, TypeKind>, rowCount = 0): Table => ({
  name,
  kind: "table",
  rowCount,
  columns: Object.entries(columns).map(([column, kind]) => ({
    name: column,
    type: { kind, native: kind.toUpperCase() },
    nullable: true,
  })),
  primaryKey: [],
  foreignKeys: [],
});

describe("drift", () => {
  const before = table("orders", { id: "integer", customer: "text", amount: "decimal", day: "date" });

  test("nothing changed", () => {
    expect(driftOf([before, before])).toMatchObject({ added: [], removed: [], retyped: [], suggestions: [] });
  });

  test("columns come, go and change their type", () => {
    const after = table("orders", { id: "integer", customer: "text", amount: "text", colour: "text" });
    expect(driftOf([before, after])).toMatchObject({
      added: ["colour"],
      removed: ["day"],
      retyped: [{ column: "amount", from: "DECIMAL", to: "TEXT" }],
    });
  });

  test.each<[string, string, boolean]>([
    ["another spelling", "Customer ", true],
    ["a longer name", "customer_name", true],
    ["a typing mistake", "custmer", true],
    ["something else", "warehouse", false],
  ])("%s is suggested as the column's new name: %s", (_name, renamed, isSuggested) => {
    const after = table("orders", { id: "integer", [renamed]: "text", amount: "decimal", day: "date" });
    const { suggestions } = driftOf([before, after]);
    expect(suggestions.map(({ from, to }) => [from, to])).toEqual(isSuggested ? [["customer", renamed]] : []);
  });
});

describe("tables of a file and its new edition are paired", () => {
  const names = (pairs: ReturnType<typeof pairTables>) => pairs.map((pair) => pair.map((one) => one?.name ?? null));
  const one = (name: string, origin?: string) => ({ table: table(name, {}), origin });

  test("whatever their names, when there is one of each", () => {
    expect(names(pairTables([one("orders")], [one("orders_2026")]))).toEqual([["orders", "orders_2026"]]);
  });

  test("by sheet, then by name; the rest is new or gone", () => {
    const present = [one("a", "Sheet A"), one("b", "Sheet B"), one("c", "Sheet C")];
    const incoming = [one("B", "Other"), one("x", "Sheet A"), one("d", "Sheet D")];
    expect(names(pairTables(present, incoming))).toEqual([
      ["a", "x"],
      ["b", "B"],
      ["c", null],
      [null, "d"],
    ]);
  });
});
