import type { Catalog, KnowledgeBody } from "@parlance/core";
import { describe, expect, test } from "vitest";
import { describedCatalog } from "./described-catalog.ts";
import { findFaults } from "./find-faults.ts";
import { keyOf } from "./key-of.ts";
import { toEngine } from "./to-engine.ts";
import { toNotes } from "./to-notes.ts";

const column = (name: string, kind: "integer" | "text" = "text", comment?: string) => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  ...(comment === undefined ? {} : { comment }),
});
const CATALOG: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    {
      name: "orders",
      kind: "table",
      columns: [column("id", "integer"), column("amount", "integer", "cents"), column("secret"), column("customer_id")],
      primaryKey: ["id"],
      foreignKeys: [
        { columns: ["customer_id"], refTable: "customers", refColumns: ["id"], origin: "declared", confidence: 1 },
      ],
      samples: [[1, 250, "x", "c1"]],
    },
    { name: "customers", kind: "table", columns: [column("id")], primaryKey: ["id"], foreignKeys: [] },
  ],
};

test("the described catalog has the team's words and nothing that they hide", () => {
  const described = describedCatalog(CATALOG, [
    { kind: "description", table: "ORDERS", column: "amount", text: "net, in EUR" },
    { kind: "description", table: "orders", text: "one row per order" },
    { kind: "hidden", table: "orders", column: "secret" },
    { kind: "hidden", table: "customers" },
  ]);
  expect(described.tables).toMatchObject([
    {
      name: "orders",
      comment: "one row per order",
      columns: [{ name: "id" }, { name: "amount", comment: "net, in EUR" }, { name: "customer_id" }],
      foreignKeys: [],
      samples: [[1, 250, "c1"]],
    },
  ]);
  expect(describedCatalog(CATALOG, [])).toBe(CATALOG);
});

describe("notes for a prompt", () => {
  const NOTES: [string, KnowledgeBody, string][] = [
    [
      "a ratio",
      {
        kind: "metric",
        name: "order value",
        synonyms: ["basket"],
        unit: "EUR",
        definition: {
          kind: "ratio",
          above: { kind: "figure", fn: "sum", table: "orders", column: "amount" },
          below: { kind: "figure", fn: "count", table: "orders", only: [{ column: "secret", isOneOf: ["it's"] }] },
        },
      },
      "order value (also basket) = SUM(orders.amount) / NULLIF(COUNT(CASE WHEN orders.secret = 'it''s' THEN 1 END), 0). Unit: EUR.",
    ],
    [
      "a default filter",
      { kind: "filter", table: "orders", only: [{ column: "secret", isOneOf: ["a", "b"] }], text: "why" },
      "Unless the question says otherwise, only rows of orders where orders.secret IN ('a', 'b') count (why).",
    ],
    [
      "a join",
      { kind: "join", from: { table: "a", column: "x" }, to: { table: "b", column: "y" }, role: "seller" },
      "Join a to b for the seller on a.x = b.y.",
    ],
    [
      "a value",
      { kind: "alias", phrase: "home", target: { kind: "value", table: "t", column: "c", value: "DE" } },
      `"home" means t.c = 'DE'.`,
    ],
  ];
  test.each(NOTES)("%s", (_name, body, text) => expect(toNotes([{ id: "1", body }])[0]?.text).toBe(text));

  test("descriptions and hidden parts are in the catalog, not in notes", () => {
    expect(toNotes([{ id: "1", body: { kind: "hidden", table: "orders" } }])).toEqual([]);
  });
});

test("every name that is not there is a fault, with what was meant", () => {
  const faults = findFaults(
    {
      kind: "metric",
      name: "x",
      definition: {
        kind: "ratio",
        above: { kind: "figure", fn: "sum", table: "order", column: "amount" },
        below: {
          kind: "figure",
          fn: "avg",
          table: "orders",
          column: "secret",
          only: [{ column: "idd", isOneOf: [1] }],
        },
      },
    },
    CATALOG,
  );
  expect(faults.map(({ field, nearest }) => [field, nearest])).toEqual([
    ["definition.above.table", "orders"],
    ["definition.below.column", undefined],
    ["definition.below.only.0.column", "id"],
  ]);
});

test("a metric's names and a role are words to the engine; a word has one meaning, whatever its case", () => {
  const definition = { kind: "figure", fn: "count", table: "orders" } as const;
  const metric: KnowledgeBody = { kind: "metric", name: "Volume", synonyms: ["load"], definition };
  expect(toEngine([metric]).aliases.map((alias) => alias.phrase)).toEqual(["Volume", "load"]);
  const alias: KnowledgeBody = { kind: "alias", phrase: " volume", target: { kind: "table", table: "orders" } };
  expect(keyOf(alias)).toBe(keyOf(metric));
});
