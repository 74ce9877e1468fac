import type { Answer } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ZodType } from "zod";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import { askEvents } from "../../wire/ask-events.ts";

const SALES = "id,customer,amount,day\n1,Ann,10.50,2025-12-01\n2,Bob,20.25,2025-12-02\n3,Ann,5.00,2026-01-03\n";

describe("ask", () => {
  let server: TestServer;
  let browser: Browser;
  let sourceId: string;
  beforeAll(async () => {
    server = await openTestServer();
    browser = server.browser();
    const form = multipart([{ name: "sales.csv", content: SALES }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    sourceId = uploaded.json().source.id;
  });
  afterAll(() => server.close());

  const ask = (body: object, headers: Record<string, string> = {}, who = browser) =>
    who.inject({ method: "POST", url: "/api/v1/ask", payload: { sourceId, ...body }, headers });

  test("a question is answered with SQL, rows, chart and sentence", async () => {
    const response = await ask({ question: "total amount per customer" });
    expect(response.statusCode, response.body).toBe(200);
    const answer: Answer = response.json();
    expect(answer.verdict).toMatch(/answer|confirm/);
    expect(answer.result?.rows.map((row) => row.map(String)).sort()).toEqual([
      ["Ann", "15.50"],
      ["Bob", "20.25"],
    ]);
    expect(answer.sql).toContain("GROUP BY");
    expect(answer.chart?.kind).toBeTypeOf("string");
  });

  test("the stream tells each step in order and ends with the whole answer", async () => {
    const response = await ask({ question: "how many sales" }, { accept: "text/event-stream" });
    expect(response.headers["content-type"]).toContain("text/event-stream");
    const events = [...response.body.matchAll(/^event: (\w+)$/gm)].map((match) => match[1]);
    expect(events).toEqual(["intent", "plan", "sql", "columns", "rows", "chart", "answer", "done"]);
  });

  test.each(["total amount per customer", "customers", "how many frobnicators", "hello"])(
    "every event of %j is what its schema says and holds no more",
    async (question) => {
      const { body } = await ask({ question }, { accept: "text/event-stream" });
      const events = [...body.matchAll(/^event: (\w+)\ndata: (.+)$/gm)];
      expect(events.at(-1)?.[1]).toBe("done");
      const schemas: Readonly<Record<string, ZodType>> = askEvents;
      for (const [, name = "", data = ""] of events) {
        const sent: unknown = JSON.parse(data);
        expect(schemas[name]?.parse(sent), name).toEqual(sent);
      }
    },
  );

  test("another reading is answered in full when it is chosen, and another statement is not", async () => {
    const question = "customers by amount";
    const offered: Answer = (await ask({ question })).json();
    const wanted = offered.alternatives[0]?.sql ?? "";
    const chosen: Answer = (await ask({ question, reading: wanted })).json();
    expect(chosen).toMatchObject({ question, verdict: "answer", sql: wanted });
    expect(chosen.result?.columns.length).toBeGreaterThan(0);
    expect(chosen.sentence).not.toBe("");
    expect(chosen.trust.checks.find(({ id }) => id === "choices-made")?.state).toBe("pass");
    const refused = await ask({ question, reading: "SELECT * FROM sales" });
    expect([refused.statusCode, refused.json().code]).toEqual([409, "READING_NOT_OFFERED"]);
  });

  test("generate stops before running", async () => {
    const answer: Answer = (await ask({ question: "how many sales", mode: "generate" })).json();
    expect(answer.sql).toContain("COUNT");
    expect(answer.result).toBeNull();
  });

  const REFUSED: [string, object, number, string][] = [
    ["an empty question", { question: "  " }, 400, "QUESTION_EMPTY"],
    ["no question", {}, 400, "REQUEST_INVALID"],
    ["a question of 100 kB", { question: "x".repeat(100_000) }, 400, "REQUEST_INVALID"],
    ["an unknown field", { question: "x", isAdmin: true }, 400, "REQUEST_INVALID"],
    ["a source that does not exist", { question: "x", sourceId: "none" }, 404, "SOURCE_NOT_FOUND"],
    ["a zone that does not exist", { question: "x", timeZone: "../../etc" }, 400, "REQUEST_INVALID"],
  ];
  test.each(REFUSED)("%s is refused", async (_name, body, status, code) => {
    const response = await ask(body);
    expect([response.statusCode, response.json().code]).toEqual([status, code]);
  });

  test("a failure in the stream is its last event, with a request id and without inner text", async () => {
    const response = await ask({ question: "x", sourceId: "none" }, { accept: "text/event-stream" });
    expect(response.body).toContain("event: error");
    expect(response.body).toContain('"code":"SOURCE_NOT_FOUND"');
  });

  test("somebody else's source is answered like one that does not exist", async () => {
    const [foreign, missing] = [
      await ask({ question: "x" }, {}, server.browser()),
      await ask({ question: "x", sourceId: "none" }),
    ];
    const withoutId = (response: typeof foreign) => ({ ...response.json(), requestId: "" });
    expect(foreign.statusCode).toBe(404);
    expect(withoutId(foreign)).toEqual(withoutId(missing));
  });
});
