import { isSkipped, type RedisTestServer, redisServer, startRedis } from "@parlance/testkit";
import type { InjectOptions } from "fastify";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { App } from "../../app.ts";
import { PASSWORD, signUp } from "../../fixtures/accounts.ts";
import { CLIENT, type OpenidServer, startOpenidServer } from "../../fixtures/openid-server.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const PUBLIC_URL = "https://data.example.com";
const PATH = "/api/v1/auth/single-sign-on/company";

/** As behind a load balancer that sends each request to whichever instance is free. */
describe.skipIf(isSkipped(redisServer))("a sign-in over two instances with one Redis", () => {
  let redis: RedisTestServer;
  let openid: OpenidServer;
  let server: TestServer;
  let twin: App;
  beforeAll(async () => {
    [redis, openid] = await Promise.all([startRedis(), startOpenidServer([`${PUBLIC_URL}${PATH}/callback`])]);
    server = await openTestServer({
      startAt: Date.now(),
      redisUrl: redis.url,
      publicUrl: PUBLIC_URL,
      ssoNetworks: ["127.0.0.0/8"],
      ssoProviders: [{ id: "company", label: "Company", issuer: openid.issuer, ...CLIENT, autoCreate: true }],
    });
    twin = await server.twin();
    const both = [server, twin];
    await vi.waitFor(() => expect(both.map(({ shared }) => shared.status())).toEqual(["shared", "shared"]), 30_000);
  }, 120_000);
  afterAll(async () => {
    await twin?.fastify.close();
    await server?.close();
    await Promise.all([openid?.close(), redis?.stop()]);
  });

  /** What one browser holds, whichever instance it talks to. */
  function newBrowser() {
    const jar = new Map<string, string>();
    return async (app: App, options: InjectOptions) => {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
      const answer = await app.fastify.inject({ ...options, headers: { cookie } });
      for (const { name, value } of answer.cookies) jar.set(name, value);
      return answer;
    };
  }
  const kindAt = async (browser: ReturnType<typeof newBrowser>, app: App) =>
    (await browser(app, { url: "/api/v1/auth/me" })).json().kind;

  test("goes to a provider from one and comes back to the other, once", async () => {
    server.clock.advance(Date.now() - server.clock.now());
    openid.seat({ sub: "grace", email: "grace@example.com", email_verified: true, name: "Grace Hopper" });
    const browser = newBrowser();
    const started = await browser(server, { method: "POST", url: PATH, payload: {} });
    expect(started.statusCode, started.body).toBe(200);
    const { pathname, search } = await openid.walk(started.json().authorizeUrl);
    const back = { url: `${pathname}${search}` };
    const answer = await browser(twin, back);
    expect(answer.statusCode, answer.body).toBe(303);
    expect(await Promise.all([server, twin].map((app) => kindAt(browser, app)))).toEqual(["user", "user"]);
    expect((await browser(server, back)).json().code, "the same way back, at the first").toBe("SSO_STATE_INVALID");
  });

  test("shows the password to one and the second factor to the other", async () => {
    const ann = await signUp(server, { email: "ann@example.com" });
    const post = (path: string, payload: object) => ann.inject({ method: "POST", url: `/api/v1${path}`, payload });
    const { secret } = (await post("/account/two-factor", { password: PASSWORD })).json();
    const code = () => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now() });
    expect((await post("/account/two-factor/confirm", { code: code() })).statusCode).toBe(200);
    server.clock.advance(60_000);
    const browser = newBrowser();
    const credentials = { email: "ann@example.com", password: PASSWORD };
    const first = await browser(server, { method: "POST", url: "/api/v1/auth/sign-in", payload: credentials });
    const { ticket } = first.json();
    const second = { method: "POST" as const, url: "/api/v1/auth/two-factor", payload: { ticket, code: code() } };
    expect((await browser(twin, second)).statusCode).toBe(200);
    expect(await kindAt(browser, server)).toBe("user");
    expect((await browser(server, second)).statusCode, "a ticket counts once").toBeGreaterThanOrEqual(400);
  });
});
