import { isSkipped, redisServer, startRedis } from "@parlance/testkit";
import autocannon from "autocannon";
import { afterEach, describe, expect, test } from "vitest";
import { openTestServer, type TestServer, type TestServerOptions } from "../fixtures/test-server.ts";

const opened: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

async function open(options: TestServerOptions): Promise<TestServer> {
  const server = await openTestServer(options);
  opened.push(() => server.close());
  return server;
}

const health = { method: "GET", url: "/api/v1/sources/none" } as const;

describe("limits of requests", () => {
  test("tell what is left in the usual header fields, and when to come back", async () => {
    const { fastify } = await open({ anonymous: "allowed", isBehindProxy: true, callsPerMinute: 2 });
    const headersOf = async () => {
      const { statusCode, headers, json } = await fastify.inject(health);
      return { statusCode, headers, body: json() };
    };
    expect((await headersOf()).headers).toMatchObject({
      "ratelimit-limit": "2",
      "ratelimit-remaining": "1",
      "ratelimit-reset": "60",
      "ratelimit-policy": "2;w=60",
    });
    await headersOf();
    const { statusCode, headers, body } = await headersOf();
    expect(statusCode).toBe(429);
    expect(headers["retry-after"]).toBe("60");
    expect(body).toMatchObject({ code: "REQUEST_RATE_LIMITED", hint: expect.stringContaining("Retry-After") });
  });

  test("believe the trusted proxy's last word about the address, and no earlier one", async () => {
    const { fastify } = await open({ anonymous: "allowed", isBehindProxy: true, callsPerMinute: 2 });
    const from = async (forwarded: string) =>
      (await fastify.inject({ ...health, headers: { "x-forwarded-for": forwarded } })).statusCode;
    for (let i = 0; i < 2; i++) expect(await from(`203.0.113.${i}, 192.0.2.1`)).not.toBe(429);
    expect(await from("203.0.113.9, 192.0.2.1")).toBe(429);
    expect(await from("192.0.2.2")).not.toBe(429);
  });

  test("believe nobody about it where there is no proxy", async () => {
    const { fastify } = await open({ requestsPerMinute: 2 });
    const from = async (forwarded: string) =>
      (await fastify.inject({ ...health, headers: { "x-forwarded-for": forwarded } })).statusCode;
    for (let i = 0; i < 2; i++) expect(await from(`192.0.2.${i}`)).not.toBe(429);
    expect(await from("192.0.2.9")).toBe(429);
  });

  test("follow their settings while the server runs", async () => {
    const { fastify, settings } = await open({ anonymous: "allowed", isBehindProxy: true, callsPerMinute: 1 });
    await fastify.inject(health);
    expect((await fastify.inject(health)).statusCode).toBe(429);
    settings.replace({
      origin: "override",
      values: new Map([["callsPerMinute", { value: 50, place: "test" }]]),
      problems: [],
    });
    expect((await fastify.inject(health)).statusCode).not.toBe(429);
  });

  test("hold to the request under a flood", async () => {
    const server = await open({ anonymous: "allowed", isBehindProxy: true, callsPerMinute: 25 });
    const url = await server.listen();
    const result = await flood([url]);
    expect(result).toMatchObject({ sent: 300, let: 25 });
  });
});

describe.skipIf(isSkipped(redisServer))("limits over two instances with one Redis", () => {
  test("hold to the request, whichever instance is asked", async () => {
    const redis = await startRedis();
    opened.push(() => redis.stop());
    const options = { anonymous: "allowed", isBehindProxy: true, callsPerMinute: 25, redisUrl: redis.url } as const;
    const [one, two] = [await open(options), await open(options)];
    const urls = [await one.listen(), await two.listen()];
    await expect
      .poll(() => [one, two].map(({ shared }) => shared.status()), { timeout: 20_000 })
      .toEqual(["shared", "shared"]);
    expect(await flood(urls)).toMatchObject({ sent: 300, let: 25 });
  });
});

/** Three hundred requests on twenty connections, spread over the servers; answers how many got past the limit. */
async function flood(urls: readonly string[]): Promise<{ sent: number; let: number }> {
  const results = await Promise.all(
    urls.map((url) => autocannon({ url: url + health.url, connections: 20, amount: 300 / urls.length, timeout: 90 })),
  );
  const stopped = results.reduce((sum, { statusCodeStats }) => sum + (statusCodeStats?.["429"]?.count ?? 0), 0);
  const sent = results.reduce((sum, result) => sum + result.requests.total, 0);
  return { sent, let: sent - stopped };
}
