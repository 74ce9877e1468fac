import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShop, type Shop } from "../fixtures/shop.ts";
import { checked, reading } from "../fixtures/states.ts";
import { present } from "./present.ts";
import { repair } from "./repair.ts";
import { runStatement } from "./run-statement.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const context = (change: Partial<Shop["needs"]> = {}) => ({ needs: { ...shop.needs, ...change }, signal: undefined });

describe("the run step", () => {
  it("keeps the whole result in the worker and answers with its first page", async () => {
    const state = checked(shop, [reading("SELECT order_id FROM orders ORDER BY order_id")]);
    const { outcome } = await runStatement.run(state, context());
    expect(outcome).toMatchObject({
      kind: "rows",
      isFromCache: false,
      stored: { rowCount: 1_000, isTruncated: false },
    });
  });

  it("finds the same statement in the cache, but not for another person", async () => {
    const state = checked(shop, [reading("SELECT max(amount) FROM orders")]);
    const first = await runStatement.run(state, context());
    const again = await runStatement.run(state, context());
    const other = await runStatement.run(state, context({ principal: "somebody else" }));
    expect([first, again, other].map(({ outcome }) => outcome?.kind === "rows" && outcome.isFromCache)).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("runs nothing in generate mode or without a statement", async () => {
    const state = checked(shop, [reading("SELECT 1 AS a")]);
    const generated = await runStatement.run({ ...state, request: { question: "q", mode: "generate" } }, context());
    const nothing = await runStatement.run({ ...state, statement: null }, context());
    expect([generated.outcome, nothing.outcome]).toEqual([null, null]);
  });

  it("keeps to the row limit and says so in the sentence", async () => {
    const limited = context({ limits: { ...shop.needs.limits, maxRows: 10 } });
    const ran = await runStatement.run(checked(shop, [reading("SELECT status FROM orders")]), limited);
    const { answer } = await present.run(await repair.run(ran, limited), limited);
    expect(answer.result).toMatchObject({ rowCount: 10, isTruncated: true });
    expect(answer.sentence).toMatch(/cut at the row limit/);
  });

  it("ends with QUERY_CANCELLED when the signal comes while it runs", async () => {
    const controller = new AbortController();
    const state = checked(shop, [reading("SELECT count(*) FROM range(100000000000)")]);
    setTimeout(() => controller.abort(), 100);
    const run = async () => runStatement.run(state, { needs: shop.needs, signal: controller.signal });
    const started = performance.now();
    await expect(run()).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
