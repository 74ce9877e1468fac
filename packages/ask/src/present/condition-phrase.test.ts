import type { Expr, LiteralExpr, Predicate } from "@parlance/sql";
import { expect, test } from "vitest";
import { conditionPhrase } from "./condition-phrase.ts";

const column = (name: string, table = "orders"): Expr => ({ kind: "column", table, column: name });
const text = (value: string): LiteralExpr => ({ kind: "literal", value, type: "text" });
const number = (value: number): LiteralExpr => ({ kind: "literal", value, type: "number" });
const is = (name: string, right: LiteralExpr): Predicate => ({ kind: "compare", left: column(name), op: "=", right });
const within = (left: Expr, from?: string, to?: string): Predicate => ({
  kind: "dateRange",
  left,
  ...(from === undefined ? {} : { from }),
  ...(to === undefined ? {} : { to }),
});
const every = (...items: readonly Predicate[]): Predicate => ({ kind: "and", items });

test.each<[string, Predicate]>([
  ["in Germany", is("ship_country", text("Germany"))],
  ["in 2025", within(column("order_date"), "2025-01-01", "2026-01-01")],
  ["in Q3 2026", within(column("revenue_date", "revenue"), "2026-07-01", "2026-10-01")],
  ["from 2025-02-01 to 2025-03-14", within(column("order_date"), "2025-02-01", "2025-03-15")],
  ["since 2025-02-01", within(column("date"), "2025-02-01")],
  ["shipped in October 2026", within(column("shipped_at", "shipments"), "2026-10-01", "2026-11-01")],
  ["with due date before 2026-10-01", within(column("due_date"), undefined, "2026-10-01")],
  [
    'with status "paid" and quantity above 5 in Oslo in 2025',
    every(
      within(column("order_date"), "2025-01-01", "2026-01-01"),
      is("city", text("Oslo")),
      is("status", text("paid")),
      { kind: "compare", left: column("quantity"), op: ">", right: number(5) },
    ),
  ],
  ["with weight above 40 kg", { kind: "compare", left: column("weight_kg"), op: ">", right: number(40) }],
  [
    "that are late, shipped in October 2026",
    every(
      within(column("shipped_at", "shipments"), "2026-10-01", "2026-11-01"),
      is("is_late", { kind: "literal", value: true, type: "boolean" }),
    ),
  ],
  ["that are late", is("is_late", { kind: "literal", value: true, type: "boolean" })],
  ["in Oslo or Bergen", { kind: "in", left: column("city"), values: [text("Oslo"), text("Bergen")] }],
  [
    'with brand other than "A" or "B"',
    { kind: "in", left: column("brand"), values: [text("A"), text("B")], isNegated: true },
  ],
  ["without returns", { kind: "exists", of: "orders", table: "returns", isNegated: true }],
  ["with no note", { kind: "null", left: column("note") }],
  ["where not (quantity is 5)", { kind: "not", item: is("quantity", number(5)) }],
])("%s", (expected, where) => {
  expect(conditionPhrase(where)).toBe(expected);
});

test("says nothing of what would not fit into a sentence", () => {
  expect(conditionPhrase(is("note", text("x".repeat(200))))).toBeNull();
  expect(conditionPhrase(undefined)).toBeNull();
});
