import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

/** Would run for minutes. */
const SLOW = "SELECT sum(a.i * b.i) FROM big a, big b, big c";
/** The promise is 2 s; a machine that runs the whole suite meanwhile gets more. */
const SOON_MS = 10_000;
/** More than the worker runs at the same time, so that the next statement waits until some of these are gone. */
const AT_ONCE = 8;

describe("over real connections", () => {
  let server: TestServer;
  let address: string;
  let headers: Record<string, string>;
  let sourceId: string;
  beforeAll(async () => {
    server = await openTestServer();
    address = await server.listen();
    const browser = server.browser();
    headers = { "content-type": "application/json", cookie: await browser.cookie() };
    const rows = Array.from({ length: 20_000 }, (_, i) => i).join("\n");
    const form = multipart([{ name: "big.csv", content: `i\n${rows}\n` }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    sourceId = uploaded.json().source.id;
    await query("SELECT 1");
  });
  afterAll(() => server.close());

  const query = (sql: string, options: { signal?: AbortSignal; id?: string } = {}) =>
    fetch(`${address}/api/v1/queries`, {
      method: "POST",
      headers: { ...headers, ...(options.id === undefined ? {} : { "x-query-id": options.id }) },
      body: JSON.stringify({ sourceId, sql }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });

  test("closing the connections ends the queries soon", async () => {
    const gone = new AbortController();
    const slow = Array.from({ length: AT_ONCE }, () => query(SLOW, { signal: gone.signal }).catch(() => null));
    await sleep(1_000);
    const closedAt = performance.now();
    gone.abort();
    expect((await query("SELECT 1")).status).toBe(200);
    expect(performance.now() - closedAt).toBeLessThan(SOON_MS);
    await Promise.all(slow);
  });

  test("DELETE /queries/{id} cancels from another connection", async () => {
    const running = query(SLOW, { id: "slow-query-1" });
    await sleep(500);
    const cancelledAt = performance.now();
    const cancel = await fetch(`${address}/api/v1/queries/slow-query-1`, {
      method: "DELETE",
      headers: { cookie: headers.cookie ?? "" },
    });
    expect(cancel.status).toBe(204);
    const response = await running;
    expect([response.status, (await response.json()).code]).toEqual([499, "QUERY_CANCELLED"]);
    expect(performance.now() - cancelledAt).toBeLessThan(SOON_MS);
  });

  test("progress can be watched from before the upload to its end", async () => {
    const key = "watched-upload-1";
    const events = await fetch(`${address}/api/v1/uploads/${key}/events`, { headers });
    const { payload, headers: form } = multipart([{ name: "a.csv", content: "x\n1\n2\n" }]);
    const upload = fetch(`${address}/api/v1/workspaces/mine/sources`, {
      method: "POST",
      headers: { ...form, "idempotency-key": key, cookie: headers.cookie ?? "" },
      body: payload,
    });
    const text = await events.text();
    expect((await upload).status).toBe(201);
    const phases = [...text.matchAll(/"phase":"(\w+)"/g)].map((match) => match[1]);
    expect(phases[0]).toBe("receive");
    expect(phases.at(-1)).toBe("done");
    expect(phases).toContain("profile");
  });

  test("an upload can be cancelled, and nothing of it stays", async () => {
    const key = "cancelled-upload";
    const { headers: form } = multipart([]);
    const begin =
      '--parlance-test-boundary\r\ncontent-disposition: form-data; name="file"; filename="gone.csv"\r\n\r\nx\n1\n';
    let finish: (() => void) | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(begin));
        finish = () => controller.enqueue(new TextEncoder().encode("2\n"));
      },
    });
    const init = {
      method: "POST",
      headers: { ...form, "idempotency-key": key, cookie: headers.cookie ?? "" },
      body,
      duplex: "half",
    };
    const upload = fetch(`${address}/api/v1/workspaces/mine/sources`, init).then(
      (response) => response.status,
      () => 0,
    );
    await sleep(300);
    const cancel = await fetch(`${address}/api/v1/uploads/${key}`, {
      method: "DELETE",
      headers: { cookie: headers.cookie ?? "" },
    });
    expect(cancel.status).toBe(204);
    finish?.();
    expect([0, 499]).toContain(await upload);
    const list = await fetch(`${address}/api/v1/workspaces/mine/sources`, { headers });
    expect((await list.json()).items.map((source: { name: string }) => source.name)).not.toContain("gone");
  });
});
