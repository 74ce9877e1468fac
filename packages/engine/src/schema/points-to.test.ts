import { describe, expect, it } from "vitest";
import { STORE } from "../firm.fixture.ts";
import { isBelow, pointedAt } from "./points-to.ts";
import type { TableModel } from "./schema-model.ts";

const tableOf = (name: string): TableModel => {
  const found = STORE.schema.tables.find((table) => table.name === name);
  if (!found) throw new Error(`No table ${name}.`);
  return found;
};

describe("what the rows of a table belong to", () => {
  it("is found over several keys, nearest first", () =>
    expect([...pointedAt(tableOf("order_lines"), STORE.schema)].map(([{ name }, steps]) => [name, steps])).toEqual([
      ["order_lines", 0],
      ["orders", 1],
      ["products", 1],
      ["customers", 2],
    ]));

  it.each([
    ["order_lines", "customers", true],
    ["customers", "orders", false],
    ["orders", "orders", false],
  ])("many of %s to one of %s: %s", (low, high, expected) =>
    expect(isBelow(tableOf(low), tableOf(high), STORE.schema)).toBe(expected),
  );
});
