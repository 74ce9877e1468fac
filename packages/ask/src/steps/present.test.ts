import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openShop, type Shop } from "../fixtures/shop.ts";
import { checked, drafted, reading } from "../fixtures/states.ts";
import { present } from "./present.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const NOTHING_RUN = { outcome: null, isReplaced: false, diagnosis: null };

describe("the present step", () => {
  it("offers every reading when the person must choose, and shows no result", async () => {
    const readings = [reading("SELECT 1 AS a"), { ...reading("SELECT 2 AS a"), difference: "the other way" }];
    const draft = drafted(shop, readings, { verdict: "ask", message: "Which do you mean?", suggestions: ["try this"] });
    const context = { needs: shop.needs, signal: undefined };
    const { answer } = await present.run({ ...draft, statement: null, ...NOTHING_RUN }, context);
    expect(answer).toMatchObject({
      sql: null,
      result: null,
      chart: null,
      receipt: null,
      sentence: "Which do you mean?",
    });
    expect(answer.alternatives.map((item) => item.sql)).toEqual(["SELECT 1 AS a", "SELECT 2 AS a"]);
    expect(answer.alternatives[1]?.difference).toBe("the other way");
    expect(answer.suggestions).toEqual(["try this"]);
  });

  it("gives the explanation in generate mode", async () => {
    const state = checked(shop, [reading("SELECT 1 AS a"), reading("SELECT 2 AS a")]);
    const { answer } = await present.run({ ...state, ...NOTHING_RUN }, { needs: shop.needs, signal: undefined });
    expect(answer).toMatchObject({ sql: "SELECT 1 AS a", sentence: "The rows of SELECT 1 AS a" });
    expect(answer.alternatives.map((item) => item.sql)).toEqual(["SELECT 2 AS a"]);
    expect(answer.receipt).toMatchObject({ sourceVersion: shop.needs.source.catalog.version, isFromCache: false });
  });

  it("sends no chart event without a chart", async () => {
    const state = checked(shop, [reading("SELECT 1 AS a")]);
    const presented = await present.run({ ...state, ...NOTHING_RUN }, { needs: shop.needs, signal: undefined });
    expect(present.events?.(presented).map((item) => item.event)).toEqual(["answer", "done"]);
  });
});
