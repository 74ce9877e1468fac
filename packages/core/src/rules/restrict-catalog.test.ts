import { expect, test } from "vitest";
import type { Catalog, Column } from "../catalog.ts";
import { type Restrictions, restrictCatalog, restrictionsKey, restrictValues } from "./index.ts";

const profile = {
  rows: 9,
  nulls: 0,
  distinct: 9,
  distinctIsExact: true,
  min: "canary",
  topValues: [{ value: "canary", count: 1 }],
};
const column = (name: string): Column => ({ name, type: { kind: "integer", native: "int" }, nullable: false, profile });

const CATALOG: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    {
      name: "orders",
      kind: "table",
      columns: ["id", "customer", "secret", "phone"].map(column),
      primaryKey: ["id"],
      foreignKeys: [
        {
          columns: ["customer"],
          refTable: "customers",
          refColumns: ["id"],
          origin: "inferred",
          confidence: 1,
          evidence: "canary",
        },
        { columns: ["secret"], refTable: "customers", refColumns: ["id"], origin: "declared", confidence: 1 },
      ],
      indexes: [{ name: "s", columns: ["id", "secret"], isUnique: false }],
      rowCount: 9,
      samples: [[1, 2, "canary", "canary"]],
    },
    { name: "customers", kind: "table", columns: ["id"].map(column), primaryKey: ["id"], foreignKeys: [] },
  ],
};

const COLUMNS = { secret: { kind: "hide" }, phone: { kind: "mask", mask: { keep: "last", characters: 4 } } } as const;
const columnRules: Restrictions = { hashKey: "k", tables: [{ table: "orders", columns: COLUMNS }] };
const rowRules: Restrictions = {
  hashKey: "k",
  tables: [{ table: "orders", rows: { kind: "constant", value: false }, columns: COLUMNS }],
};

test("column rules take hidden columns away, and values of masked ones, everywhere they are told", () => {
  const orders = restrictCatalog(CATALOG, columnRules).tables[0];
  expect(
    orders?.columns.map(({ name, type, profile: told, masking }) => [name, type.kind, told === profile, masking]),
  ).toEqual([
    ["id", "integer", true, undefined],
    ["customer", "integer", true, undefined],
    ["phone", "text", false, "mask"],
  ]);
  expect(orders).toMatchObject({ samples: [[1, 2, null]], rowCount: 9, indexes: [], primaryKey: ["id"] });
  expect(orders?.foreignKeys.map(({ columns }) => columns)).toEqual([["customer"]]);
});

test("row rules take away what was read off rows", () => {
  const restricted = restrictCatalog(CATALOG, rowRules);
  expect(JSON.stringify(restricted.tables[0])).not.toContain("canary");
  expect(restricted.tables[0]).not.toHaveProperty("rowCount");
  expect(restricted.tables[1]).toEqual(CATALOG.tables[1]);
});

test("values for the index are those of unrestricted columns of unrestricted rows", () => {
  const values = ["id", "phone"].map((name) => ({ table: "orders", column: name, values: [], isTruncated: false }));
  expect(restrictValues(values, columnRules).map((each) => each.column)).toEqual(["id"]);
  expect(restrictValues(values, rowRules)).toEqual([]);
  expect(restrictValues(values, undefined)).toEqual(values);
});

test("hashed keys meet hashed keys only", () => {
  const hash = { kind: "hash" } as const;
  const keysUnder = (...tables: Restrictions["tables"]) =>
    restrictCatalog(CATALOG, { hashKey: "k", tables }).tables[0]?.foreignKeys.map(({ columns }) => columns[0]);
  expect(keysUnder({ table: "orders", columns: { customer: hash } })).toEqual(["secret"]);
  expect(
    keysUnder({ table: "orders", columns: { customer: hash } }, { table: "customers", columns: { id: hash } }),
  ).toEqual(["customer"]);
});

test("the key of restrictions tells them apart, whatever the order of names, and never holds the hash key", () => {
  const swapped: Restrictions = {
    hashKey: "other",
    tables: [{ columns: { phone: COLUMNS.phone, secret: COLUMNS.secret }, table: "orders" }],
  };
  expect(restrictionsKey(swapped)).toBe(restrictionsKey(columnRules));
  expect(restrictionsKey(rowRules)).not.toBe(restrictionsKey(columnRules));
});
