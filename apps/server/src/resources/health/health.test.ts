import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

describe("health", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  test("says ok, and nothing about why", async () => {
    const response = await server.fastify.inject("/api/v1/health");
    expect(response.statusCode).toBe(200);
    expect(response.json()).toEqual({ status: "ok" });
  });

  test.each(["/api/v1/health/ready", "/api/v1/ready"])("%s: ready while the database answers", async (url) => {
    const response = await server.fastify.inject(url);
    expect([response.statusCode, response.json()]).toEqual([200, { isReady: true }]);
  });
});
