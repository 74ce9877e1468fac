import type { Answer } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const ORDERS = `id,customer,net_amount,gross_amount,status
1,Ann,10.50,12.50,completed
2,Bob,20.25,24.25,cancelled
`;

describe("feedback", () => {
  let server: TestServer;
  let browser: Browser;
  let sourceId: string;
  beforeAll(async () => {
    server = await openTestServer();
    browser = server.browser();
    const form = multipart([{ name: "orders.csv", content: ORDERS }]);
    const made = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    sourceId = made.json().source.id;
  });
  afterAll(() => server.close());

  const say = async (payload: object, who = browser) => {
    const response = await who.inject({ method: "POST", url: `/api/v1/sources/${sourceId}/feedback`, payload });
    return { status: response.statusCode, body: response.json() };
  };
  const entry = (id: string, payload: object) =>
    browser.inject({ method: "PATCH", url: `/api/v1/sources/${sourceId}/knowledge/${id}`, payload });
  const ask = async (question: string): Promise<Answer> =>
    (await browser.inject({ method: "POST", url: "/api/v1/ask", payload: { sourceId, question } })).json();

  test("a corrected statement is a suggestion that counts only once somebody approves it", async () => {
    const question = "how well did we do";
    const sql = "SELECT SUM(gross_amount) AS done FROM orders WHERE status = 'completed'";
    const { status, body } = await say({ kind: "edited", question, sql });
    expect(status).toBe(201);
    expect(body.proposals).toMatchObject([
      { status: "proposed", origin: "correction", body: { kind: "verified", question, sql } },
    ]);
    expect((await ask(question)).sql).not.toBe(sql);
    await entry(body.proposals[0].id, { status: "approved" });
    const answer = await ask(question);
    expect([answer.verdict, answer.sql, answer.result?.rows.map(String)]).toEqual(["answer", sql, ["12.50"]]);
  });

  test("an explained word is a suggestion; a rejected one is not made again", async () => {
    const body = {
      kind: "alias",
      phrase: "grog",
      target: { kind: "column", table: "orders", column: "gross_amount" },
    };
    const meant = { kind: "meant", question: "total grog", body };
    const [proposal] = (await say(meant)).body.proposals;
    expect((await say(meant)).body.proposals[0].id, "the same, not another").toBe(proposal.id);
    await entry(proposal.id, { status: "rejected" });
    expect((await say(meant)).body.proposals).toEqual([]);
  });

  test("a reading that is chosen three times for a phrase is suggested as its meaning", async () => {
    const question = "total amount by customer";
    const first = await ask(question);
    const wanted = [first.sql ?? "", ...first.alternatives.map((one) => one.sql)].find((sql) => /gross/.test(sql));
    expect(wanted, "both columns are readings").toBeDefined();
    const picked = { kind: "picked", question, sql: wanted };
    expect((await say(picked)).body.proposals).toEqual([]);
    expect((await say(picked)).body.proposals).toEqual([]);
    const [proposal] = (await say(picked)).body.proposals;
    expect(proposal).toMatchObject({
      origin: "usage",
      body: { kind: "alias", phrase: "amount", target: { kind: "column", column: "gross_amount" } },
    });
    await entry(proposal.id, { status: "approved" });
    expect((await ask("total amount by customer")).sql).toContain("gross_amount");
  });

  test("a wrong answer is kept for whoever looks after the source", async () => {
    await say({ kind: "bad", question: "how many orders", sql: "SELECT 1", comment: "There are three." });
    const list = await browser.inject({ method: "GET", url: `/api/v1/sources/${sourceId}/feedback?kind=bad` });
    expect(list.json().items).toMatchObject([{ question: "how many orders", comment: "There are three." }]);
    const stranger = await say({ kind: "bad", question: "x" }, server.browser());
    expect([stranger.status, stranger.body.code]).toEqual([404, "SOURCE_NOT_FOUND"]);
  });
});
