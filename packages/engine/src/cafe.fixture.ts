import type { Catalog, Column, TypeKind } from "@parlance/core";
import { type PreparedSource, prepareSource } from "./source.ts";

interface Shape {
  readonly distinct?: number;
  readonly nulls?: number;
  readonly min?: string;
  readonly max?: string;
}

const ROWS = 3000;

const column = (name: string, kind: TypeKind, shape: Shape = {}, values: readonly string[] = []): Column => ({
  name,
  type: { kind, native: kind },
  nullable: (shape.nulls ?? 0) > 0,
  profile: {
    rows: ROWS,
    nulls: shape.nulls ?? 0,
    distinct: shape.distinct ?? (values.length || 40),
    distinctIsExact: true,
    topValues: values.map((value) => ({ value, count: 10 })),
    ...(shape.min === undefined ? {} : { min: shape.min }),
    ...(shape.max === undefined ? {} : { max: shape.max }),
  },
});

const STORES = ["Old Town", "Harbor", "Airport"];
const PRODUCTS = ["Latte", "Muffin", "Cold Brew"];
const CATEGORIES = ["Coffee", "Bakery"];
const PAYMENTS = ["card", "cash"];

const catalog: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    {
      name: "cafe_sales",
      kind: "table",
      columns: [
        column("sale_id", "integer", { distinct: ROWS, min: "1", max: "3000" }),
        column("sold_at", "timestamp", { distinct: 2900, min: "2025-08-20 06:00:00", max: "2026-11-14 18:00:00" }),
        column("store", "text", {}, STORES),
        column("product", "text", {}, PRODUCTS),
        column("category", "text", {}, CATEGORIES),
        column("quantity", "integer", { distinct: 5, min: "1", max: "5" }),
        column("unit_price", "decimal", { distinct: 6, min: "2.4", max: "4.6" }),
        column("discount_pct", "integer", { distinct: 4, min: "0", max: "20" }),
        column("payment_method", "text", {}, PAYMENTS),
        column("barista", "text", { distinct: 4 }),
      ],
      primaryKey: [],
      foreignKeys: [],
      rowCount: ROWS,
    },
  ],
};

const list = (name: string, values: readonly string[]) => ({
  table: "cafe_sales",
  column: name,
  values: values.map((value) => ({ value, count: 10 })),
  isTruncated: false,
});

/** One uploaded file: sales of a café, with quantity and price and no word of revenue. */
export const CAFE: PreparedSource = prepareSource(catalog, [
  list("store", STORES),
  list("product", PRODUCTS),
  list("category", CATEGORIES),
  list("payment_method", PAYMENTS),
]);
