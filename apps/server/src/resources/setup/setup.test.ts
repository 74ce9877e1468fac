import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAskingBrowser } from "../../fixtures/asking-browser.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const PATIENCE_MS = 60_000;
const PERSON = { email: "owner@example.com", name: "Olu", password: "Correct-Horse-7-Battery", workspaceName: "Acme" };

const tokenOf = (url: string | null): string => /#token=([\w-]+)$/.exec(url ?? "")?.[1] ?? "";
const setUp = (who: Browser, token: string, more: object = {}) =>
  who.inject({ method: "POST", url: "/api/v1/auth/setup", payload: { ...PERSON, token, ...more } });
const me = async (who: Browser) => (await who.inject({ url: "/api/v1/auth/me" })).json();
const codeOf = (answer: { statusCode: number; json(): { code: string } }) => [answer.statusCode, answer.json().code];

describe("the first account", { timeout: PATIENCE_MS }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ publicUrl: "https://data.example.com" });
  }, PATIENCE_MS);
  afterAll(() => server.close());

  test("#21 is made by the link on the console only, once, and by one of two who try at once", async () => {
    const old = tokenOf(await server.accounts.setup.issue(3000));
    const url = await server.accounts.setup.issue(3000);
    expect(url).toMatch(/^https:\/\/data\.example\.com\/setup#token=[\w-]{43}$/);
    const token = tokenOf(url);
    expect((await server.browser().inject({ url: "/api/v1/auth/me" })).body, "no answer holds it").not.toContain(token);
    expect(codeOf(await setUp(server.browser(), old)), "printed by the start before").toEqual([
      410,
      "ACCOUNT_LINK_INVALID",
    ]);
    const weak = await setUp(server.browser(), token, { password: "password" });
    expect(codeOf(weak)).toEqual([422, "ACCOUNT_PASSWORD_WEAK"]);

    const [one, other] = [server.browser(), server.browser()];
    const answers = await Promise.all([setUp(one, token), setUp(other, token, { email: "second@example.com" })]);
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409]);
    const winner = answers[0]?.statusCode === 200 ? one : other;
    expect(await me(winner)).toMatchObject({
      kind: "user",
      user: { isInstanceAdmin: true },
      workspace: { name: "Acme", kind: "team", role: "owner" },
      possible: { setup: false },
    });
    expect(codeOf(await setUp(server.browser(), token))).toEqual([409, "ACCOUNT_SETUP_DONE"]);
    expect(await server.accounts.setup.issue(3000)).toBeNull();
  });

  test("a link counts for a day", async () => {
    const own = await openTestServer();
    const token = tokenOf(await own.accounts.setup.issue(3000));
    own.clock.advance(24 * 3_600_000 + 1);
    expect(codeOf(await setUp(own.browser(), token))).toEqual([410, "ACCOUNT_LINK_INVALID"]);
    await own.close();
  });
});

describe("what a browser held without an account", { timeout: PATIENCE_MS }, () => {
  test("becomes the first workspace, and its old cookie does not open it any more", async () => {
    const server = await openTestServer();
    const browser = server.browser();
    const { sourceId } = await openAskingBrowser(server, browser);
    const oldCookie = await browser.cookie();
    expect((await me(browser)).possible.keepData).toBe(true);
    const token = tokenOf(await server.accounts.setup.issue(3000));
    expect((await setUp(browser, token, { keepData: true })).statusCode).toBe(200);
    expect(await me(browser)).toMatchObject({ workspace: { name: "Acme", kind: "team", role: "owner" } });
    const source = await browser.inject({ url: `/api/v1/sources/${sourceId}` });
    expect(source.json()).toMatchObject({ expiresAt: null });
    const before = await server.fastify.inject({ url: `/api/v1/sources/${sourceId}`, headers: { cookie: oldCookie } });
    expect(before.statusCode).toBe(404);
    server.clock.advance(3 * 24 * 3_600_000);
    await server.sweeper.sweep();
    await browser.inject({ method: "POST", url: "/api/v1/auth/refresh", payload: {} });
    expect((await browser.inject({ url: `/api/v1/sources/${sourceId}` })).statusCode, "three days later").toBe(200);
    await server.close();
  });

  test("stays where it was when it is not asked for", async () => {
    const server = await openTestServer();
    const browser = server.browser();
    const { sourceId } = await openAskingBrowser(server, browser);
    const token = tokenOf(await server.accounts.setup.issue(3000));
    await setUp(browser, token);
    expect((await browser.inject({ url: `/api/v1/sources/${sourceId}` })).statusCode).toBe(404);
    expect((await me(browser)).possible.keepData, "can still be taken when signing in again").toBe(true);
    await browser.inject({ method: "POST", url: "/api/v1/auth/sign-out", payload: {} });
    expect((await browser.inject({ url: `/api/v1/sources/${sourceId}` })).statusCode).toBe(200);
    await server.close();
  });
});
