import type { ColumnExpr, Predicate } from "@parlance/sql";
import { describe, expect, test } from "vitest";
import { predicateWords } from "./predicate-words.ts";

const column = (name: string): ColumnExpr => ({ kind: "column", table: "shipments", column: name });
const flag = (value: boolean): Predicate => ({
  kind: "compare",
  left: column("is_late"),
  op: "=",
  right: { kind: "literal", value, type: "boolean" },
});
const text = (value: string): Predicate => ({
  kind: "compare",
  left: column("carrierName"),
  op: "=",
  right: { kind: "literal", value, type: "text" },
});

const CASES: readonly (readonly [string, Predicate])[] = [
  ["it is late", flag(true)],
  ["it is not late", flag(false)],
  ['carrier name is "Road"', text("Road")],
  ["shipped in October 2026", { kind: "dateRange", left: column("shipped_at"), from: "2026-10-01", to: "2026-11-01" }],
  ["order date is before 2026-10-01", { kind: "dateRange", left: column("order_date"), to: "2026-10-01" }],
  ["order date is 2026-10-01 or later", { kind: "dateRange", left: column("order_date"), from: "2026-10-01" }],
  ['carrier name starts with "Ro"', { kind: "like", left: column("carrier_name"), match: "starts", text: "Ro" }],
  ["note is empty", { kind: "null", left: column("note") }],
  ["there are no legs", { kind: "exists", of: "shipments", table: "legs", isNegated: true }],
  ["not (it is late)", { kind: "not", item: flag(true) }],
  ['it is late or carrier name is "Road"', { kind: "or", items: [flag(true), text("Road")] }],
];

describe("conditions in words", () => {
  test.each(CASES)("%s", (expected, predicate) => {
    expect(predicateWords(predicate)).toBe(expected);
  });
});
