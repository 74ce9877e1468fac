import { DuckDBInstance } from "@duckdb/node-api";
import type { Catalog, Column, ForeignKey, Table, TypeKind } from "@parlance/core";
import sqlite from "node-sqlite3-wasm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  aggregate,
  allOf,
  arithmetic,
  ascending,
  bucket,
  column,
  compare,
  countDistinct,
  countRows,
  datePart,
  descending,
  numberLiteral,
  type Query,
  scalar,
  select,
  star,
  textLiteral,
} from "../ast/index.ts";
import { DIALECT_TRAITS, printSql, type SqlDialect } from "./index.ts";

const col = (name: string, kind: TypeKind): Column => ({ name, type: { kind, native: kind }, nullable: true });
const key = (name: string, refTable: string): ForeignKey => ({
  columns: [name],
  refTable,
  refColumns: ["id"],
  origin: "declared",
  confidence: 1,
});
const table = (name: string, columns: Column[], foreignKeys: ForeignKey[] = []): Table => ({
  name,
  kind: "table",
  columns,
  primaryKey: ["id"],
  foreignKeys,
});

const SHOP: Pick<Catalog, "tables"> = {
  tables: [
    table("customers", [col("id", "integer"), col("name", "text"), col("city", "text")]),
    table(
      "orders",
      [col("id", "integer"), col("customer_id", "integer"), col("placed", "date"), col("total", "integer")],
      [key("customer_id", "customers")],
    ),
    table(
      "order lines",
      [col("id", "integer"), col("order_id", "integer"), col("item", "text"), col("units", "integer")],
      [key("order_id", "orders")],
    ),
    table(
      "flights",
      [col("id", "integer"), col("start", "integer"), col("finish", "integer")],
      [key("start", "airports"), key("finish", "airports")],
    ),
    table("airports", [col("id", "integer"), col("city", "text")]),
  ],
};

const FILL = `
create table customers (id integer, name text, city text);
insert into customers values (1, 'Ann', 'Oslo'), (2, 'Bo', 'Rome'), (3, 'Cy', 'Oslo');
create table orders (id integer, customer_id integer, placed date, total integer);
insert into orders values (1, 1, '2024-01-15', 10), (2, 1, '2024-02-20', 30), (3, 2, '2024-02-25', 5);
create table "order lines" (id integer, order_id integer, item text, units integer);
insert into "order lines" values (1, 1, 'pen 50%', 2), (2, 2, 'ink', 3), (3, 2, 'pen', 1), (4, 3, 'ink', 4);
create table airports (id integer, city text);
insert into airports values (1, 'Oslo'), (2, 'Rome');
create table flights (id integer, "start" integer, finish integer);
insert into flights values (1, 1, 2), (2, 2, 1), (3, 1, 2);
`;

const name = column("customers", "name");
const total = column("orders", "total");
const placed = column("orders", "placed");
const item = column("order lines", "item");

const CASES: readonly {
  readonly name: string;
  readonly query: Query;
  readonly rows: readonly (readonly unknown[])[];
}[] = [
  {
    name: "one table needs no aliases",
    query: { select: [select(name)], where: compare(column("customers", "city"), "=", textLiteral("Oslo")) },
    rows: [["Ann"], ["Cy"]],
  },
  {
    name: "a count groups over a join found from the columns",
    query: {
      select: [select(name), select(countRows("orders"))],
      groupBy: [name],
      order: [descending(countRows("orders"))],
    },
    rows: [
      ["Ann", 2],
      ["Bo", 1],
    ],
  },
  {
    name: "the bridge between two named tables is found",
    query: {
      select: [select(name)],
      isDistinct: true,
      where: compare(item, "=", textLiteral("ink")),
      order: [ascending(name)],
    },
    rows: [["Ann"], ["Bo"]],
  },
  {
    name: "an anchor joins a table no column of which is named",
    query: { select: [select(countDistinct(column("customers", "id")))], anchors: ["orders"] },
    rows: [[2]],
  },
  {
    name: "not exists keeps customers without orders",
    query: { select: [select(name)], where: { kind: "exists", of: "customers", table: "orders", isNegated: true } },
    rows: [["Cy"]],
  },
  {
    name: "exists reaches through a bridge and takes a condition",
    query: {
      select: [select(name)],
      where: {
        kind: "exists",
        of: "customers",
        table: "order lines",
        where: { kind: "like", left: item, match: "contains", text: "50%" },
      },
    },
    rows: [["Ann"]],
  },
  {
    name: "a scalar query stands in a comparison",
    query: {
      select: [select(total)],
      where: compare(total, ">", scalar({ select: [select(aggregate("avg", total))] })),
    },
    rows: [[30]],
  },
  {
    name: "not in survives NULL in the list",
    query: {
      select: [select(name)],
      where: {
        kind: "inQuery",
        left: column("customers", "id"),
        query: { select: [select(column("orders", "customer_id"))] },
        isNegated: true,
      },
    },
    rows: [["Cy"]],
  },
  {
    name: "integers divide exactly",
    query: { select: [select(arithmetic(aggregate("sum", total), "/", countRows("orders")))] },
    rows: [[15]],
  },
  {
    name: "a share counts only rows that satisfy its condition",
    query: {
      select: [
        select(
          arithmetic(
            { ...countRows("orders"), where: compare(total, ">", numberLiteral(9)) },
            "-",
            countRows("orders"),
          ),
        ),
      ],
    },
    rows: [[-1]],
  },
  {
    name: "months are buckets",
    query: {
      select: [select(bucket(placed, "month")), select(aggregate("sum", total))],
      groupBy: [bucket(placed, "month")],
      order: [ascending(bucket(placed, "month"))],
    },
    rows: [
      ["2024-01-01", 10],
      ["2024-02-01", 35],
    ],
  },
  {
    name: "weeks start on Monday",
    query: { select: [select(bucket(placed, "week"))], where: compare(column("orders", "id"), "=", numberLiteral(3)) },
    rows: [["2024-02-19"]],
  },
  {
    name: "quarters are buckets and parts",
    query: {
      select: [select(bucket(placed, "quarter")), select(datePart(placed, "quarter"))],
      where: compare(column("orders", "id"), "=", numberLiteral(2)),
    },
    rows: [["2024-01-01", 1]],
  },
  {
    name: "a date range is half open",
    query: {
      select: [select(countRows("orders"))],
      where: { kind: "dateRange", left: placed, from: "2024-02-01", to: "2024-02-25" },
    },
    rows: [[1]],
  },
  {
    name: "top one of each city keeps one row per group",
    query: {
      select: [select(column("customers", "city")), select(total)],
      order: [descending(total)],
      limit: { count: 1, per: [column("customers", "city")] },
    },
    rows: [
      ["Oslo", 30],
      ["Rome", 5],
    ],
  },
  {
    name: "ties stay with the first",
    query: {
      select: [select(column("customers", "city"))],
      order: [ascending(column("customers", "city"))],
      limit: { count: 1, withTies: true },
    },
    rows: [["Oslo"], ["Oslo"]],
  },
  {
    name: "an intersection can be ordered and limited",
    query: {
      select: [select(column("customers", "city"))],
      where: compare(name, "=", textLiteral("Ann")),
      set: {
        op: "intersect",
        right: { select: [select(column("customers", "city"))], where: compare(name, "=", textLiteral("Cy")) },
      },
      order: [ascending(column("customers", "city"))],
      limit: { count: 5 },
    },
    rows: [["Oslo"]],
  },
  {
    name: "a table in two roles is joined twice",
    query: {
      select: [select(column("flights", "id"))],
      where:
        allOf([
          compare(column("airports", "city", "flights.start"), "=", textLiteral("Oslo")),
          compare(column("airports", "city", "flights.finish"), "=", textLiteral("Rome")),
        ]) ?? compare(numberLiteral(1), "=", numberLiteral(1)),
    },
    rows: [[1], [3]],
  },
  {
    name: "an average over counts reads from a query",
    query: {
      select: [select(aggregate("avg", { kind: "output", name: "n" }))],
      from: {
        select: [select(column("orders", "customer_id")), select(countRows("orders"), "n")],
        groupBy: [column("orders", "customer_id")],
      },
    },
    rows: [[1.5]],
  },
  {
    name: "share of the whole by group",
    query: {
      select: [
        select(name),
        select(arithmetic(aggregate("sum", total), "/", { kind: "total", of: aggregate("sum", total) })),
      ],
      where: compare(name, "=", textLiteral("Ann")),
      groupBy: [name],
    },
    rows: [["Ann", 1]],
  },
  {
    name: "a quote cannot leave its literal",
    query: { select: [select(countRows("customers"))], where: compare(name, "=", textLiteral("' OR 1=1 --")) },
    rows: [[0]],
  },
  {
    name: "a star selects one table's columns",
    query: {
      select: [select(star("airports"))],
      order: [ascending(column("airports", "id"))],
      limit: { count: 1, offset: 1 },
    },
    rows: [[2, "Rome"]],
  },
];

const plain = (value: unknown): unknown => {
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "number" || typeof value === "string" || value === null) return value;
  return /^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : String(value);
};

describe("printSql runs on DuckDB", async () => {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run(FILL);
  test.each(CASES)("$name", async ({ query, rows }) => {
    const reader = await connection.runAndReadAll(printSql(query, SHOP, "duckdb"));
    expect(reader.getRows().map((row) => row.map(plain))).toEqual(rows);
  });
});

describe("printSql runs on SQLite", () => {
  const db = new sqlite.Database(":memory:");
  beforeAll(() => db.exec(FILL));
  afterAll(() => db.close());
  test.each(CASES)("$name", ({ query, rows }) => {
    const found = db.all(printSql(query, SHOP, "sqlite"));
    expect(found.map((row) => Object.values(row ?? {}).map(plain))).toEqual(rows);
  });
});

describe("printSql spells each dialect", () => {
  const query: Query = {
    select: [select(bucket(placed, "month")), select(arithmetic(aggregate("sum", total), "/", countRows("orders")))],
    where: { kind: "like", left: item, match: "contains", text: "A'b" },
    groupBy: [bucket(placed, "month")],
    limit: { count: 3, offset: 1 },
  };
  test.each(Object.keys(DIALECT_TRAITS) as SqlDialect[])("%s", (dialect) => {
    expect(printSql(query, SHOP, dialect)).toMatchSnapshot();
  });
});

test("tables that no keys connect are refused by name", () => {
  expect(() => printSql({ select: [select(name), select(column("airports", "city"))] }, SHOP, "duckdb")).toThrow(
    expect.objectContaining({ code: "SQL_TABLES_UNRELATED" }),
  );
});

test("BigQuery's own ways: backslashes in patterns and names, DISTINCT in set operations, datetimes", () => {
  const print = (query: Query) => printSql(query, SHOP, "bigquery");
  expect(
    print({ select: [select(item, "a`b")], where: { kind: "like", left: item, match: "contains", text: "50%" } }),
  ).toBe("SELECT item AS `a\\`b` FROM `order lines` WHERE LOWER(item) LIKE '%50\\\\%%'");
  expect(print({ select: [select(name)], set: { op: "except", right: { select: [select(name)] } } })).toContain(
    " EXCEPT DISTINCT ",
  );
});
