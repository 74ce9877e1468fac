import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";

/** Runs for as long as it is let. */
const SLOW = "SELECT count(*) FROM range(200000) a, range(200000) b WHERE a.range * b.range % 7 = 3";
const RUNNING = 2;
const WAITING = 1;
const PATIENCE = { timeout: 180_000 };

describe("a workspace that asks for more than its share", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({
      queryTimeoutMs: 1_500,
      runningPerWorkspace: RUNNING,
      waitingPerWorkspace: WAITING,
      streamsPerPerson: 3,
    });
  });
  afterAll(() => server.close());

  async function withSource(): Promise<{ browser: Browser; sourceId: string }> {
    const browser = server.browser();
    const form = multipart([{ name: "t.csv", content: "id\n1\n" }]);
    const made = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    return { browser, sourceId: made.json().source.id };
  }
  const run = (browser: Browser, sourceId: string, sql: string, headers: Record<string, string> = {}) =>
    browser.inject({
      method: "POST",
      url: "/api/v1/queries",
      headers,
      payload: { sourceId, sql, acceptCost: true },
    });

  test("#50 is refused what goes beyond its queue, and keeps nobody else waiting", PATIENCE, async () => {
    const [greedy, modest] = [await withSource(), await withSource()];
    // Both workers are there, so that only waiting could make the modest one late.
    await Promise.all([greedy, modest].map(({ browser, sourceId }) => run(browser, sourceId, "SELECT 1")));
    let areDone = false;
    const slow = Promise.all(Array.from({ length: 50 }, () => run(greedy.browser, greedy.sourceId, SLOW)));
    void slow.then(() => {
      areDone = true;
    });
    const quick = await run(modest.browser, modest.sourceId, "SELECT 1");
    expect([quick.statusCode, areDone], quick.body).toEqual([200, false]);
    const answers = await slow;
    const refused = answers.filter((answer) => answer.statusCode === 429);
    expect(refused).toHaveLength(50 - RUNNING - WAITING);
    expect(refused[0]?.json().code).toBe("LIMIT_RUNNING_REACHED");
    expect(refused[0]?.headers["retry-after"]).toBe("10");
  });

  test("is told its place in the queue while it waits", PATIENCE, async () => {
    const { browser, sourceId } = await withSource();
    const first = Array.from({ length: RUNNING }, () => run(browser, sourceId, SLOW));
    const waiting = await run(browser, sourceId, "SELECT 1", { accept: "text/event-stream" });
    expect(waiting.body).toMatch(/event: waiting\ndata: \{"position":1\}/);
    expect(waiting.body).toMatch(/event: done/);
    await Promise.all(first);
  });

  test("is streamed so many answers at once, and more when they have ended", async () => {
    const [one, other] = [await withSource(), await withSource()];
    const stream = ({ browser, sourceId } = one) => run(browser, sourceId, "SELECT 1", { accept: "text/event-stream" });
    const both = [...Array.from({ length: 4 }, () => one), ...Array.from({ length: 3 }, () => other)];
    const answers = await Promise.all(both.map(stream));
    const refused = answers.filter(({ statusCode }) => statusCode === 429);
    expect(refused.map((answer) => answer.json().code)).toEqual(["LIMIT_STREAMS_REACHED"]);
    expect((await stream()).statusCode).toBe(200);
  });
});
