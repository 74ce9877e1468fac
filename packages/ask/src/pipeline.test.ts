import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { openShop, recorder, type Shop } from "./fixtures/shop.ts";
import { ask } from "./pipeline.ts";
import { checkSql, runSql } from "./run-sql.ts";

let shop: Shop;
beforeAll(async () => {
  shop = await openShop();
});
afterAll(() => shop.close());

const asked = (question: string, mode: "run" | "generate" = "run") => {
  const { events, emit } = recorder();
  return ask({ question, mode }, shop.needs, emit).then((answer) => ({ answer, events }));
};

describe("a question over the whole pipeline", () => {
  it("is answered with sentence, rows, chart and receipt, told step by step", async () => {
    const { answer, events } = await asked("how many orders are there?");
    expect(answer).toMatchObject({ verdict: "answer", sentence: "There are 1,000 orders.", chart: { kind: "kpi" } });
    expect(answer.result?.rows).toEqual([["1000"]]);
    expect(answer.receipt).toMatchObject({ tables: ["orders"], draftedBy: "engine" });
    expect(events.map((item) => item.event)).toEqual([
      "intent",
      "plan",
      "sql",
      "columns",
      "rows",
      "chart",
      "answer",
      "done",
    ]);
    expect(events.at(-1)).toEqual({ event: "done", data: answer });
  });

  it("groups, and names the first in words", async () => {
    const { answer } = await asked("number of orders per status");
    expect(answer.chart).toMatchObject({ kind: "bar", x: "status" });
    expect(answer.result?.rowCount).toBe(3);
    expect(answer.sentence).toMatch(/has the most orders: .*then/);
  });

  it("comes from the cache the second time, with the same rows", async () => {
    const first = await asked("total amount of orders");
    const second = await asked("total amount of orders");
    expect(second.answer.receipt?.isFromCache).toBe(true);
    expect(second.answer.result?.rows).toEqual(first.answer.result?.rows);
  });

  it("is not run in generate mode", async () => {
    const { answer, events } = await asked("how many customers are there?", "generate");
    expect(answer).toMatchObject({ result: null, chart: null });
    expect(answer.sql).toMatch(/select/i);
    expect(events.map((item) => item.event)).toEqual(["intent", "plan", "sql", "answer", "done"]);
  });

  it("is not pretended to be understood: message and questions that run", async () => {
    const { answer } = await asked("zorgle the frobnicated quux?");
    expect(answer).toMatchObject({ sql: null, result: null, chart: null });
    expect(answer.verdict).not.toBe("answer");
    expect(answer.sentence.length).toBeGreaterThan(10);
    expect(answer.suggestions.length).toBeGreaterThan(0);
    for (const question of answer.suggestions) expect((await asked(question)).answer.result).not.toBeNull();
  });

  it("that is a statement is run as one", async () => {
    const { answer } = await asked("SELECT count(*) AS n FROM orders WHERE status = 'Paid'");
    expect(answer).toMatchObject({ receipt: { draftedBy: "person" }, result: { rows: [["333"]] } });
  });

  test.each(["", "   "])("that is empty (%j) is an error", async (question) => {
    await expect(asked(question)).rejects.toMatchObject({ code: "QUESTION_EMPTY" });
  });

  it("stops at its signal, at every step", async () => {
    const events = ["intent", "plan", "sql", "rows"] as const;
    for (const stopAt of events) {
      const controller = new AbortController();
      const emit = (item: { event: string }): void => {
        if (item.event === stopAt) controller.abort();
      };
      const question = { question: `how many orders are there?`, mode: "run" as const };
      await expect(ask(question, shop.needs, emit, controller.signal)).rejects.toMatchObject({
        code: "QUERY_CANCELLED",
      });
    }
  });
});

describe("a statement a person edited", () => {
  const run = (sql: string) => runSql(sql, shop.needs, recorder().emit);

  it("runs under the same checks and is presented the same way", async () => {
    const answer = await run("SELECT status, sum(amount) AS total FROM orders GROUP BY status ORDER BY total DESC");
    expect(answer.chart).toMatchObject({ kind: "bar", x: "status", y: ["total"] });
    expect(answer.receipt).toMatchObject({ draftedBy: "person", tables: ["orders"] });
  });

  it("may leave the columns of a PIVOT to the data", async () => {
    const answer = await run("PIVOT orders ON status USING count(*)");
    expect(answer.result?.columns.map((column) => column.name)).toEqual(
      expect.arrayContaining(["Cancelled", "Paid", "Shipped"]),
    );
  });

  test.each([
    ["writing", "DELETE FROM orders", "SQL_REFUSED", /change data/],
    ["reading files", "SELECT * FROM read_text('/etc/passwd')", "SQL_REFUSED", /cannot be used/],
    ["a table that is not there", "SELECT * FROM ordres", "SQL_UNKNOWN_TABLE", /Did you mean orders/],
    ["a column that is not there", "SELECT amuont FROM orders", "SQL_UNKNOWN_COLUMN", /amuont/],
    ["a slip of the pen", "SELEC * FROM orders", "SQL_SYNTAX", /SELEC/],
    ["two statements", "SELECT 1; SELECT 2", "SQL_REFUSED", /one statement/],
  ])("is refused for %s with words that help", async (_name, sql, code, message) => {
    await expect(run(sql)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test.each([
    ["a read", "SELECT * FROM orders", true],
    ["a PIVOT without values", "PIVOT orders ON status USING count(*)", true],
    ["a write", "DELETE FROM orders", false],
  ])("can be checked without running: %s", async (_name, sql, isAllowed) => {
    expect((await checkSql(sql, shop.needs)).isAllowed).toBe(isAllowed);
  });

  it("with a mistyped column names the one meant", async () => {
    await expect(run("SELECT amuont FROM orders")).rejects.toMatchObject({ hint: expect.stringMatching(/amount/) });
  });
});
