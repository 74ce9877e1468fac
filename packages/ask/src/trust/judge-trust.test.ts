import type { Catalog, CheckId, CheckState, Column, Frame, Table, TypeKind } from "@parlance/core";
import { prepareSource } from "@parlance/engine";
import { policyForCatalog, readStatementFacts } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { frame } from "../fixtures/frame-samples.ts";
import type { AskSource } from "../needs.ts";
import { dateWindowOf } from "../receipt/date-window.ts";
import { judgeTrust } from "./judge-trust.ts";
import type { TrustInput } from "./trust-input.ts";

const column = (name: string, kind: TypeKind, profile: Partial<Column["profile"]> = {}): Column => ({
  name,
  type: { kind, native: kind },
  nullable: true,
  profile: { rows: 100, nulls: 0, distinct: 10, distinctIsExact: true, topValues: [], ...profile },
});

const table = (name: string, columns: Column[], keys: Table["foreignKeys"] = []): Table => ({
  name,
  kind: "table",
  columns,
  primaryKey: ["id"],
  foreignKeys: keys,
  rowCount: 100,
});

const key = (own: string, refTable: string) => ({
  columns: [own],
  refTable,
  refColumns: ["id"],
  origin: "declared" as const,
  confidence: 1,
});

const catalog: Catalog = {
  dialect: "duckdb",
  version: "v1",
  tables: [
    table("customers", [column("id", "integer"), column("region", "text"), column("credit", "decimal")]),
    table(
      "orders",
      [
        column("id", "integer"),
        column("customer_id", "integer"),
        column("amount", "decimal"),
        column("placed", "date", { min: "2024-01-01", max: "2025-06-30" }),
      ],
      [key("customer_id", "customers")],
    ),
    table(
      "lines",
      [column("id", "integer"), column("order_id", "integer"), column("n", "integer")],
      [key("order_id", "orders")],
    ),
    { ...table("loose", [column("code", "text"), column("v", "integer")]), primaryKey: [] },
  ],
};
const values = [
  { table: "customers", column: "region", values: [{ value: "East", count: 3 }], isTruncated: false },
  { table: "loose", column: "code", values: [{ value: "A", count: 3 }], isTruncated: true },
];
const source: AskSource = {
  id: "s",
  catalog,
  policy: policyForCatalog(catalog),
  values,
  prepared: prepareSource(catalog, values),
};

const ROWS: Frame = frame({ region: ["text", ["East", "West"]], total: ["double", [10, 20]] });

function input(sql: string, part: Partial<TrustInput> = {}, page: Frame = ROWS): TrustInput {
  const facts = readStatementFacts(sql, "duckdb");
  return {
    question: "q",
    source,
    sql,
    text: sql,
    facts,
    draftedBy: "engine",
    verifiedFor: null,
    unusedWords: [],
    assumptions: [],
    definitions: [],
    otherReadings: 0,
    dateWindow: facts === null ? null : dateWindowOf(facts),
    result: { page, rowCount: page.rowCount, isTruncated: false },
    ...part,
  };
}

const stateOf = (id: CheckId, trust: TrustInput): CheckState | undefined =>
  judgeTrust(trust).checks.find((check) => check.id === id)?.state;

const JOIN = "FROM customers JOIN orders ON customers.id = orders.customer_id";

describe("a join that repeats rows", () => {
  test.each<[string, string, CheckState]>([
    ["no join", "SELECT SUM(amount) FROM orders", "pass"],
    ["a sum on the many side", `SELECT SUM(orders.amount) ${JOIN}`, "pass"],
    ["a sum on the one side", `SELECT SUM(customers.credit) ${JOIN}`, "fail"],
    ["an average on the one side", `SELECT AVG(customers.credit) ${JOIN}`, "fail"],
    ["a count of the one side's key", `SELECT COUNT(customers.id) ${JOIN}`, "fail"],
    ["a distinct count of it", `SELECT COUNT(DISTINCT customers.id) ${JOIN}`, "pass"],
    ["an extreme", `SELECT MAX(customers.credit) ${JOIN}`, "pass"],
    ["a count of joined rows", `SELECT COUNT(*) ${JOIN}`, "pass"],
    ["other names for tables", "SELECT SUM(c.credit) FROM customers c JOIN orders o ON o.customer_id = c.id", "fail"],
    ["two steps away", `SELECT SUM(orders.amount) ${JOIN} JOIN lines ON lines.order_id = orders.id`, "fail"],
    [
      "a figure over both tables",
      `SELECT SUM(orders.amount * lines.n) ${JOIN} JOIN lines ON lines.order_id = orders.id`,
      "pass",
    ],
    ["a key nobody knows", "SELECT SUM(orders.amount) FROM orders JOIN loose ON loose.code = orders.id", "fail"],
    ["no condition", "SELECT SUM(customers.credit) FROM customers CROSS JOIN loose", "fail"],
    ["an inner query", "SELECT SUM(t.a) FROM (SELECT 1 a, 2 i) t JOIN orders o ON o.id = t.i", "pass"],
  ])("%s", (_name, sql, expected) => {
    expect(stateOf("join-fan-out", input(sql))).toBe(expected);
  });

  test("counting clears or confirms what keys suspect", () => {
    const total = { figure: "SUM(customers.credit)", multiplied: "30", single: "30", isSame: true };
    const examined = { second: { kind: "none" as const, why: "" }, totals: [total] };
    const sql = `SELECT SUM(customers.credit) ${JOIN}`;
    expect(stateOf("join-fan-out", input(sql, { examined }))).toBe("pass");
    const wrong = { ...examined, totals: [{ ...total, single: "10", isSame: false }] };
    expect(stateOf("join-fan-out", input(sql, { examined: wrong }))).toBe("fail");
  });
});

describe("the other checks", () => {
  test.each<[string, CheckId, TrustInput, CheckState]>([
    ["a value that is there", "values-exist", input("SELECT 1 FROM customers WHERE region = 'East'"), "pass"],
    ["a value that is not", "values-exist", input("SELECT 1 FROM customers WHERE region = 'Nowhere'"), "fail"],
    ["not all values known", "values-exist", input("SELECT 1 FROM loose WHERE code = 'Z'"), "unknown"],
    ["no value asked for", "values-exist", input("SELECT 1 FROM customers"), "unknown"],
    ["words left over", "words-used", input("SELECT 1", { unusedWords: ["net"] }), "warn"],
    ["a model that drops a number", "words-used", input("SELECT 1", { unusedWords: null, question: "top 5" }), "warn"],
    [
      "a model that keeps it",
      "words-used",
      input("SELECT 1 LIMIT 5", { unusedWords: null, question: "top 5" }),
      "pass",
    ],
    ["no account of words", "words-used", input("SELECT 1", { unusedWords: null, question: "top" }), "unknown"],
    ["a choice among readings", "choices-made", input("SELECT 1", { assumptions: ["x"], otherReadings: 1 }), "warn"],
    ["a choice without another", "choices-made", input("SELECT 1", { assumptions: ["x"] }), "pass"],
    ["verified", "verified-answer", input("SELECT 1", { verifiedFor: "how many?" }), "pass"],
    ["cut", "complete", input("SELECT 1", { result: { page: ROWS, rowCount: 2, isTruncated: true } }), "warn"],
    [
      "inside the data",
      "fresh",
      input("SELECT 1 FROM orders WHERE placed >= DATE '2024-02-01' AND placed < DATE '2024-03-01'"),
      "pass",
    ],
    ["past the data", "fresh", input("SELECT 1 FROM orders WHERE placed >= DATE '2025-08-01'"), "warn"],
    [
      "half of it past",
      "fresh",
      input("SELECT 1 FROM orders WHERE placed BETWEEN '2025-01-01' AND '2025-12-31'"),
      "warn",
    ],
    ["no time asked for", "fresh", input("SELECT 1 FROM orders"), "unknown"],
    ["no row", "result-plausible", input("SELECT 1", {}, frame({ n: ["integer", []] })), "warn"],
    [
      "nothing but missing values",
      "result-plausible",
      input("SELECT 1", {}, frame({ n: ["integer", [null]] })),
      "warn",
    ],
    [
      "beyond the whole",
      "result-plausible",
      input("SELECT 1", {}, frame({ share_percent: ["double", [140]] })),
      "warn",
    ],
    [
      "a count below zero",
      "result-plausible",
      input("SELECT 1", {}, frame({ order_count: ["integer", [-1]] })),
      "warn",
    ],
    [
      "no number",
      "result-plausible",
      input("SELECT 1", {}, frame({ ratio: ["double", [Number.POSITIVE_INFINITY]] })),
      "warn",
    ],
    [
      "one group of many",
      "result-plausible",
      input("SELECT a, 1 FROM orders GROUP BY a", {}, frame({ a: ["text", ["x"]] })),
      "warn",
    ],
    ["ordinary rows", "result-plausible", input("SELECT 1"), "pass"],
  ])("%s", (_name, id, trust, expected) => {
    expect(stateOf(id, trust)).toBe(expected);
  });

  test("a summary says the worst first", () => {
    const trust = judgeTrust(input("SELECT 1 FROM customers WHERE region = 'Nowhere'", { unusedWords: ["net"] }));
    expect(trust).toMatchObject({ level: "caution", isExamined: false });
    expect(trust.summary).toContain('"Nowhere" is not in customers.region');
  });
});
