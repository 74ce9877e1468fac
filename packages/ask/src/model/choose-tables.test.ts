import type { Catalog } from "@parlance/core";
import { expect, test } from "vitest";
import { column, SHOP, table } from "../fixtures/prompt-facts.ts";
import { chooseTables } from "./choose-tables.ts";
import type { RecognisedQuestion } from "./read-question.ts";

const LOG = table("audit_log", [column("entry", "text", "VARCHAR"), column("customer_name", "text", "VARCHAR")]);
const CATALOG: Catalog = { dialect: "duckdb", version: "1", tables: [LOG, ...SHOP] };
const NOTHING: RecognisedQuestion = { tables: [], values: [], columns: new Set() };

const names = (recognised: RecognisedQuestion, retrieved: Parameters<typeof chooseTables>[2] = null): string[] =>
  chooseTables(CATALOG, recognised, retrieved).map((item) => item.table.name);

test("what was recognised comes first, then what it points to, then the rest", () => {
  expect(names({ ...NOTHING, tables: ["orders"] })).toEqual(["orders", "customers", "audit_log"]);
});

test("what retrieval found comes before what was recognised", () => {
  const tables = [{ table: "customers", columns: ["region"], score: 1 }];
  expect(names({ ...NOTHING, tables: ["audit_log"] }, { tables, notes: [], embedder: "" })).toEqual([
    "customers",
    "audit_log",
    "orders",
  ]);
});

test("columns: as retrieved, those the question names, keys, the rest", () => {
  const tables = [{ table: "orders", columns: ["amount", "no longer there"], score: 1 }];
  const values = [{ words: "paid", table: "orders", column: "status", value: "Paid" }];
  const [orders] = chooseTables(CATALOG, { ...NOTHING, values }, { tables, notes: [], embedder: "" });
  expect(orders?.columns).toEqual(["amount", "status", "order_id", "customer_id", "order date", "is_gift"]);
});

test("a table that the team has hidden is not told, whoever found it", () => {
  const described: Catalog = { ...CATALOG, tables: SHOP };
  const tables = [{ table: "audit_log", columns: ["entry"], score: 1 }];
  const chosen = chooseTables(described, { ...NOTHING, tables: ["audit_log"] }, { tables, notes: [], embedder: "" });
  expect(chosen.map((item) => item.table.name)).not.toContain("audit_log");
});
