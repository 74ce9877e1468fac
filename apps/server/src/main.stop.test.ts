import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type ChildServer, sendCsv, startChildServer } from "./fixtures/child-server.ts";

/** Would run for minutes. */
const SLOW = "SELECT sum(a.id * b.id) FROM big a, big b, big c";
/** Runs for a second or two. */
const MIDDLING = "SELECT count(*) FROM big a, big b WHERE a.id < 100 AND a.id * b.id % 7 = 3";
const MEGABYTE = 1024 * 1024;
const GRACE_MS = 6_000;
/** What a loaded machine may take on top of the grace. */
const SLACK_MS = 12_000;

let folder: string;
let server: ChildServer;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parlance-stop-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(async () => {
  if (server.process.exitCode === null && server.process.signalCode === null) await server.kill();
});

/** A server with a table of some 60,000 rows, and who may ask it. */
async function started(name: string): Promise<{ dataDir: string; cookie: string; sourceId: string }> {
  const dataDir = join(folder, name);
  server = await startChildServer(dataDir, { shutdownGraceMs: GRACE_MS });
  const { status, body, cookie } = await sendCsv(server.port, { key: "first-upload", cookie: "", bytes: MEGABYTE });
  expect(status, body).toBe(201);
  return { dataDir, cookie, sourceId: JSON.parse(body).source.id };
}

interface Answer {
  readonly status: number;
  readonly connection: string | undefined;
  readonly body: string;
}

/** One request over a connection of its agent; a connection that is cut answers with status 0. */
function send(
  path: string,
  { cookie = "", agent, payload, accept }: { cookie?: string; agent?: Agent; payload?: object; accept?: string },
): Promise<Answer> {
  return new Promise((resolve) => {
    const headers = {
      cookie,
      "content-type": "application/json",
      ...(accept === undefined ? {} : { accept }),
    };
    const method = payload === undefined ? "GET" : "POST";
    const http = request({ port: server.port, host: "127.0.0.1", path, method, headers, agent }, (response) => {
      let body = "";
      const end = () => resolve({ status: response.statusCode ?? 0, connection: response.headers.connection, body });
      response.setEncoding("utf8").on("data", (text: string) => {
        body += text;
      });
      response.on("end", end).on("error", end);
    });
    http.on("error", (error) => resolve({ status: 0, connection: undefined, body: error.message }));
    http.end(payload === undefined ? undefined : JSON.stringify(payload));
  });
}

const exited = (): Promise<number | null> =>
  new Promise((resolve) => {
    if (server.process.exitCode !== null) resolve(server.process.exitCode);
    else server.process.once("close", (code) => resolve(code));
  });

/** Fault 26. */
describe("SIGTERM", { timeout: 480_000 }, () => {
  test("lets what can finish finish, cancels the rest, refuses what is new, and ends with 0", async () => {
    const { dataDir, cookie, sourceId } = await started("busy");
    const kept = new Agent({ keepAlive: true, maxSockets: 1 });
    expect((await send("/api/v1/health/ready", { agent: kept })).status).toBe(200);
    const query = (sql: string, accept?: string): Promise<Answer> =>
      send("/api/v1/queries", { cookie, payload: { sourceId, sql }, ...(accept === undefined ? {} : { accept }) });
    const endless = query(SLOW);
    const streamed = query(SLOW, "text/event-stream");
    const upload = sendCsv(server.port, { key: "second-upload", cookie, bytes: 3 * 1024 * MEGABYTE }).catch(() => null);
    const finishing = query(MIDDLING);
    // Keeps a connection busy, so that it is still open when the next request comes over it.
    const held = send("/api/v1/queries", { cookie, agent: kept, payload: { sourceId, sql: MIDDLING } });
    await sleep(1_000);
    const stoppedAt = performance.now();
    server.process.kill("SIGTERM");
    const late = send("/api/v1/health/ready", { agent: kept });
    const refused = send("/api/v1/workspaces", { cookie, agent: kept });
    const code = await exited();
    const tookMs = performance.now() - stoppedAt;

    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(GRACE_MS + SLACK_MS);
    expect((await finishing).status).toBe(200);
    expect((await held).status).toBe(200);
    expect(await endless).toMatchObject({ status: 503, body: expect.stringContaining("SERVICE_STOPPING") });
    expect((await streamed).body).toMatch(/event: error\ndata: .*SERVICE_STOPPING/);
    await upload;
    // Over the held connection: told to go elsewhere; over a new one: nobody listens.
    for (const answer of [await late, await refused]) expect([0, 503]).toContain(answer.status);
    expect(existsSync(join(dataDir, "parlance.lock"))).toBe(false);

    server = await startChildServer(dataDir);
    const sources = await send("/api/v1/workspaces/mine/sources", { cookie });
    expect(JSON.parse(sources.body).items, sources.body).toHaveLength(1);
    expect(await server.stop()).toBe(0);
  });

  test("ends at once when it comes twice", async () => {
    const { cookie, sourceId } = await started("twice");
    const endless = send("/api/v1/queries", { cookie, payload: { sourceId, sql: SLOW } });
    await sleep(500);
    const stoppedAt = performance.now();
    server.process.kill("SIGTERM");
    await sleep(300);
    server.process.kill("SIGTERM");
    expect(await exited()).toBe(130);
    expect(performance.now() - stoppedAt).toBeLessThan(GRACE_MS);
    expect((await endless).status).toBe(0);
  });

  test("ends an idle server soon", async () => {
    await started("idle");
    const stoppedAt = performance.now();
    expect(await server.stop()).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(GRACE_MS);
  });
});
