import type { Catalog, Column, ColumnValues, ForeignKey, Table, TypeKind } from "@parlance/core";
import { prepareSource } from "./source.ts";

/** A small shop for the engine's tests: enough types, keys and values for every kind of question. */
const column = (
  name: string,
  kind: TypeKind,
  values: readonly string[] = [],
  range: { min?: string; max?: string } = {},
): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  profile: {
    rows: 100,
    nulls: 0,
    distinct: values.length || 90,
    distinctIsExact: true,
    topValues: values.map((value) => ({ value, count: 10 })),
    ...range,
  },
});

/** A declared key to the column of the same name. */
export const key = (name: string, refTable: string): ForeignKey => ({
  columns: [name],
  refTable,
  refColumns: [name],
  origin: "declared",
  confidence: 1,
});

const table = (
  name: string,
  primary: string,
  columns: readonly Column[],
  foreignKeys: readonly ForeignKey[] = [],
): Table => ({
  name,
  kind: "table",
  columns,
  primaryKey: [primary],
  foreignKeys,
  rowCount: 100,
});

const COUNTRIES = ["Germany", "France", "United States"];
const SEGMENTS = ["Consumer", "Enterprise"];
const STATUSES = ["completed", "cancelled", "pending"];

const catalog: Catalog = {
  dialect: "duckdb",
  version: "1",
  tables: [
    table("customers", "customer_id", [
      column("customer_id", "integer"),
      column("customer_name", "text"),
      column("country", "text", COUNTRIES),
      column("segment", "text", SEGMENTS),
      column("age", "integer", [], { min: "18", max: "90" }),
      column("is_active", "boolean"),
    ]),
    table(
      "orders",
      "order_id",
      [
        column("order_id", "integer"),
        column("customer_id", "integer"),
        column("order_date", "date", [], { min: "2024-01-01", max: "2026-11-14" }),
        column("status", "text", STATUSES),
        column("total_amount", "decimal", [], { min: "5", max: "900" }),
      ],
      [key("customer_id", "customers")],
    ),
  ],
};

const NAMES = ["Ann Lee", "Bo Chen", "Camila Abbott"];
const list = (tableName: string, name: string, values: readonly string[]): ColumnValues => ({
  table: tableName,
  column: name,
  values: values.map((value) => ({ value, count: 10 })),
  isTruncated: false,
});

export const SHOP = prepareSource(catalog, [
  list("customers", "customer_name", NAMES),
  list("customers", "country", COUNTRIES),
  list("customers", "segment", SEGMENTS),
  list("orders", "status", STATUSES),
]);

/** Sunday 15 November 2026, noon. */
export const NOON = Date.UTC(2026, 10, 15, 12);
