import { afterAll, beforeAll, expect, test } from "vitest";
import { openShop, recorder, type Shop } from "../fixtures/shop.ts";
import { ask, suggestFollowUps } from "../index.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

test("what is offered next is understood, and runs, when it is asked", async () => {
  const first = await ask({ question: "total amount of orders", mode: "run" }, shop.needs, recorder().emit);
  const previous = { question: first.question, sql: first.sql ?? "" };
  const offered = await suggestFollowUps(previous, shop.needs);
  expect(offered.map((one) => one.question)).toContain("by month");
  for (const { question, sql } of offered) {
    const answer = await ask({ question, mode: "run", previous }, shop.needs, recorder().emit);
    expect(answer, question).toMatchObject({ verdict: "answer", sql });
    expect(answer.result?.rowCount).toBeGreaterThan(0);
  }
});

test("nothing is offered about a statement from elsewhere", async () => {
  const sql = "SELECT 1 AS a FROM orders";
  expect(await suggestFollowUps({ question: "anything", sql }, shop.needs)).toEqual([]);
});
