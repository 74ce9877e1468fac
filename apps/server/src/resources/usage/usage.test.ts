import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type AskingBrowser, openAskingBrowser } from "../../fixtures/asking-browser.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { Usage } from "./schema.ts";

const DAY_MS = 24 * 3_600_000;

describe("usage", () => {
  let server: TestServer;
  let ann: AskingBrowser;
  beforeAll(async () => {
    server = await openTestServer({ uploadLifetimeMs: 900 * DAY_MS });
    ann = await openAskingBrowser(server);
    await ask("total amount by region");
    await ask("Total amount by region?");
    await ask("what is the meaning of life");
    await ann.send("POST", "/queries", { sourceId: ann.sourceId, sql: "SELECT count(*) FROM sales" });
    await ann.send("POST", "/queries", { sourceId: ann.sourceId, sql: "DROP TABLE sales" });
    await server.asked.settled();
  });
  afterAll(() => server.close());

  const ask = (question: string) => ann.send("POST", "/ask", { sourceId: ann.sourceId, question });
  const usage = async (query = "", who = ann.browser): Promise<Usage> =>
    (await who.inject({ method: "GET", url: `/api/v1/usage${query}` })).json();

  test("counts questions, statements, what was not answered and what failed", async () => {
    const { total, sources, errors, storage } = await usage();
    expect(total).toMatchObject({ questions: 3, statements: 2, unanswered: 1, failed: 1, people: 1 });
    expect(total.p95Ms).toBeGreaterThanOrEqual(total.p50Ms);
    expect(sources).toMatchObject([{ sourceId: ann.sourceId, name: "sales", questions: 3 }]);
    expect(errors).toEqual([{ code: "SQL_REFUSED", count: 1 }]);
    expect(storage.sources).toBe(1);
    expect(storage.bytes).toBeGreaterThan(0);
  });

  test("wordings that differ in case and marks alone are one question", async () => {
    const { topQuestions, unansweredQuestions } = await usage();
    expect(topQuestions[0]).toMatchObject({ count: 2 });
    expect(unansweredQuestions.map(({ question }) => question)).toEqual(["what is the meaning of life"]);
  });

  test("has a line for every day, also for those without questions", async () => {
    const { days } = await usage("?days=7");
    expect(days).toHaveLength(7);
    expect(days.at(-1)).toMatchObject({ day: "2026-01-15", questions: 3 });
    expect(days[0]).toMatchObject({ day: "2026-01-09", questions: 0 });
  });

  test("of one workspace says nothing of another", async () => {
    expect((await usage("", server.browser())).total).toMatchObject({ questions: 0, statements: 0, people: 0 });
  });

  test("of the whole server is not for everybody", async () => {
    const response = await ann.browser.inject({ method: "GET", url: "/api/v1/instance/usage" });
    expect([response.statusCode, response.json().code]).toEqual([403, "PERMISSION_DENIED"]);
  });

  test("is forgotten after a time", async () => {
    server.clock.advance(91 * DAY_MS);
    await server.sweeper.sweep();
    expect((await usage("?days=366")).total.questions).toBe(0);
  });
});
