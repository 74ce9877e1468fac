import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import {
  isSkipped,
  postgresServer,
  type RedisTestServer,
  redisServer,
  startRedis,
  type TestServer,
} from "@parlance/testkit";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type ChildServer, startChildServer } from "./fixtures/child-server.ts";
import { multipart } from "./fixtures/multipart.ts";

const PASSWORD = "Correct-Horse-7-Battery";
const QUERIES_PER_MINUTE = 40;
/** Runs for as long as it is let. */
const SLOW = "SELECT count(*) FROM range(200000) a, range(200000) b WHERE a.range * b.range % 7 = 3";

interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every kind, looked into by assertions.
  readonly body: any;
  readonly headers: Headers;
}

const isLeftOut = isSkipped(postgresServer) || isSkipped(redisServer);

describe.skipIf(isLeftOut)("two instances over one PostgreSQL, one Redis and one data folder", () => {
  const dataDir = mkdtempSync(join(tmpdir(), "parlance-instances-"));
  let postgres: TestServer;
  let redis: RedisTestServer;
  let a: ChildServer;
  let b: ChildServer;
  let token = "";

  const start = (): Promise<ChildServer> =>
    startChildServer(dataDir, {
      databaseUrl: `postgres://${postgres.user}@${postgres.host}:${postgres.port}/${postgres.database}`,
      redisUrl: redis.url,
      anonymous: "refused",
      queriesPerMinute: QUERIES_PER_MINUTE,
      authPerMinute: 100,
      callsPerMinute: 10_000,
      queryTimeoutMs: 60_000,
    });

  async function call(on: ChildServer, method: string, path: string, options: RequestInit = {}): Promise<Answered> {
    const response = await fetch(`http://127.0.0.1:${on.port}/api/v1${path}`, {
      method,
      ...options,
      headers: { ...(token === "" ? {} : { authorization: `Bearer ${token}` }), ...options.headers },
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text), headers: response.headers };
  }

  const post = (on: ChildServer, path: string, body: object, headers: Record<string, string> = {}) =>
    call(on, "POST", path, {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    });

  async function upload(on: ChildServer, name: string): Promise<string> {
    const { payload, headers } = multipart([{ name: "orders.csv", content: "id,amount\n1,10\n2,20\n3,30\n" }], {
      name,
    });
    const { status, body } = await call(on, "POST", "/workspaces/mine/sources", {
      body: new Uint8Array(Buffer.from(payload)),
      headers,
    });
    expect(status, JSON.stringify(body)).toBe(201);
    return body.source.id;
  }

  beforeAll(async () => {
    [postgres, redis] = await Promise.all([postgresServer.start(), startRedis()]);
    // At once, so that they meet over the migrations as well.
    [a, b] = await Promise.all([start(), start()]);
  });
  afterAll(async () => {
    const running = [a, b].filter((one) => one?.process.exitCode === null && one.process.signalCode === null);
    await Promise.all(running.map((one) => one.kill()));
    await Promise.all([redis?.stop(), postgres?.stop()]);
    rmSync(dataDir, { recursive: true, force: true });
  });

  test("made one schema, although they started at once", async () => {
    const client = new pg.Client({
      host: postgres.host,
      port: postgres.port,
      user: postgres.user,
      database: "postgres",
    });
    await client.connect();
    const { rows } = await client.query(
      "SELECT count(*)::int AS n, count(DISTINCT name)::int AS names FROM schema_migrations",
    );
    const { rows: installations } = await client.query("SELECT id FROM installation");
    await client.end();
    expect(rows[0]?.n).toBe(rows[0]?.names);
    expect(installations).toHaveLength(1);
  });

  test("share sessions: who signs in with one is known to the other, and signed out of both", async () => {
    // The first account is made with the link that was printed last.
    const setUp = ({ setupUrl }: ChildServer) =>
      post(a, "/auth/setup", {
        token: new URL(setupUrl).searchParams.get("token") ?? new URL(setupUrl).hash.split("token=")[1],
        email: "ada@example.com",
        name: "Ada",
        password: PASSWORD,
        transport: "token",
      });
    const first = await setUp(a);
    const made = first.status === 200 ? first : await setUp(b);
    expect(made.status, JSON.stringify(made.body)).toBe(200);
    token = made.body.accessToken;
    expect((await call(b, "GET", "/auth/me")).body).toMatchObject({ kind: "user", user: { email: "ada@example.com" } });
    // Signing in where one is signed in already would end the session before.
    const login = { email: "ada@example.com", password: PASSWORD, transport: "token" };
    const other = (await post(b, "/auth/sign-in", login, { authorization: "" })).body;
    const headers = { authorization: `Bearer ${other.accessToken}` };
    expect((await call(a, "GET", "/workspaces/mine/sources", { headers })).status).toBe(200);
    await post(a, "/auth/sign-out", {}, headers);
    expect((await call(b, "GET", "/workspaces/mine/sources", { headers })).status).toBe(401);
  });

  test("share sources and results: uploaded to one, asked of the other, paged by the first", async () => {
    const sourceId = await upload(a, "Orders");
    const asked = await post(b, "/queries", { sourceId, sql: "SELECT id, amount FROM orders ORDER BY id" });
    expect(asked.status, JSON.stringify(asked.body)).toBe(200);
    const page = await call(a, "GET", `/results/${asked.body.result.resultId}/rows?offset=1&limit=2`);
    expect(page.status, JSON.stringify(page.body)).toBe(200);
    expect(page.body.rows).toHaveLength(2);
  });

  test("tell each other what has changed: a source that one removes is gone for the other", async () => {
    const sourceId = await upload(a, "Short-lived");
    const ask = () => post(b, "/queries", { sourceId, sql: "SELECT count(*) FROM orders" });
    expect((await ask()).status).toBe(200);
    expect((await call(a, "DELETE", `/sources/${sourceId}`)).status).toBeLessThan(300);
    await expect.poll(async () => (await ask()).status, { timeout: 5_000 }).toBe(404);
  });

  test("read each other's log", async () => {
    const { status, body } = await call(a, "GET", "/instance/logs");
    expect([status, body.silentInstances], "both have answered").toEqual([200, []]);
  });

  test("share conversations", async () => {
    const sourceId = await upload(b, "Talked about");
    const made = await post(a, "/conversations", { sourceId });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    const { id } = made.body;
    const asked = await post(b, "/ask", { sourceId, question: "total amount", conversationId: id, messageId: "m1" });
    expect(asked.status, JSON.stringify(asked.body)).toBe(200);
    const { messages } = (await call(a, "GET", `/conversations/${id}`)).body;
    expect(messages).toMatchObject([{ question: "total amount" }]);
  });

  test("cancel each other's queries", { timeout: 120_000 }, async () => {
    const sourceId = await upload(a, "Asked too much");
    const running = post(a, "/queries", { sourceId, sql: SLOW, acceptCost: true }, { "x-query-id": "long-one" });
    const ended: Answered[] = [];
    running.then((answered) => ended.push(answered));
    // What has not begun cannot be cancelled, and when it begins depends on the machine.
    while (ended.length === 0) {
      expect((await call(b, "DELETE", "/queries/long-one")).status).toBe(204);
      await sleep(250);
    }
    expect(ended[0]?.body.code).toMatch(/CANCELLED/);
  });

  test("follow the same configuration", async () => {
    const changed = await call(a, "PATCH", "/configuration", {
      body: JSON.stringify({ changes: { "limits.queriesPerMinute": QUERIES_PER_MINUTE + 1 } }),
      headers: { "content-type": "application/json" },
    });
    expect(changed.status, JSON.stringify(changed.body)).toBe(200);
    const valueAtB = async () => {
      const { body } = await call(b, "GET", "/configuration");
      return JSON.stringify(body).includes(`${QUERIES_PER_MINUTE + 1}`);
    };
    await expect.poll(valueAtB, { timeout: 10_000 }).toBe(true);
  });

  test("count limits together", async () => {
    const sourceId = await upload(a, "Asked often");
    // What was asked before counts as well, where it was in the same minute.
    const limit = QUERIES_PER_MINUTE + 1;
    const answers = await Promise.all(
      Array.from({ length: limit + 9 }, (_, i) => post(i % 2 === 0 ? a : b, "/queries", { sourceId, sql: "SELECT" })),
    );
    const over = answers.filter(({ body }) => body.code === "REQUEST_RATE_LIMITED");
    expect(over.length).toBeGreaterThanOrEqual(9);
    expect(over.length).toBeLessThan(answers.length);
    expect(over[0]?.headers.get("retry-after")).toMatch(/^\d+$/);
  });

  test("one is killed: the other goes on with everything, and a new one joins", { timeout: 240_000 }, async () => {
    await a.kill();
    expect((await call(b, "GET", "/auth/me")).body).toMatchObject({ user: { email: "ada@example.com" } });
    const { items } = (await call(b, "GET", "/workspaces/mine/sources")).body;
    expect(items.map(({ name }: { name: string }) => name)).toContain("Orders");
    await upload(b, "After the kill");
    a = await start();
    const there = (await call(a, "GET", "/workspaces/mine/sources")).body.items;
    expect(there.map(({ name }: { name: string }) => name)).toContain("After the kill");
  });

  test("a third without their Redis, and one with a database of its own, are refused in a sentence", {
    timeout: 240_000,
  }, async () => {
    const databaseUrl = `postgres://${postgres.user}@${postgres.host}:${postgres.port}/${postgres.database}`;
    const { startServer } = await import("./main.ts");
    const rest = { port: 0, isDemoEnabled: false, logLevel: "silent" } as const;
    await expect(startServer({ ...rest, dataDir, databaseUrl })).rejects.toThrow(/PARLANCE_REDIS_URL/);
    await expect(startServer({ ...rest, dataDir })).rejects.toThrow(/share a database/);
    const elsewhere = mkdtempSync(join(tmpdir(), "parlance-elsewhere-"));
    const wrong = startServer({ ...rest, dataDir: elsewhere, databaseUrl, redisUrl: redis.url });
    await expect(wrong).rejects.toThrow(/does not belong to this database/);
    rmSync(elsewhere, { recursive: true, force: true });
  });
});
