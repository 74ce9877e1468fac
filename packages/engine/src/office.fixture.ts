import type { Column, TypeKind } from "@parlance/core";
import { type PreparedSource, prepareSource } from "./source.ts";
import { table } from "./table.fixture.ts";

interface Shape {
  readonly distinct?: number;
  readonly min?: string;
  readonly max?: string;
  readonly values?: readonly string[];
}

export const columnOf =
  (rows: number) =>
  (name: string, kind: TypeKind, { distinct, max, min, values = [] }: Shape = {}): Column => ({
    name,
    type: { kind, native: kind },
    nullable: false,
    profile: {
      rows,
      nulls: 0,
      distinct: distinct ?? (values.length || rows),
      distinctIsExact: true,
      topValues: values.map((value) => ({ value, count: Math.floor(rows / values.length) })),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    },
  });

export const source = (name: string, columns: readonly Column[]): PreparedSource =>
  prepareSource(
    { dialect: "duckdb", version: "1", tables: [table(name, columns)] },
    columns.flatMap(({ name: column, profile, type }) =>
      type.kind === "text" && profile && profile.topValues.length > 0
        ? [{ table: name, column, values: profile.topValues, isTruncated: false }]
        : [],
    ),
  );

const sold = columnOf(600);

/** A file of orders as a shop exports it, of 2025 and 2026. */
export const SALES = source("sales", [
  sold("Order ID", "integer", { min: "10000", max: "10599" }),
  sold("Order Date", "date", { distinct: 400, min: "2025-01-01", max: "2026-11-10" }),
  sold("Region", "text", { values: ["North", "South", "East", "West"] }),
  sold("Sales Rep", "text", { values: ["Ana Silva", "Bo Chen", "Carla Diaz", "Dev Patel", "Eva Novak"] }),
  sold("Product", "text", { values: ["Desk", "Chair", "Lamp", "Monitor", "Keyboard", "Notebook"] }),
  sold("Category", "text", { values: ["Furniture", "Lighting", "Electronics", "Stationery"] }),
  sold("Units", "integer", { distinct: 12, min: "1", max: "12" }),
  sold("Unit Price", "decimal", { distinct: 6, min: "4", max: "310" }),
  sold("Discount", "decimal", { distinct: 4, min: "0", max: "0.2" }),
  sold("Total", "decimal", { distinct: 300, min: "4", max: "3720" }),
  sold("Returned", "boolean", { distinct: 2 }),
]);

const hired = columnOf(120);

/** A list of who works somewhere. */
export const STAFF = source("staff", [
  hired("emp_id", "integer", { min: "1", max: "120" }),
  hired("full_name", "text"),
  hired("dept", "text", { values: ["Engineering", "Sales", "HR", "Finance", "Support"] }),
  hired("title", "text", { values: ["Manager", "Analyst", "Engineer", "Associate"] }),
  hired("hire_date", "date", { distinct: 118, min: "2012-01-03", max: "2025-09-08" }),
  hired("birth_date", "date", { distinct: 119, min: "1965-01-01", max: "2000-08-04" }),
  hired("salary", "integer", { distinct: 80, min: "38000", max: "180000" }),
  hired("manager", "text", { values: ["Ann Stone", "Bob Reed"] }),
  hired("rating", "decimal", { distinct: 31, min: "2", max: "5" }),
]);

const paid = columnOf(300);

/** What was paid for what. */
export const EXPENSES = source("expenses", [
  paid("Date", "date", { distinct: 220, min: "2025-06-01", max: "2026-11-02" }),
  paid("Employee", "text", { values: ["Jo Park", "Kim Lee", "Lou Hart", "Max Roy", "Nia Cole"] }),
  paid("Department", "text", { values: ["R&D", "Marketing", "Ops"] }),
  paid("Category", "text", { values: ["Travel", "Meals", "Software", "Hardware"] }),
  paid("Vendor", "text", { values: ["Lufthansa", "Uber", "AWS", "Apple", "Deli"] }),
  paid("Amount (EUR)", "decimal", { distinct: 299, min: "5.2", max: "1499.9" }),
  paid("Approved", "boolean", { distinct: 2 }),
  paid("Notes", "text", { distinct: 120 }),
]);

const asked = columnOf(400);

/** Requests that a team answers. */
export const TICKETS = source("tickets", [
  asked("ticket_id", "integer", { min: "1", max: "400" }),
  asked("created_at", "timestamp", { min: "2026-01-01 00:10:00", max: "2026-11-15 08:00:00" }),
  asked("customer", "text", { values: ["Acme", "Globex", "Initech", "Umbrella", "Hooli", "Stark"] }),
  asked("agent", "text", { values: ["Maya", "Liam", "Noah", "Zoe"] }),
  asked("priority", "text", { values: ["low", "medium", "high", "urgent"] }),
  asked("category", "text", { values: ["billing", "bug", "how-to"] }),
  asked("csat", "integer", { distinct: 5, min: "1", max: "5" }),
]);
