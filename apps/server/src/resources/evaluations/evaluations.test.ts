import { eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { evaluations } from "../../database/evaluation-tables.ts";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import { WorkspaceStore } from "../workspaces/store.ts";
import { EvaluationStore } from "./store.ts";

const SALES = "region,amount,day\nNorth,10,2026-01-05\nSouth,20,2026-01-06\nNorth,5,2026-02-01\nEast,7,2026-02-03\n";

describe("an evaluation", () => {
  let server: TestServer;
  let browser: Browser;
  let sourceId: string;
  beforeAll(async () => {
    server = await openTestServer({ isDemoEnabled: false });
    browser = server.browser();
    const form = multipart([{ name: "sales.csv", content: SALES }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    sourceId = uploaded.json().source.id;
  });
  afterAll(() => server.close());

  const get = (url: string) => browser.inject({ method: "GET", url: `/api/v1${url}` });
  const post = (url: string, payload: object) => browser.inject({ method: "POST", url: `/api/v1${url}`, payload });

  async function verify(question: string, sql: string): Promise<void> {
    const payload = { body: { kind: "verified", question, sql } };
    const written = await post(`/sources/${sourceId}/knowledge`, payload);
    expect(written.statusCode, written.body).toBe(201);
  }

  async function ended(id: string) {
    for (;;) {
      const body = (await get(`/evaluations/${id}`)).json();
      if (body.state !== "running") return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  test("needs questions whose answers are known", async () => {
    const refused = await post(`/sources/${sourceId}/evaluations`, {});
    expect([refused.statusCode, refused.json().code]).toEqual([422, "EVALUATION_EMPTY"]);
  });

  test("asks verified questions as if nobody had verified them, and judges by rows", async () => {
    await verify("total amount by region", "SELECT region, sum(amount) AS total FROM sales GROUP BY region");
    // Only somebody who was told could find this one.
    await verify("how many sales are there", "SELECT count(*) + 100 AS n FROM sales");
    await verify("what is the weather", "SELECT 'fine' AS weather");
    expect((await get(`/sources/${sourceId}/drafters`)).json().items).toEqual([
      { id: "engine", label: "Embedded engine" },
    ]);
    const started = await post(`/sources/${sourceId}/evaluations`, { timeZone: "UTC" });
    expect([started.statusCode, started.json().questionCount], started.body).toEqual([202, 3]);
    const done = await ended(started.json().id);
    expect(done.answers.map((answer: { outcome: string }) => answer.outcome)).toEqual([
      "strict",
      "wrong",
      "unanswered",
    ]);
    expect(done.tallies).toMatchObject([
      { drafter: "engine", answers: 3, strict: 1, wrong: 1, unanswered: 1, failed: 0 },
    ]);
    const asked = await post("/ask", { sourceId, question: "how many sales are there" });
    expect(asked.json().result.rows[0].map(Number), "outside the test the verified answer counts").toEqual([104]);
  });

  test("shows the right rows beside those given", async () => {
    const { items } = (await get(`/sources/${sourceId}/evaluations`)).json();
    const difference = await get(`/evaluations/${items[0].id}/difference?position=1&drafter=engine`);
    expect(difference.json(), difference.body).toMatchObject({ isCut: false, missing: [[expect.anything()]] });
    expect(difference.json().missing[0].map(Number)).toEqual([104]);
    expect(difference.json().extra[0].map(Number)).toEqual([4]);
  });

  test("of something that is not there is refused", async () => {
    const refused = await post(`/sources/${sourceId}/evaluations`, { drafters: ["model/you/none/x"] });
    expect([refused.statusCode, refused.json().code]).toEqual([422, "EVALUATION_DRAFTER_UNKNOWN"]);
  });

  test("is stopped, then forgotten", async () => {
    const { id } = (await post(`/sources/${sourceId}/evaluations`, {})).json();
    await browser.inject({ method: "DELETE", url: `/api/v1/evaluations/${id}` });
    expect(["stopped", "done"]).toContain((await ended(id)).state);
    await browser.inject({ method: "DELETE", url: `/api/v1/evaluations/${id}` });
    expect((await get(`/evaluations/${id}`)).statusCode).toBe(404);
  });

  test("is ended in the books where the instance that was at it is gone, and no other", async () => {
    const { db } = server.database;
    const [row] = await db.select().from(evaluations).limit(1);
    if (row === undefined) throw new Error("there is none");
    const at = (id: string, instance: string | null) => ({ ...row, id, instance, state: "running" as const });
    await db.insert(evaluations).values([at("living", "a"), at("killed", "b"), at("older", null)]);
    await new EvaluationStore(db, new WorkspaceStore(db)).endInterrupted(new Date(), ["a"]);
    const running = await db.select().from(evaluations).where(eq(evaluations.state, "running"));
    expect(running.map(({ id }) => id)).toEqual(["living"]);
    await db.delete(evaluations).where(inArray(evaluations.id, ["living", "killed", "older"]));
  });
});
