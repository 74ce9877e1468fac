import type { Table } from "@parlance/core";
import { expect, test } from "vitest";
import { column, select } from "../ast/index.ts";
import { printSql } from "./index.ts";

const table = (name: string, schema: string, refTable?: string, nativeName?: string): Table => ({
  name,
  schema,
  ...(nativeName === undefined ? {} : { nativeName }),
  kind: "table",
  columns: ["id", "order_id"].map((column) => ({
    name: column,
    type: { kind: "integer", native: "int" },
    nullable: true,
  })),
  primaryKey: ["id"],
  foreignKeys:
    refTable === undefined
      ? []
      : [{ columns: ["order_id"], refTable, refColumns: ["id"], origin: "declared", confidence: 1 }],
});

const catalog = {
  tables: [table("orders", "public"), table("sales.orders", "sales", "orders", "orders"), table("Plans", "Old Data")],
};

test.each([
  ["a table by its schema", [column("orders", "id")], "SELECT id FROM public.orders"],
  ["the second of a name by its own schema", [column("sales.orders", "id")], "SELECT id FROM sales.orders"],
  [
    "both of them apart",
    [column("orders", "id"), column("sales.orders", "order_id")],
    "SELECT orders.id, orders_2.order_id FROM public.orders AS orders JOIN sales.orders AS orders_2 ON",
  ],
  ["names that need quotes", [column("Plans", "id")], 'SELECT id FROM "Old Data"."Plans"'],
])("prints %s", (_name, columns, sql) => {
  const printed = printSql({ select: columns.map((expr) => select(expr)) }, catalog, "postgres").replace(/\s+/g, " ");
  expect(printed).toContain(sql);
});
