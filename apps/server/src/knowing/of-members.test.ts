import type { KnowledgeBody } from "@parlance/core";
import { expect, test } from "vitest";
import { inCombination } from "./of-members.ts";

const part = {
  sourceId: "s",
  dialect: "postgres",
  names: new Map([
    ["orders", "shop_orders"],
    ["people", "people"],
  ]),
} as const;
const revenue = (table: string): KnowledgeBody => ({
  kind: "metric",
  name: "revenue",
  definition: { kind: "figure", fn: "sum", table, column: "amount", only: [{ column: "status", isOneOf: ["table"] }] },
});
const written: KnowledgeBody = {
  kind: "metric",
  name: "heads",
  definition: { kind: "expression", table: "people", sql: "count(*)" },
};

test.each<[string, KnowledgeBody, KnowledgeBody | undefined]>([
  ["a figure", revenue("orders"), revenue("shop_orders")],
  [
    "a word for a value",
    { kind: "alias", phrase: "done", target: { kind: "value", table: "orders", column: "table", value: "orders" } },
    {
      kind: "alias",
      phrase: "done",
      target: { kind: "value", table: "shop_orders", column: "table", value: "orders" },
    },
  ],
  [
    "a join inside the member",
    { kind: "join", from: { table: "orders", column: "who" }, to: { table: "people", column: "id" } },
    { kind: "join", from: { table: "shop_orders", column: "who" }, to: { table: "people", column: "id" } },
  ],
  [
    "a word of the trade",
    { kind: "term", term: "SKU", text: "a thing" },
    { kind: "term", term: "SKU", text: "a thing" },
  ],
  ["nothing of a table that is kept", { kind: "hidden", table: "wages" }, undefined],
  ["no statement", { kind: "verified", question: "q", sql: "SELECT 1" }, undefined],
  ["no formula in the member's own language", written, undefined],
])("carries %s", (_name, body, expected) => {
  expect(inCombination(body, part)).toEqual(expected);
});

test("carries a formula in this engine's words, under the same name", () => {
  expect(inCombination(written, { ...part, dialect: "duckdb" })).toEqual(written);
});
