import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

describe("the protocol", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ allowedOrigins: ["https://app.example"] });
  });
  afterAll(() => server.close());

  const ask = (headers: Record<string, string>, payload: string = '{"sourceId":"x","question":"y"}') =>
    server.fastify.inject({
      method: "POST",
      url: "/api/v1/ask",
      headers: { "content-type": "application/json", ...headers },
      payload,
    });

  test.each(["/api/v1/health", "/api/v1/nothing", "/docs", "/"])("%s carries the security headers", async (url) => {
    const { headers } = await server.fastify.inject(url);
    expect(headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "x-frame-options": "DENY",
      "content-security-policy": expect.stringContaining("frame-ancestors 'none'"),
    });
    expect(headers["content-security-policy"]).toContain("script-src 'self';");
    expect(headers["content-security-policy"]).not.toMatch(/unsafe-/);
    expect([headers.server, headers["x-powered-by"]]).toEqual([undefined, undefined]);
  });

  test("API answers are not stored", async () => {
    expect((await server.fastify.inject("/api/v1/workspaces")).headers["cache-control"]).toBe("no-store");
  });

  test.each(["null", "https://evil.example", "https://app.example.evil", "https://evilapp.example"])(
    "origin %s gets no CORS and cannot post",
    async (origin) => {
      const read = await server.fastify.inject({ url: "/api/v1/health", headers: { origin } });
      expect(read.headers["access-control-allow-origin"]).toBeUndefined();
      const posted = await ask({ origin });
      expect([posted.statusCode, posted.json().code]).toEqual([403, "ORIGIN_FORBIDDEN"]);
    },
  );

  test("an allowed origin may post", async () => {
    const posted = await ask({ origin: "https://app.example" });
    expect([posted.statusCode, posted.headers["access-control-allow-origin"]]).toEqual([404, "https://app.example"]);
  });

  test.each(["evil.example", "127.0.0.1.nip.io"])("the host name %s is not ours", async (host) => {
    expect((await server.fastify.inject({ url: "/api/v1/health", headers: { host } })).statusCode).toBe(403);
  });

  const BODIES: [string, Record<string, string>, string, number][] = [
    ["text/plain JSON", { "content-type": "text/plain" }, "{}", 415],
    ["a form", { "content-type": "application/x-www-form-urlencoded" }, "a=1", 415],
    ["broken JSON", {}, "{", 400],
    ["a prototype key", {}, '{"__proto__":{"isAdmin":true},"sourceId":"x","question":"y"}', 400],
    ["depth 100,000", {}, "[".repeat(100_000), 400],
    ["2 MB", {}, `{"question":"${"x".repeat(2_000_000)}"}`, 413],
    ["nothing", {}, "", 400],
  ];
  test.each(BODIES)("a body of %s is refused", async (_name, headers, payload, status) => {
    const response = await ask(headers, payload);
    expect(response.statusCode).toBe(status);
    expect(response.json()).toMatchObject({ code: expect.stringMatching(/^REQUEST_/), requestId: expect.any(String) });
  });

  test("a field that does not fit is named", async () => {
    const response = await ask({}, '{"sourceId":1,"question":"y"}');
    expect(response.json().details.fields).toEqual([{ field: "sourceId", problem: expect.any(String) }]);
  });

  test("an address that does not exist is an error body in the API", async () => {
    const response = await server.fastify.inject("/api/v1/nothing");
    expect([response.statusCode, response.json().code]).toEqual([404, "ROUTE_NOT_FOUND"]);
  });

  test.each(["/.env", "/.git/config", "/assets/missing.js", "/api/../.env", "/%2e%2e/package.json"])(
    "%s is not there",
    async (url) => {
      expect((await server.fastify.inject(url)).statusCode).toBe(404);
    },
  );

  test("an unexpected failure tells nothing of its text", async () => {
    await server.database.close();
    const response = await server.fastify.inject("/api/v1/workspaces");
    expect(response.statusCode).toBe(500);
    expect(response.json()).toEqual({
      code: "INTERNAL_ERROR",
      message: expect.any(String),
      hint: expect.any(String),
      requestId: expect.any(String),
    });
    const health = await server.fastify.inject("/api/v1/health");
    expect(health.json()).toEqual({ status: "degraded" });
    expect((await server.fastify.inject("/api/v1/ready")).statusCode).toBe(503);
  });
});

test("the documentation needs nothing from elsewhere", async () => {
  const server = await openTestServer();
  const page = await server.fastify.inject("/docs");
  const addresses = [...page.body.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1] ?? "");
  expect(addresses.length).toBeGreaterThan(0);
  for (const url of addresses) expect((await server.fastify.inject(url)).statusCode, url).toBe(200);
  await server.close();
});

test("browsers are told to keep to TLS for a year where a proxy speaks it, and nowhere else", async () => {
  const policyOf = async (isBehindProxy: boolean) => {
    const server = await openTestServer({ isBehindProxy });
    const { headers } = await server.fastify.inject("/api/v1/health");
    await server.close();
    return headers["strict-transport-security"];
  };
  expect(await policyOf(true)).toBe("max-age=31536000; includeSubDomains");
  expect(await policyOf(false)).toBeUndefined();
});
