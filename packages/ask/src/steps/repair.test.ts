import { AppError } from "@parlance/core";
import type { Predicate, Query } from "@parlance/sql";
import { printSql } from "@parlance/sql";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { openShop, type Shop } from "../fixtures/shop.ts";
import { checked, reading } from "../fixtures/states.ts";
import { repair } from "./repair.ts";
import { runStatement } from "./run-statement.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const status = { kind: "column", table: "orders", column: "status" } as const;
const amount = { kind: "column", table: "orders", column: "amount" } as const;
const is = (value: string): Predicate => ({
  kind: "compare",
  left: status,
  op: "=",
  right: { kind: "literal", value, type: "text" },
});
const above = (value: number): Predicate => ({
  kind: "compare",
  left: amount,
  op: ">",
  right: { kind: "literal", value, type: "number" },
});
const both = (...items: Predicate[]): Predicate => ({ kind: "and", items });

const listing = (where: Predicate): Query => ({ select: [{ expr: status }, { expr: amount }], where });
const counting = (where: Predicate): Query => ({
  select: [{ expr: { kind: "aggregate", fn: "count", arg: { kind: "star", table: "orders" } } }],
  where,
});

async function diagnose(query: Query): Promise<string | null> {
  const context = { needs: shop.needs, signal: undefined };
  const sql = printSql(query, shop.needs.source.catalog, "duckdb");
  const ran = await runStatement.run(checked(shop, [reading(sql, query)]), context);
  return (await repair.run(ran, context)).diagnosis;
}

describe("an empty result", () => {
  test.each([
    [
      "one mistyped value",
      listing(is("Payed")),
      'The condition that status is "Payed" leaves nothing; without it there are 1,000 rows. The nearest values are "Paid".',
    ],
    [
      "a count of nothing",
      counting(both(is("paid ship"), above(10))),
      'The condition that status is "paid ship" leaves nothing; without it there are 980 rows. The nearest values are "Paid".',
    ],
    [
      "one filter of two",
      listing(both(is("Paid"), above(9_000))),
      "The condition that amount is more than 9,000 leaves nothing; without it there are 333 rows.",
    ],
    [
      "filters that exclude one another",
      listing(both(is("Paid"), is("Shipped"))),
      'Each condition matches something, but no row meets all of them: status is "Paid" and status is "Shipped".',
    ],
    [
      "several wrong values",
      listing(both(is("Foo"), above(9_000))),
      "More than one of the conditions matches nothing.",
    ],
  ])("is explained: %s", async (_name, query, expected) => {
    expect(await diagnose(query)).toBe(expected);
  });

  it("is not explained when there were rows", async () => {
    expect(await diagnose(listing(is("Paid")))).toBeNull();
  });
});

describe("a statement that fails", () => {
  const context = () => ({ needs: shop.needs, signal: undefined });

  it("gives way to the next reading, which is then only likely", async () => {
    const readings = [reading("SELECT nothing FROM orders"), reading("SELECT count(*) AS n FROM orders")];
    const ran = await runStatement.run(checked(shop, readings), context());
    const state = await repair.run(ran, context());
    expect(state.statement?.sql).toBe("SELECT count(*) AS n FROM orders");
    expect(state.draft.verdict).toBe("confirm");
    expect(repair.events?.(state).map((item) => item.event)).toEqual(["sql", "columns", "rows"]);
  });

  it("without another reading is an error that names what was meant", async () => {
    const ran = await runStatement.run(checked(shop, [reading("SELECT stattus FROM orders")]), context());
    const failure = await Promise.resolve(repair.run(ran, context())).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(AppError);
    expect(failure).toMatchObject({ code: "SQL_UNKNOWN_COLUMN", hint: expect.stringContaining("status") });
  });

  it("by its limits is not tried again", async () => {
    const slow = { ...context(), needs: { ...shop.needs, limits: { ...shop.needs.limits, timeoutMs: 300 } } };
    const readings = [reading("SELECT count(*) FROM range(1000000000000)"), reading("SELECT 1")];
    const run = async () => runStatement.run(checked(shop, readings), slow);
    await expect(run()).rejects.toMatchObject({ code: "QUERY_TIMEOUT" });
  });
});
