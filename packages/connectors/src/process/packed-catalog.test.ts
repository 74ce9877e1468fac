import type { Catalog } from "@parlance/core";
import { expect, test } from "vitest";
import { packCatalog, unpackCatalog } from "./packed-catalog.ts";

const TEXT = { kind: "text", native: "text" } as const;

const CATALOG: Catalog = {
  dialect: "postgres",
  version: "7",
  tables: [
    {
      name: "orders",
      schema: "public",
      kind: "table",
      comment: "what was ordered",
      columns: [
        { name: "id", type: { kind: "integer", native: "integer" }, nullable: false },
        { name: "note", type: TEXT, nullable: true, comment: "by the customer" },
        {
          name: "status",
          type: { ...TEXT },
          nullable: true,
          profile: { rows: 9, nulls: 0, distinct: 2, distinctIsExact: true, topValues: [{ value: "paid", count: 5 }] },
        },
        { name: "amount", type: { kind: "decimal", native: "numeric(8,2)", precision: 8, scale: 2 }, nullable: true },
      ],
      primaryKey: ["id"],
      foreignKeys: [],
      rowCount: 9,
    },
    { name: "empty", kind: "view", columns: [], primaryKey: [], foreignKeys: [] },
  ],
};

const travelled = (catalog: Catalog): Catalog => unpackCatalog(JSON.parse(JSON.stringify(packCatalog(catalog))));

test("a catalog arrives as it was sent", () => {
  expect(travelled(CATALOG)).toEqual(CATALOG);
});

test("a type of many columns is sent once", () => {
  expect(packCatalog(CATALOG).types).toHaveLength(3);
});

test("samples arrive as JSON can tell them", () => {
  const tables = CATALOG.tables.map((table) => ({ ...table, samples: [[2n ** 60n, null]] }));
  expect(travelled({ ...CATALOG, tables }).tables[0]?.samples).toEqual([["1152921504606846976", null]]);
});
