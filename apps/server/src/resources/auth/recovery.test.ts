import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { users } from "../../database/account-tables.ts";
import { PASSWORD, signIn, signUp } from "../../fixtures/accounts.ts";
import { lettersTo } from "../../fixtures/letters.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const NEW_PASSWORD = "Quiet-Otter-41-Lagoon";
const PATIENCE_MS = 60_000;

const post = (who: Browser, path: string, payload: object = {}, headers: Record<string, string> = {}) =>
  who.inject({ method: "POST", url: `/api/v1${path}`, payload, headers });
const codeOf = (answer: { statusCode: number; json(): { code: string } }) => [answer.statusCode, answer.json().code];
const me = async (who: Browser) => (await who.inject({ url: "/api/v1/auth/me" })).json();

describe("registering where everybody may", { timeout: PATIENCE_MS }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ registration: "open" });
  }, PATIENCE_MS);
  afterAll(() => server.close());

  const register = (email: string, more: object = {}) =>
    post(server.browser(), "/auth/register", { email, name: "Ann", password: PASSWORD, ...more });

  test("a letter confirms the address, with the password, and signs in to a workspace of one's own", async () => {
    expect((await register("ann@example.com")).json()).toEqual({ status: "mailSent" });
    const [letter] = await lettersTo(server, "ann@example.com");
    const browser = server.browser();
    const early = await post(browser, "/auth/sign-in", { email: "ann@example.com", password: PASSWORD });
    expect(codeOf(early), "not before").toEqual([401, "AUTH_SIGN_IN_FAILED"]);
    const guessed = await post(browser, "/auth/verify-email", { token: letter?.token, password: "Other-Password-1" });
    expect(codeOf(guessed), "whoever registered somebody else's address is not let in by them").toEqual([
      401,
      "AUTH_SIGN_IN_FAILED",
    ]);
    const confirmed = await post(browser, "/auth/verify-email", { token: letter?.token, password: PASSWORD });
    expect(confirmed.statusCode, confirmed.body).toBe(200);
    expect(await me(browser)).toMatchObject({ kind: "user", workspace: { name: "Ann's workspace", role: "owner" } });
    const again = await post(browser, "/auth/verify-email", { token: letter?.token, password: PASSWORD });
    expect(codeOf(again)).toEqual([410, "ACCOUNT_LINK_INVALID"]);
  });

  test("#14 an address that has an account is answered alike, and told by letter", async () => {
    await signUp(server, { email: "bob@example.com", name: "Bob" });
    const [known, unknown] = [await register("bob@example.com"), await register("carol@example.com")];
    expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body]);
    expect((await lettersTo(server, "bob@example.com")).map(({ subject }) => subject)).toEqual([
      "You have an account already",
    ]);
    await signIn(server, "bob@example.com");
  });

  test("who registers an unconfirmed address again makes the first link useless", async () => {
    await register("dora@example.com");
    await register("dora@example.com", { password: NEW_PASSWORD });
    const [first, second] = await lettersTo(server, "dora@example.com");
    const old = await post(server.browser(), "/auth/verify-email", { token: first?.token, password: PASSWORD });
    expect(codeOf(old)).toEqual([410, "ACCOUNT_LINK_INVALID"]);
    const payload = { token: second?.token, password: NEW_PASSWORD };
    expect((await post(server.browser(), "/auth/verify-email", payload)).statusCode).toBe(200);
  });

  test("an address that nobody confirms is forgotten after a week", async () => {
    await register("forgotten@example.com");
    await server.accounts.settled();
    const isKept = async () =>
      (await server.database.db.select({ id: users.id }).from(users).where(eq(users.email, "forgotten@example.com")))
        .length;
    await server.sweeper.sweep();
    expect(await isKept()).toBe(1);
    server.clock.advance(8 * 24 * 3_600_000);
    await server.sweeper.sweep();
    expect(await isKept()).toBe(0);
    await signIn(server, "bob@example.com");
  });

  const WEAK: readonly (readonly [string, string, string])[] = [
    ["too short", "Ab1-x", "at least 8 characters"],
    ["no capital letter", "correct-horse-7", "an upper-case letter"],
    ["no small letter", "CORRECT-HORSE-7", "a lower-case letter"],
    ["no digit", "Correct-Horse-", "a digit"],
    ["no sign", "CorrectHorse77", "neither letter nor digit"],
    ["a dressed-up word", "P@ssw0rd1!", "first that would be tried"],
    ["a walk over the keyboard", "Qwerty123!", "first that would be tried"],
    ["one's own name", "Erika-2024!", "first that would be tried"],
  ];
  test.each(WEAK)("a password that is %s is refused", async (_name, password, words) => {
    const answer = await register("erika@example.com", { password });
    expect(codeOf(answer)).toEqual([422, "ACCOUNT_PASSWORD_WEAK"]);
    expect(answer.json().message).toContain(words);
  });

  test("#17 long and foreign passwords count to their last character; a megabyte is refused at once", async () => {
    const started = performance.now();
    const huge = await register("long@example.com", { password: "Aa1-".repeat(250_000) });
    expect([400, 413]).toContain(huge.statusCode);
    expect(performance.now() - started).toBeLessThan(2_000);
    const long = `${"Long Password 1 ".repeat(5)}`;
    const accounts = [
      ["composed@example.com", "Pässwörter-älter-7é", "Pässwörter-älter-7é".normalize("NFD")],
      ["long@example.com", `${long}A`, `${long}A`],
      ["nul@example.com", "Mit\0Null-Zeichen-7", "Mit\0Null-Zeichen-7"],
    ];
    for (const [email = "", password = "", typed = ""] of accounts) {
      await register(email, { password });
      const [letter] = await lettersTo(server, email);
      const confirmed = await post(server.browser(), "/auth/verify-email", { token: letter?.token, password: typed });
      expect(confirmed.statusCode, email).toBe(200);
    }
    const other = await post(server.browser(), "/auth/sign-in", { email: "long@example.com", password: `${long}B` });
    expect(other.statusCode, "the 73rd byte matters").toBe(401);
  });
});

describe("a forgotten password", { timeout: PATIENCE_MS }, () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ publicUrl: "https://data.example.com" });
  }, PATIENCE_MS);
  afterAll(() => server.close());

  const forget = (email: string, headers: Record<string, string> = {}) =>
    post(server.browser(), "/auth/forgot-password", { email }, headers);
  const reset = (token: string | undefined, password = NEW_PASSWORD) =>
    post(server.browser(), "/auth/reset-password", { token, password });

  test("#12 #15 a new one ends every session; its link counts once", async () => {
    const ann = await signUp(server, { email: "ann@example.com" });
    expect((await forget("ann@example.com")).statusCode).toBe(204);
    const [letter] = await lettersTo(server, "ann@example.com");
    const weak = await reset(letter?.token, "password");
    expect(codeOf(weak), "the link still counts after a weak choice").toEqual([422, "ACCOUNT_PASSWORD_WEAK"]);
    const done = await reset(letter?.token);
    expect(done.json(), done.body).toEqual({ endedSessions: 1, apiKeys: [] });
    expect((await ann.inject({ url: "/api/v1/account" })).statusCode).toBe(401);
    expect((await post(ann, "/auth/refresh")).statusCode).toBe(401);
    expect(codeOf(await reset(letter?.token))).toEqual([410, "ACCOUNT_LINK_INVALID"]);
    await signIn(server, "ann@example.com", NEW_PASSWORD);
    const subjects = (await lettersTo(server, "ann@example.com")).map(({ subject }) => subject);
    expect(subjects).toEqual(["Choose a new password", "Your password was changed"]);
  });

  test("#15 only the newest link counts, and for an hour", async () => {
    await signUp(server, { email: "bob@example.com" });
    await forget("bob@example.com");
    await server.accounts.settled();
    await forget("bob@example.com");
    const [first, second] = await lettersTo(server, "bob@example.com");
    expect(codeOf(await reset(first?.token))).toEqual([410, "ACCOUNT_LINK_INVALID"]);
    server.clock.advance(3_600_001);
    expect(codeOf(await reset(second?.token))).toEqual([410, "ACCOUNT_LINK_INVALID"]);
  });

  test("a token of one purpose is nothing to another, nor a session", async () => {
    await signUp(server, { email: "purpose@example.com" });
    await forget("purpose@example.com");
    const [letter] = await lettersTo(server, "purpose@example.com");
    const confirmed = await post(server.browser(), "/auth/confirm-email", { token: letter?.token });
    expect(codeOf(confirmed)).toEqual([410, "ACCOUNT_LINK_INVALID"]);
    const headers = { authorization: `Bearer ${letter?.token}` };
    expect((await server.fastify.inject({ url: "/api/v1/account", headers })).statusCode).toBe(401);
  });

  test("#16 the link leads to the configured address, whatever a request claims", async () => {
    await signUp(server, { email: "host@example.com" });
    await forget("host@example.com", { "x-forwarded-host": "evil.example", "x-forwarded-proto": "http" });
    const [letter] = await lettersTo(server, "host@example.com");
    expect(letter?.text).toContain("https://data.example.com/reset-password#token=");
    expect(letter?.text).not.toContain("evil.example");
  });

  test("#14 an unknown address is answered alike", async () => {
    await signUp(server, { email: "known@example.com" });
    const [known, unknown] = [await forget("known@example.com"), await forget("nobody@example.com")];
    expect([known.statusCode, known.body]).toEqual([unknown.statusCode, unknown.body]);
    expect(await lettersTo(server, "nobody@example.com")).toEqual([]);
  });
});
