import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { expect, test } from "vitest";
import { completeNames } from "./complete-names.ts";

const SCHEMA = {
  customers: ["customer_id", "name"],
  orders: ["customer_id", "amount", "order day"],
  returns: ["customer_id"],
};

function offered(text: string, isExplicit = false) {
  const result = completeNames(SCHEMA)(
    new CompletionContext(EditorState.create({ doc: text }), text.length, isExplicit),
  );
  if (result === null || result instanceof Promise) return null;
  return new Map(result.options.map(({ label, detail }) => [label, detail ?? ""]));
}

test("columns are offered before a table is named, each with the tables it is in", () => {
  expect(offered("SELECT cus")?.get("customer_id")).toBe("customers, orders and 1 more");
  expect(offered("SELECT am")?.get("amount")).toBe("orders");
});

test("names that would have to be quoted, and words that write, are not offered", () => {
  const all = offered("SELECT x");
  expect(["order day", "INSERT", "CLUSTER"].filter((name) => all?.has(name))).toEqual([]);
});

test.each([
  ["after a dot", "SELECT orders.am", false, null],
  ["in empty places", "SELECT ", false, null],
  ["in empty places, when asked for", "SELECT ", true, "orders"],
])("%s", (_name, text, isExplicit, expected) => {
  expect(offered(text, isExplicit)?.get("amount") ?? null).toBe(expected);
});
