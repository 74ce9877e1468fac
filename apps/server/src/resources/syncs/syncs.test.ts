import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type JsonApi, openJsonApi } from "../../fixtures/json-api.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const MINUTE_MS = 60_000;
const row = (id: number, extra: object = {}) => ({ id, customer: `customer ${id}`, ...extra });

describe("syncs", () => {
  let server: TestServer;
  let api: JsonApi;
  let browser: Browser;
  let id: string;
  let next = 0;
  beforeAll(async () => {
    api = await openJsonApi({});
    server = await openTestServer({ allowedNetworks: ["127.0.0.1"] });
    browser = server.browser();
  });
  afterAll(async () => {
    await server?.close();
    await api?.close();
  });
  beforeEach(async () => {
    api.answers.clear();
    api.answers.set("/orders", [row(1)]);
    const config = {
      baseUrl: api.url,
      endpoints: [{ table: "orders", path: "orders" }],
      auth: "bearer",
      secret: "letmein",
    };
    const payload = { name: `API ${next++}`, connector: "rest", config };
    id = (await browser.inject({ method: "POST", url: "/api/v1/sources", payload })).json().id;
    await sync();
  });

  const at = (path = "") => `/api/v1/sources/${id}${path}`;
  const sync = (headers: Record<string, string> = {}) => browser.inject({ method: "POST", url: at("/sync"), headers });
  const read = async () => (await browser.inject({ method: "GET", url: at() })).json();
  const history = async () => (await browser.inject({ method: "GET", url: at("/syncs") })).json().items;

  test("one that finds nothing new makes no new version; one that does says what changed", async () => {
    const first = await read();
    expect((await sync()).json().version).toBe(first.version);
    api.answers.set("/orders", [row(1, { note: "hello" }), row(2)]);
    const changed = (await sync()).json();
    expect(changed.version).not.toBe(first.version);
    expect(await history()).toMatchObject([
      { cause: "person", state: "done", tablesChanged: 1, rowCount: 2, version: changed.version },
      { cause: "person", state: "done", tablesChanged: 0, version: null },
      { cause: "created", state: "done", tablesAdded: 1, rowCount: 1 },
    ]);
  });

  test("tells its progress as events", async () => {
    const { body } = await sync({ accept: "text/event-stream" });
    expect(body).toMatch(/event: progress\ndata: \{"phase":"connect"/);
    expect(body).toMatch(/event: done\ndata: \{"id"/);
  });

  test("those asked for while one runs join it", async () => {
    let open = (): void => undefined;
    api.gate = new Promise((resolve) => {
      open = resolve;
    });
    const before = api.requests.length;
    const all = [sync(), sync(), sync()];
    await expect.poll(() => api.requests.length).toBe(before + 1);
    expect((await read()).status).toBe("syncing");
    open();
    api.gate = undefined;
    expect((await Promise.all(all)).map((answer) => answer.statusCode)).toEqual([200, 200, 200]);
    expect(api.requests.length).toBe(before + 1);
  });

  test("a failed one keeps what was there, says why, and the next may succeed", async () => {
    const { version } = await read();
    api.answers.delete("/orders");
    const failed = await sync();
    expect(failed.statusCode).toBeGreaterThanOrEqual(400);
    const source = await read();
    expect(source).toMatchObject({ status: "error", version });
    expect(source.statusReason).not.toBe("");
    expect((await history())[0]).toMatchObject({ state: "failed", errorCode: failed.json().code });
    const rows = await browser.inject({ method: "GET", url: at("/tables/orders/rows") });
    expect(rows.json().rows).toHaveLength(1);
    api.answers.set("/orders", [row(1)]);
    expect((await sync()).json().status).toBe("connected");
  });

  describe("on a schedule", () => {
    const schedule = (minutes: number | null) =>
      browser.inject({ method: "PATCH", url: at(), payload: { syncEveryMinutes: minutes } });

    test("happen when their time has come, once however many instances look", async () => {
      expect((await schedule(30)).json().connection.syncEveryMinutes).toBe(30);
      const others = [await server.twin(), await server.twin()];
      await server.schedule.tick();
      expect(await history()).toHaveLength(1);
      server.clock.advance(31 * MINUTE_MS);
      api.answers.set("/orders", [row(1), row(2)]);
      await Promise.all([server.schedule.tick(), ...others.map((other) => other.schedule.tick())]);
      expect((await history()).map((one: { cause: string }) => one.cause)).toEqual(["schedule", "created"]);
      await schedule(null);
      server.clock.advance(31 * MINUTE_MS);
      await server.schedule.tick();
      expect(await history()).toHaveLength(2);
    });

    test.each([0, 1, 1.5, 99_999])("%d minutes is not a schedule", async (minutes) => {
      expect((await schedule(minutes)).statusCode).toBe(400);
    });
  });

  test("uploaded files have nothing to sync, and foreign sources do not exist", async () => {
    expect((await server.browser().inject({ method: "POST", url: at("/sync") })).json().code).toBe("SOURCE_NOT_FOUND");
    expect((await server.browser().inject({ method: "GET", url: at("/syncs") })).json().code).toBe("SOURCE_NOT_FOUND");
  });
});
