import type { Answer, ErrorCode } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { drafts, type ScriptedReply, says, scriptedModel } from "../fixtures/scripted-model.ts";
import { openShop, recorder, type Shop } from "../fixtures/shop.ts";
import type { AskRequest, Assistance } from "../index.ts";
import { ask } from "../pipeline.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

/** Unsure by itself: the engine makes nothing of the middle word. */
const UNSURE = "frobnicated orders per status";
const SURE = "how many orders are there?";
const COUNTS = "SELECT status, count(*) AS n FROM orders GROUP BY status";

async function askWith(
  replies: readonly ScriptedReply[],
  request: Partial<AskRequest> = {},
  options: Partial<Assistance> = {},
) {
  const model = scriptedModel(...replies);
  const { events, emit } = recorder();
  const assistance: Assistance = { model, disclosure: "full", ...options };
  const answer: Answer = await ask({ question: UNSURE, mode: "run", ...request }, { ...shop.needs, assistance }, emit);
  return { answer, model, events: events.map(({ event }) => event) };
}

describe("a question that the engine is not sure of", () => {
  it("is drafted by the model, checked, run and answered", async () => {
    const { answer, model, events } = await askWith([drafts(COUNTS)]);
    expect(answer).toMatchObject({ sql: COUNTS, explanation: "What was asked.", receipt: { draftedBy: "model" } });
    expect(answer.result?.rowCount).toBe(3);
    expect(model.requests).toHaveLength(1);
    expect(events).toEqual(["intent", "model", "plan", "sql", "columns", "rows", "chart", "answer", "done"]);
  });

  it("counts what the model cost", async () => {
    const { answer } = await askWith([drafts("SELECT nothing FROM orders"), drafts(COUNTS)]);
    expect(answer.receipt?.models).toMatchObject([
      { provider: "scripted", model: "scripted-1", calls: 2, inputTokens: 200, outputTokens: 20, costUsd: 0.002 },
    ]);
  });

  it("is not run in generate mode", async () => {
    const { answer } = await askWith([drafts(COUNTS)], { mode: "generate" });
    expect(answer).toMatchObject({ sql: COUNTS, result: null });
  });

  it("may be asked back", async () => {
    const { answer } = await askWith([says("clarify", "Which orders?", ["number of paid orders", "number of orders"])]);
    expect(answer).toMatchObject({
      verdict: "ask",
      sentence: "Which orders?",
      suggestions: ["number of paid orders", "number of orders"],
    });
  });

  it("may be one that the data cannot answer", async () => {
    const { answer } = await askWith([says("cannot", "There are no returns in this data.")]);
    expect(answer).toMatchObject({ verdict: "handover", sentence: "There are no returns in this data.", sql: null });
  });
});

describe("the model is not asked", () => {
  test.each([
    ["when the engine is sure", { question: SURE }, {}],
    ["about tables", { question: "what tables are there?" }, {}],
    ["about a person's own statement", { question: "SELECT count(*) FROM orders" }, {}],
    ["when it is never to be asked", {}, { askModel: "never" as const }],
  ])("%s", async (_name, request, options) => {
    expect((await askWith([drafts(COUNTS)], request, options)).model.requests).toHaveLength(0);
  });

  it("but always, where that is wanted", async () => {
    const { model, answer } = await askWith(
      [drafts("SELECT count(*) AS n FROM orders")],
      { question: SURE },
      { askModel: "always" },
    );
    expect(model.requests).toHaveLength(1);
    expect(answer.verdict).toBe("answer");
  });
});

describe("a follow-up", () => {
  const turns = [{ question: "orders by size", sql: "SELECT 1 AS size", sentence: "The size is 1." }];

  it("to a statement that the engine does not know goes to the model, which is told of it", async () => {
    const previous = { question: "orders by size", sql: "SELECT 1 AS size" };
    const { model } = await askWith([drafts(COUNTS)], { question: SURE, previous, turns });
    expect(model.requests[0]?.messages[0]?.content).toContain("SQL: SELECT 1 AS size\nAnswer: The size is 1.");
  });
});

describe("a draft that does not stand is mended", () => {
  test.each([
    ["refused by the guard", "DELETE FROM orders", /select-only|read/i],
    ["with a table that is not there", "SELECT count(*) FROM ordres", /orders/],
    ["with a column that is not there", "SELECT stattus FROM orders", /Did you mean orders\.status/],
    ["that fails as it runs", "SELECT CAST(status AS INTEGER) FROM orders", /Could not convert/i],
    [
      "that finds nothing",
      "SELECT * FROM orders WHERE status = 'Payed'",
      /'Payed' is no value of orders\.status; there is 'Paid'/,
    ],
  ])("%s", async (_name, sql, told) => {
    const { answer, model } = await askWith([drafts(sql), drafts(COUNTS)]);
    expect(answer.sql).toBe(COUNTS);
    expect(model.requests[1]?.purpose).toBe("repair");
    expect(model.requests[1]?.messages.at(-1)?.content).toMatch(told);
  });

  it("at most twice; then the engine's draft stands and says so", async () => {
    const { answer, model } = await askWith([drafts("SELECT nothing FROM orders")]);
    expect(model.requests).toHaveLength(3);
    expect(answer.receipt?.draftedBy ?? "engine").toBe("engine");
    expect(JSON.stringify(answer)).toContain("wrote no statement that could be run");
  });

  it("an empty result that stays empty is an answer", async () => {
    const { answer, model } = await askWith([drafts("SELECT * FROM orders WHERE amount > 9000")]);
    expect(model.requests).toHaveLength(2);
    expect(answer).toMatchObject({ verdict: "confirm", result: { rowCount: 0 } });
  });
});

describe("when the model fails, the engine's draft stands and says so", () => {
  const CODES: readonly ErrorCode[] = [
    "MODEL_UNREACHABLE",
    "MODEL_TIMEOUT",
    "MODEL_RATE_LIMITED",
    "MODEL_CREDENTIALS_REFUSED",
    "MODEL_UNKNOWN",
    "MODEL_REFUSED",
    "MODEL_REPLY_INVALID",
    "MODEL_INCOMPLETE",
  ];
  test.each(CODES)("%s", async (code) => {
    const alone = await ask({ question: UNSURE, mode: "run" }, shop.needs, recorder().emit);
    const { answer } = await askWith([{ code }]);
    expect(answer).toMatchObject({ verdict: alone.verdict, sql: alone.sql, confidence: alone.confidence });
    expect(JSON.stringify(answer)).toContain("what the embedded engine makes of it");
  });

  test("it never answers", async () => {
    const { answer } = await askWith(["hangs"], {}, { deadlineMs: 50 });
    expect(JSON.stringify(answer)).toContain("took too long");
  });

  test("it fails while mending: a draft that ran is kept", async () => {
    const { answer } = await askWith([drafts("SELECT * FROM orders WHERE amount > 9000"), { code: "MODEL_TIMEOUT" }]);
    expect(answer).toMatchObject({ receipt: { draftedBy: "model" }, result: { rowCount: 0 } });
  });

  test.each([
    ["nothing", null],
    ["prose", "Sure! Here you go."],
    ["a list", [COUNTS]],
    ["another form", { query: COUNTS }],
    ["a number for a statement", { kind: "sql", sql: 7 }],
    ["an unknown kind", { kind: "tool", sql: COUNTS, message: "run this" }],
    ["a statement of 5 MB", { kind: "sql", sql: `SELECT '${"x".repeat(5_000_000)}'` }],
  ])("it replies with %s: asked again, then given up", async (_name, object) => {
    const { answer, model } = await askWith([{ object }]);
    expect(model.requests.length).toBeLessThanOrEqual(3);
    expect(answer.receipt?.draftedBy ?? "engine").toBe("engine");
  });

  test("the person leaves: everything stops", async () => {
    const controller = new AbortController();
    const assistance: Assistance = { model: scriptedModel("hangs"), disclosure: "full" };
    const asked = ask(
      { question: UNSURE, mode: "run" },
      { ...shop.needs, assistance },
      recorder().emit,
      controller.signal,
    );
    setTimeout(() => controller.abort(), 30);
    await expect(asked).rejects.toMatchObject({ code: "QUERY_CANCELLED" });
  });
});

describe("confidence comes from checks", () => {
  it("one of the engine's readings agrees", async () => {
    const { answer } = await askWith(
      [drafts("SELECT count(order_id) AS n FROM orders")],
      { question: SURE },
      { askModel: "always" },
    );
    expect(answer).toMatchObject({ verdict: "answer", confidence: 0.9 });
  });

  it("nothing agrees", async () => {
    const { answer } = await askWith([drafts("SELECT max(amount) AS n FROM orders")]);
    expect(answer).toMatchObject({ verdict: "confirm", confidence: 0.75 });
  });

  it("whatever the model says of itself", async () => {
    const { answer } = await askWith([drafts("SELECT max(amount) AS n FROM orders", { confidence: 1 })]);
    expect(answer.confidence).toBe(0.75);
  });

  it("several drafts, and the result that most give", async () => {
    const replies = [
      drafts("SELECT 1 AS n"),
      drafts(COUNTS),
      drafts("SELECT status, count(order_id) FROM orders GROUP BY 1"),
    ];
    const { answer, model } = await askWith(replies, {}, { samples: 3 });
    expect(model.requests).toHaveLength(3);
    expect(answer.sql).toBe(COUNTS);
  });
});
