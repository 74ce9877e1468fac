import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { accessHeaders, PASSWORD, signIn, signUp } from "../../fixtures/accounts.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const post = (who: Browser, path: string, payload: object = {}) =>
  who.inject({ method: "POST", url: `/api/v1${path}`, payload });
const me = async (who: Browser) => (await who.inject({ method: "GET", url: "/api/v1/auth/me" })).json();

describe("signing in", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  test("a browser without an account is told so, and that the server has to be set up", async () => {
    expect(await me(server.browser())).toMatchObject({
      kind: "anonymous",
      user: null,
      workspace: { kind: "anonymous", role: "owner" },
      possible: { anonymous: true, registration: "invited", setup: true, keepData: false },
    });
  });

  test("a browser is known by its cookies and works in its team's data", async () => {
    const ann = await signUp(server, { email: "Ann@example.com", name: "Ann" });
    expect(await me(ann)).toMatchObject({
      kind: "user",
      user: { email: "Ann@example.com", isInstanceAdmin: false, isEmailVerified: true },
      workspace: { id: ann.workspaceId, kind: "team", role: "owner" },
    });
    const again = await signIn(server, "ann@EXAMPLE.com");
    expect((await me(again)).user.email).toBe("Ann@example.com");
  });

  test("a program is known by its token and gets no cookie", async () => {
    await signUp(server, { email: "prog@example.com" });
    const payload = { email: "prog@example.com", password: PASSWORD, transport: "token" };
    const signedIn = await server.fastify.inject({ method: "POST", url: "/api/v1/auth/sign-in", payload });
    expect(signedIn.headers["set-cookie"]).toBeUndefined();
    const headers = { authorization: `Bearer ${signedIn.json().accessToken}` };
    const answer = await server.fastify.inject({ url: "/api/v1/auth/me", headers });
    expect(answer.json()).toMatchObject({ kind: "user", user: { email: "prog@example.com" } });
  });

  test("cookies are out of reach of scripts, and the long-lived one is sent to one path only", async () => {
    await signUp(server, { email: "cookies@example.com" });
    const payload = { email: "cookies@example.com", password: PASSWORD };
    const answer = await server.browser().inject({ method: "POST", url: "/api/v1/auth/sign-in", payload });
    expect(answer.cookies).toMatchObject([
      { name: "parlance_access", path: "/", httpOnly: true, sameSite: "Lax" },
      { name: "parlance_refresh", path: "/api/v1/auth", httpOnly: true, sameSite: "Lax" },
    ]);
    expect(Object.keys(answer.json())).toEqual(["status", "expiresIn", "refreshExpiresIn"]);
  });

  test("#22 nothing that was there before signing in counts as signed in, and each session is a new one", async () => {
    await signUp(server, { email: "fix@example.com" });
    const browser = await signIn(server, "fix@example.com");
    const before = await browser.cookie();
    await post(browser, "/auth/sign-in", { email: "fix@example.com", password: PASSWORD });
    expect(await browser.cookie()).not.toBe(before);
    const old = await server.fastify.inject({ url: "/api/v1/auth/me", headers: { cookie: before } });
    expect([old.statusCode, old.json().code]).toEqual([401, "AUTH_EXPIRED"]);
  });

  test("#9 after signing out neither token counts", async () => {
    await signUp(server, { email: "out@example.com" });
    const payload = { email: "out@example.com", password: PASSWORD, transport: "token" };
    const { accessToken, refreshToken } = (
      await server.fastify.inject({ method: "POST", url: "/api/v1/auth/sign-in", payload })
    ).json();
    const headers = { authorization: `Bearer ${accessToken}` };
    const out = await server.fastify.inject({ method: "POST", url: "/api/v1/auth/sign-out", headers, payload: {} });
    expect(out.statusCode).toBe(204);
    expect((await server.fastify.inject({ url: "/api/v1/workspaces/mine/sources", headers })).statusCode).toBe(401);
    const renewed = await post(server.browser(), "/auth/refresh", { refreshToken });
    expect([renewed.statusCode, renewed.json().code]).toEqual([401, "AUTH_EXPIRED"]);
  });

  test("an access token is good for an hour and renewed for a month", async () => {
    const own = await openTestServer();
    const ann = await signUp(own, { email: "ann@example.com" });
    own.clock.advance(3600_000 + 59_000);
    expect(
      (await ann.inject({ url: "/api/v1/workspaces/mine/sources" })).statusCode,
      "the clock may be a minute off",
    ).toBe(200);
    own.clock.advance(2_000);
    const late = await ann.inject({ url: "/api/v1/workspaces/mine/sources" });
    expect([late.statusCode, late.json().code]).toEqual([401, "AUTH_EXPIRED"]);
    expect((await post(ann, "/auth/refresh")).statusCode).toBe(200);
    expect((await ann.inject({ url: "/api/v1/workspaces/mine/sources" })).statusCode).toBe(200);
    own.clock.advance(31 * 24 * 3600_000);
    expect((await post(ann, "/auth/refresh")).statusCode).toBe(401);
    expect((await me(ann)).kind, "cookies that count no more are gone").toBe("anonymous");
    await own.close();
  });

  test("a wrong password and an unknown address are answered alike", async () => {
    await signUp(server, { email: "known@example.com" });
    const wrong = await post(server.browser(), "/auth/sign-in", { email: "known@example.com", password: "no" });
    const unknown = await post(server.browser(), "/auth/sign-in", { email: "nobody@example.com", password: "no" });
    expect([wrong.statusCode, wrong.json().code]).toEqual([401, "AUTH_SIGN_IN_FAILED"]);
    expect({ ...unknown.json(), requestId: "" }).toEqual({ ...wrong.json(), requestId: "" });
  });

  test("#14 an unknown address costs the server as much work as a known one", async () => {
    await signUp(server, { email: "timed@example.com" });
    const spent = { known: 0, unknown: 0 };
    for (let i = 0; i < 20; i++) {
      for (const kind of ["known", "unknown"] as const) {
        const email = kind === "known" ? "timed@example.com" : "untimed@example.com";
        const payload = { email, password: "Wrong-Password-1" };
        // Another address each time, so that none is made to wait.
        const remoteAddress = `10.1.${kind === "known" ? 1 : 2}.${i}`;
        const before = process.cpuUsage();
        await server.fastify.inject({ method: "POST", url: "/api/v1/auth/sign-in", payload, remoteAddress });
        const { user, system } = process.cpuUsage(before);
        spent[kind] += user + system;
      }
    }
    // Without the same hashing for both the difference is tenfold.
    expect(spent.known / spent.unknown).toBeGreaterThan(0.5);
    expect(spent.known / spent.unknown).toBeLessThan(2);
  });

  test("#23 a page elsewhere cannot use the cookies of somebody who is signed in", async () => {
    const ann = await signUp(server, { email: "forged@example.com" });
    const forged = (headers: Record<string, string>, payload: string | object = {}) =>
      ann.inject({ method: "POST", url: "/api/v1/auth/sign-out", headers, payload });
    expect((await forged({ origin: "https://evil.example" })).statusCode).toBe(403);
    expect((await forged({ "sec-fetch-site": "cross-site" })).statusCode).toBe(403);
    expect((await forged({ "content-type": "text/plain" }, "{}")).statusCode).toBe(415);
    expect((await ann.inject({ url: "/api/v1/auth/sign-out" })).statusCode).toBe(405);
    expect((await me(ann)).kind).toBe("user");
  });

  test("headers of programs", async () => {
    await signUp(server, { email: "headers@example.com" });
    const headers = await accessHeaders(server, "headers@example.com");
    expect((await server.fastify.inject({ url: "/api/v1/workspaces/mine/sources", headers })).statusCode).toBe(200);
  });
});

describe("where use without an account is not allowed", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ anonymous: "refused" });
  });
  afterAll(() => server.close());

  test("#1 every route but the public ones answers 401", async () => {
    const routes = server.routes.list().filter(({ url, method }) => url.startsWith("/api/") && method !== "HEAD");
    expect(routes.length).toBeGreaterThan(60);
    for (const { method, url, permission } of routes) {
      const path = url.replace(/:[a-zA-Z]+/g, "x").replace("*", "x");
      const { statusCode } = await server.fastify.inject({ method: method as "GET", url: path });
      if (permission !== "public") expect(statusCode, `${method} ${url}`).toBe(401);
    }
  });

  test("the first page is told so", async () => {
    const answer = await server.browser().inject({ url: "/api/v1/auth/me" });
    expect(answer.json()).toMatchObject({ kind: "nobody", workspace: null, possible: { anonymous: false } });
    expect(answer.headers["set-cookie"]).toBeUndefined();
  });
});
