import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PASSWORD, signUp } from "../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

const PATIENCE_MS = 120_000;

describe("wrong passwords", { timeout: PATIENCE_MS }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  }, PATIENCE_MS);
  afterAll(() => server.close());

  const signIn = (email: string, password: string, remoteAddress = "198.51.100.7") =>
    server.fastify.inject({
      method: "POST",
      url: "/api/v1/auth/sign-in",
      payload: { email, password, transport: "token" },
      remoteAddress,
    });

  test("#13 make the next try wait, from this address only, and for a while only", async () => {
    await signUp(server, { email: "ann@example.com" });
    const statuses = [];
    for (let i = 0; i < 10; i++) statuses.push((await signIn("ann@example.com", `wrong-${i}`)).statusCode);
    expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401]);
    expect(statuses.slice(5)).toEqual([429, 429, 429, 429, 429]);
    const right = await signIn("ann@example.com", PASSWORD);
    expect([right.statusCode, right.json().code]).toEqual([429, "AUTH_TOO_MANY_TRIES"]);
    expect(Number(right.headers["retry-after"])).toBeGreaterThan(0);
    expect((await signIn("ann@example.com", PASSWORD, "203.0.113.9")).statusCode, "the owner, elsewhere").toBe(200);
    server.clock.advance(16_000);
    expect((await signIn("ann@example.com", PASSWORD)).statusCode).toBe(200);
  });

  test("an address that tries many accounts is made to wait for all of them", async () => {
    const from = "2001:db8:7:7::1";
    const statuses = new Set<number>();
    for (let i = 0; i < 45; i++) statuses.add((await signIn(`p${i}@example.com`, "wrong", from)).statusCode);
    expect(statuses).toEqual(new Set([401, 429]));
    const neighbour = await signIn("other@example.com", "wrong", "2001:db8:7:7:ffff::9");
    expect(neighbour.statusCode, "the same network, another address of its 2^64").toBe(429);
  });

  test("an unknown address is made to wait like a known one", async () => {
    const statuses = [];
    for (let i = 0; i < 7; i++) statuses.push((await signIn("nobody@example.com", "wrong", "192.0.2.3")).statusCode);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429]);
  });
});
