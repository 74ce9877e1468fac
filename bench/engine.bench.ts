import type { Catalog, Column, ColumnValues, ForeignKey, Table, TypeKind } from "@parlance/core";
import { askEngine, type PreparedSource, prepareSource } from "@parlance/engine";
import { compileLater } from "../apps/server/src/adapters/compile-later.ts";
import type { BenchRow } from "./bench-row.ts";
import { percentile } from "./built-server.ts";

/** Areas of a company's warehouse; each keeps its own tables of the kinds below. */
const AREAS =
  "sales support billing shipping returns marketing hiring payroll training travel fleet energy safety legal audit tax treasury research quality planning stock kitchen retail online partner dealer export import claims loans cards savings clinics pharmacy lab beds library campus events press".split(
    " ",
  );
const KINDS =
  "customers orders invoices payments products suppliers employees offices projects tasks contracts visits messages documents devices alerts budgets targets regions teams shifts surveys answers campaigns assets".split(
    " ",
  );
const ROWS = 100_000;
const DISTINCT = 50_000;
const CITIES = ["Oslo", "Lima", "Kyoto", "Porto", "Austin", "Ghent"];

const QUESTIONS = [
  "How many sales orders are there?",
  "What is the average amount of billing invoices?",
  "List the names of the support customers from Oslo",
  "Which payroll employees have the highest amount?",
  "Show the number of travel projects per city",
  "How many fleet devices were created after 2022?",
  "top 5 retail products by amount",
  "customers without orders in marketing",
  "What is the total amount of orders for each customer in online?",
  "Which city has the most clinics visits?",
  "Show the names and amounts of loans contracts above 500 sorted by amount descending",
  "customer 41237 of sales",
];
const ROUNDS = 12;

/** A schema of a thousand tables, most of whose names come back in every area, with two columns of many values. */
export async function run(): Promise<readonly BenchRow[]> {
  // As the server does.
  compileLater();
  const { catalog, values } = warehouse();
  const started = performance.now();
  const source = prepareSource(catalog, values);
  const prepared = performance.now() - started;
  ask(source, 2);
  const figures = ask(source, ROUNDS);
  const notes = `${catalog.tables.length} tables, two columns of ${DISTINCT.toLocaleString("en")} values; ${figures.length} questions on one core`;
  return [
    row("read a question over 1,000 tables, p50", percentile(figures, 0.5), 60, notes),
    row("read a question over 1,000 tables, p99", percentile(figures, 0.99), 150, notes),
    row("prepare 1,000 tables for questions", prepared, 5_000, "once for each upload or sync"),
  ];
}

function ask(source: PreparedSource, rounds: number): number[] {
  const figures: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const question of QUESTIONS) {
      const started = performance.now();
      askEngine({ question, source, now: Date.UTC(2026, 10, 15, 12), timeZone: "UTC" });
      figures.push(performance.now() - started);
    }
  }
  return figures;
}

function warehouse(): { readonly catalog: Catalog; readonly values: readonly ColumnValues[] } {
  const tables = AREAS.flatMap((area) => KINDS.map((kind) => tableOf(area, kind)));
  const many = Array.from({ length: DISTINCT }, (_, i) => ({ value: `Customer ${i} Ltd`, count: 2 }));
  const columns = ["sales", "support"].map((area) => ({
    table: `${area}_customers`,
    column: "name",
    values: many,
    isTruncated: false,
  }));
  const cities = AREAS.flatMap((area) =>
    KINDS.map((kind) => ({
      table: `${area}_${kind}`,
      column: "city",
      values: CITIES.map((value) => ({ value, count: 10 })),
      isTruncated: false,
    })),
  );
  return { catalog: { dialect: "duckdb", version: "1", tables }, values: [...columns, ...cities] };
}

function tableOf(area: string, kind: string): Table {
  const name = `${area}_${kind}`;
  const points = kind === "customers" ? [] : [keyTo(`${area}_customers`)];
  return {
    name,
    kind: "table",
    columns: [
      column("id", "integer", ROWS),
      column("name", "text", DISTINCT),
      column("city", "text", CITIES.length),
      column("status", "text", 4),
      column("created_at", "date", 900),
      column("amount", "decimal", 5_000),
      column("quantity", "integer", 50),
      ...(points.length > 0 ? [column("customer_id", "integer", DISTINCT)] : []),
    ],
    primaryKey: ["id"],
    foreignKeys: points,
    rowCount: ROWS,
  };
}

const column = (name: string, kind: TypeKind, distinct: number): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  profile: { rows: ROWS, nulls: 0, distinct, distinctIsExact: true, topValues: [] },
});

const keyTo = (refTable: string): ForeignKey => ({
  columns: ["customer_id"],
  refTable,
  refColumns: ["id"],
  origin: "declared",
  confidence: 1,
});

const row = (name: string, ours: number, limit: number, notes: string): BenchRow => ({
  name,
  unit: "ms",
  ours,
  bare: null,
  bar: { kind: "limit", limit },
  notes,
});
