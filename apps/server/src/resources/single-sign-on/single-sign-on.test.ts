import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { memberships, userIdentities, users } from "../../database/account-tables.ts";
import { PASSWORD, signUp } from "../../fixtures/accounts.ts";
import { CLIENT, type OpenidPerson, type OpenidServer, startOpenidServer } from "../../fixtures/openid-server.ts";
import { type RogueOpenidServer, startRogueOpenidServer, type TokenFault } from "../../fixtures/rogue-openid-server.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import { nextPath } from "./next-path.ts";

const PUBLIC_URL = "https://data.example.com";
const callback = (id: string): string => `${PUBLIC_URL}/api/v1/auth/single-sign-on/${id}/callback`;
const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

let openid: OpenidServer;
let rogue: RogueOpenidServer;
let server: TestServer;
let count = 0;

beforeAll(async () => {
  openid = await startOpenidServer(["company", "team", "careful"].map(callback));
  rogue = await startRogueOpenidServer(CLIENT.clientId, CLIENT.clientSecret);
  const company = { label: "Company", issuer: openid.issuer, ...CLIENT };
  server = await openTestServer({
    startAt: Date.now(),
    publicUrl: PUBLIC_URL,
    ssoNetworks: ["127.0.0.0/8"],
    ssoProviders: [
      { ...company, id: "company", autoCreate: true },
      { ...company, id: "careful", allowedDomains: ["example.com"] },
      {
        ...company,
        id: "team",
        autoCreate: true,
        workspace: "team-of-all",
        groupsClaim: "groups",
        roles: { staff: "analyst", heads: "admin" },
        asksSecondFactor: true,
      },
      { label: "Rogue", id: "rogue", issuer: rogue.issuer, ...CLIENT, autoCreate: true },
      { label: "Away", id: "away", issuer: "http://127.0.0.1:9", ...CLIENT },
      { label: "Inside", id: "inside", issuer: "https://169.254.169.254", ...CLIENT },
    ],
  });
});

afterAll(async () => {
  await server.close();
  await openid.close();
  await rogue.close();
});

/** The clock of the test stands still; the provider's does not. */
beforeEach(() => {
  server.clock.advance(Date.now() - server.clock.now());
});

const newPerson = (more: Partial<OpenidPerson> = {}): OpenidPerson => ({
  sub: `sub-${++count}`,
  email: `sso${count}@example.com`,
  email_verified: true,
  name: "Grace Hopper",
  ...more,
});

const start = async (browser: Browser, id: string, path = "/auth/single-sign-on", payload: object = {}) =>
  browser.inject({ method: "POST", url: `/api/v1${path}/${id}`, payload });

async function authorizeUrl(browser: Browser, id: string, path?: string, payload?: object): Promise<string> {
  const confirmed = path === undefined ? payload : { password: PASSWORD, ...payload };
  const answer = await start(browser, id, path, confirmed);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json().authorizeUrl;
}

const back = (browser: Browser, url: URL, headers: Record<string, string> = {}) =>
  browser.inject({ method: "GET", url: `${url.pathname}${url.search}`, headers });

async function signInWith(id: string, person: OpenidPerson, browser = server.browser(), payload: object = {}) {
  openid.seat(person);
  const url = await openid.walk(await authorizeUrl(browser, id, undefined, payload));
  return { browser, url, answer: await back(browser, url) };
}

const me = async (browser: Browser) => (await browser.inject({ method: "GET", url: "/api/v1/auth/me" })).json();

const userOf = async (email: string) => {
  const [row] = await server.database.db.select().from(users).where(eq(users.emailKey, email.toLowerCase()));
  return row;
};

const identities = () => server.database.db.select().from(userIdentities);

describe("signing in with a provider", () => {
  test("the sign-in page is told of the providers, and nothing more of them", async () => {
    const offers = (await me(server.browser())).possible.singleSignOn;
    expect(offers[0]).toEqual({ id: "company", label: "Company" });
    expect(JSON.stringify(offers)).not.toContain(CLIENT.clientSecret);
  });

  test("a new person gets an account and comes in, and is known the next time by subject alone", async () => {
    const person = newPerson();
    const first = await signInWith("company", person, undefined, { next: "/sources?tab=all" });
    expect(first.answer.statusCode, first.answer.body).toBe(303);
    expect(first.answer.headers.location).toBe("/sources?tab=all");
    expect(await me(first.browser)).toMatchObject({
      kind: "user",
      user: { email: person.email, name: "Grace Hopper", hasPassword: false, isEmailVerified: true },
      workspace: { kind: "team", role: "owner" },
    });
    const again = await signInWith("company", { ...person, email: "married@example.com" });
    expect((await me(again.browser)).user.email).toBe(person.email);
  });

  test("the request carries PKCE, state and nonce, and the one address to come back to", async () => {
    const url = new URL(await authorizeUrl(server.browser(), "company"));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: "code",
      client_id: CLIENT.clientId,
      redirect_uri: callback("company"),
      scope: "openid email profile",
      code_challenge_method: "S256",
    });
    for (const name of ["state", "nonce", "code_challenge"])
      expect(url.searchParams.get(name)?.length).toBeGreaterThanOrEqual(43);
  });

  test("hosts that a request names change nothing", async () => {
    const headers = { host: "evil.example", "x-forwarded-host": "evil.example" };
    const answer = await server
      .browser()
      .inject({ method: "POST", url: "/api/v1/auth/single-sign-on/company", payload: {}, headers });
    if (answer.statusCode === 200)
      expect(new URL(answer.json().authorizeUrl).searchParams.get("redirect_uri")).toBe(callback("company"));
  });

  test("a provider without auto-create lets in only people who have an account", async () => {
    const person = newPerson();
    const { answer } = await signInWith("careful", person);
    expect(answer.json().code).toBe("SSO_NO_ACCOUNT");
    expect(await userOf(person.email)).toBeUndefined();
  });

  test("only the allowed domains, however they are dressed up", async () => {
    for (const email of ["a@example.com.evil.example", "a@notexample.com", "a@sub.example.com"]) {
      const { answer } = await signInWith("careful", newPerson({ email }));
      expect(answer.json().code, email).toBe("SSO_DOMAIN_NOT_ALLOWED");
    }
  });

  test("a disabled person stays out", async () => {
    const person = newPerson();
    await signInWith("company", person);
    await server.database.db.update(users).set({ disabledAt: new Date() }).where(eq(users.emailKey, person.email));
    expect((await signInWith("company", person)).answer.json().code).toBe("SSO_NO_ACCOUNT");
  });

  test("a person in a browser is brought back to the sign-in page with the reason", async () => {
    const browser = server.browser();
    openid.seat(newPerson());
    const url = await openid.walk(await authorizeUrl(browser, "careful"));
    const answer = await back(browser, url, { accept: "text/html,*/*" });
    expect(answer.statusCode).toBe(303);
    expect(answer.headers.location).toBe("/sign-in#problem=SSO_NO_ACCOUNT");
  });
});

describe("accounts that exist", () => {
  test("are taken over when both sides have confirmed the address, and the person is told", async () => {
    const person = newPerson();
    const ann = await signUp(server, { email: person.email });
    const { browser } = await signInWith("careful", person);
    expect((await me(browser)).user.id).toBe(ann.userId);
    const { rows } = await server.database.db.execute(
      `SELECT subject FROM outgoing_mails WHERE recipient = '${person.email}'`,
    );
    expect(rows).toEqual([{ subject: "Signing in with Company was added" }]);
  });

  test.each([
    ["the provider has not confirmed the address", false, true],
    ["this server has not", true, false],
    ["neither has", false, false],
  ])("are not when %s", async (_name, email_verified, isVerifiedHere) => {
    const person = newPerson({ email_verified });
    await signUp(server, { email: person.email });
    if (!isVerifiedHere)
      await server.database.db.update(users).set({ emailVerifiedAt: null }).where(eq(users.emailKey, person.email));
    const before = await identities();
    const { answer, browser } = await signInWith("company", person);
    expect(answer.statusCode).toBe(400);
    expect(answer.json().code).toBe("SSO_EMAIL_UNVERIFIED");
    expect(await identities()).toEqual(before);
    expect((await me(browser)).kind).toBe("anonymous");
  });

  test("can add a provider whose address is another, signed in, and take it away again", async () => {
    const ann = await signUp(server, { email: `ann${++count}@example.com` });
    const person = newPerson({ email: `private${count}@elsewhere.example`, email_verified: false });
    openid.seat(person);
    const url = await openid.walk(await authorizeUrl(ann, "company", "/account/single-sign-on", { next: "/account" }));
    const answer = await back(ann, url);
    expect(answer.headers.location, answer.body).toBe("/account");
    expect((await me((await signInWith("company", person)).browser)).user.id).toBe(ann.userId);
    const list = await ann.inject({ method: "GET", url: "/api/v1/account/single-sign-on" });
    expect(list.json().providers[0]).toMatchObject({ id: "company", isLinked: true, email: person.email });
    const takeAway = (payload: object) =>
      ann.inject({ method: "DELETE", url: "/api/v1/account/single-sign-on/company", payload });
    expect((await takeAway({})).json().code).toBe("ACCOUNT_PASSWORD_WRONG");
    expect((await takeAway({ password: PASSWORD })).statusCode).toBe(204);
    expect((await signInWith("company", person)).answer.json().code).toBe("SSO_EMAIL_UNVERIFIED");
  });

  test("cannot add what belongs to another account, nor lose their only way in", async () => {
    const person = newPerson();
    const { browser } = await signInWith("company", person);
    const last = await browser.inject({ method: "DELETE", url: "/api/v1/account/single-sign-on/company" });
    expect(last.json().code).toBe("SSO_LAST_WAY_IN");
    const eve = await signUp(server, { email: `eve${++count}@example.com` });
    openid.seat(person);
    const url = await openid.walk(await authorizeUrl(eve, "company", "/account/single-sign-on"));
    expect((await back(eve, url)).json().code).toBe("SSO_LINKED_ELSEWHERE");
  });

  test.each([
    ["no password", {}],
    ["a wrong password", { password: "Wrong-Password-1-Lagoon" }],
  ])("add no provider with %s: a session may be left open or stolen", async (_name, payload) => {
    const ann = await signUp(server, { email: `ann${++count}@example.com` });
    const refused = await start(ann, "company", "/account/single-sign-on", payload);
    expect(refused.json().code).toBe("ACCOUNT_PASSWORD_WRONG");
  });

  test("a link begun by one person cannot be ended by another, nor as a sign-in", async () => {
    const ann = await signUp(server, { email: `ann${++count}@example.com` });
    const eve = await signUp(server, { email: `eve${++count}@example.com` });
    openid.seat(newPerson());
    const url = await openid.walk(await authorizeUrl(ann, "company", "/account/single-sign-on"));
    const before = await identities();
    for (const who of [eve, server.browser()]) expect((await back(who, url)).json().code).toBe("SSO_STATE_INVALID");
    expect(await identities()).toEqual(before);
  });

  test("with a second factor are asked for it", async () => {
    const person = newPerson();
    const ann = await signUp(server, { email: person.email });
    const enrol = await ann.inject({
      method: "POST",
      url: "/api/v1/account/two-factor",
      payload: { password: PASSWORD },
    });
    const totp = new TOTP({ secret: Secret.fromBase32(enrol.json().secret) });
    const code = () => totp.generate({ timestamp: server.clock.now() });
    await ann.inject({ method: "POST", url: "/api/v1/account/two-factor/confirm", payload: { code: code() } });
    const { browser, answer } = await signInWith("company", person);
    expect(answer.headers.location).toMatch(/^\/sign-in#ticket=/);
    expect((await me(browser)).kind).toBe("anonymous");
    const ticket = new URLSearchParams(String(answer.headers.location).split("#")[1]).get("ticket");
    server.clock.advance(MINUTE_MS);
    const payload = { ticket, code: code() };
    const done = await browser.inject({ method: "POST", url: "/api/v1/auth/two-factor", payload });
    expect(done.statusCode, done.body).toBe(200);
    expect((await me(browser)).user.id).toBe(ann.userId);
  });
});

describe("groups", () => {
  const roleOf = async (email: string): Promise<string | undefined> => {
    const user = await userOf(email);
    const [row] = await server.database.db
      .select()
      .from(memberships)
      .where(eq(memberships.userId, user?.id ?? ""));
    return row?.role;
  };

  test("give the role in the provider's workspace, at every sign-in", async () => {
    await server.database.db.execute(
      `INSERT INTO workspaces (id, name, kind, description, created_at) VALUES ('team-of-all', 'Team', 'team', '', now())`,
    );
    const person = newPerson({ groups: ["staff"] });
    const { answer } = await signInWith("team", person);
    expect(answer.statusCode, answer.body).toBe(303);
    expect(await roleOf(person.email)).toBe("analyst");
    await signInWith("team", { ...person, groups: ["staff", "heads"] });
    expect(await roleOf(person.email)).toBe("admin");
    await signInWith("team", { ...person, groups: ["__proto__", "constructor"] });
    expect(await roleOf(person.email)).toBe("viewer");
  });
});

describe("#24 the way back", () => {
  const REFUSED = "SSO_STATE_INVALID";

  const TAMPERING: [string, (url: URL) => void, string][] = [
    ["no state", (url) => url.searchParams.delete("state"), REFUSED],
    ["another state", (url) => url.searchParams.set("state", "x".repeat(43)), REFUSED],
    ["two states", (url) => url.searchParams.append("state", "x".repeat(43)), REFUSED],
    ["another code", (url) => url.searchParams.set("code", "x".repeat(43)), "SSO_ANSWER_INVALID"],
    ["two codes", (url) => url.searchParams.append("code", "x".repeat(43)), "SSO_ANSWER_INVALID"],
    ["no code", (url) => url.searchParams.delete("code"), "SSO_ANSWER_INVALID"],
    ["another issuer", (url) => url.searchParams.set("iss", "https://evil.example"), "SSO_ANSWER_INVALID"],
    ["no issuer", (url) => url.searchParams.delete("iss"), "SSO_ANSWER_INVALID"],
    ["an error", (url) => url.searchParams.set("error", "access_denied"), "SSO_ANSWER_INVALID"],
    [
      "the path of another provider",
      (url) => Object.assign(url, { pathname: new URL(callback("team")).pathname }),
      REFUSED,
    ],
  ];
  test.each(TAMPERING)("with %s is refused and leaves nothing", async (_name, tamper, code) => {
    const browser = server.browser();
    const person = newPerson();
    openid.seat(person);
    const url = await openid.walk(await authorizeUrl(browser, "company"));
    tamper(url);
    const answer = await back(browser, url);
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json().code).toBe(code);
    expect(await userOf(person.email)).toBeUndefined();
    expect((await me(browser)).kind).toBe("anonymous");
  });

  test("counts once", async () => {
    const { browser, url } = await signInWith("company", newPerson());
    expect((await back(browser, url)).json().code).toBe(REFUSED);
  });

  test("of twenty at once, one comes in", async () => {
    const browser = server.browser();
    openid.seat(newPerson());
    const url = await openid.walk(await authorizeUrl(browser, "company"));
    const cookie = await browser.cookie();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        server.fastify.inject({ method: "GET", url: `${url.pathname}${url.search}`, headers: { cookie } }),
      ),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 303)).toHaveLength(1);
  });

  test("in another browser is refused, and the right one may still end it", async () => {
    const browser = server.browser();
    openid.seat(newPerson());
    const url = await openid.walk(await authorizeUrl(browser, "company"));
    const victim = server.browser();
    await authorizeUrl(victim, "company");
    expect((await back(victim, url)).json().code).toBe(REFUSED);
    expect((await back(browser, url)).statusCode).toBe(303);
  });

  test("with the code of another flow is refused", async () => {
    const [mine, other] = [server.browser(), server.browser()];
    openid.seat(newPerson());
    const [first, second] = [
      await openid.walk(await authorizeUrl(mine, "company")),
      await openid.walk(await authorizeUrl(other, "company")),
    ];
    first.searchParams.set("code", second.searchParams.get("code") ?? "");
    expect((await back(mine, first)).json().code).toBe("SSO_ANSWER_INVALID");
  });

  test("after ten minutes is refused", async () => {
    const browser = server.browser();
    openid.seat(newPerson());
    const url = await openid.walk(await authorizeUrl(browser, "company"));
    server.clock.advance(10 * MINUTE_MS + SECOND_MS);
    expect((await back(browser, url)).json().code).toBe(REFUSED);
  });

  test.each([
    ["a prefix of ours on another host", `${PUBLIC_URL}.evil.example/api/v1/auth/single-sign-on/company/callback`],
    ["ours with more behind it", `${callback("company")}/../../evil`],
    ["ours with a query", `${callback("company")}?next=evil`],
    ["another host", "https://evil.example/callback"],
  ])("to %s is not taken by the provider", async (_name, redirectUri) => {
    const url = new URL(await authorizeUrl(server.browser(), "company"));
    url.searchParams.set("redirect_uri", redirectUri);
    const response = await fetch(url, { redirect: "manual" });
    expect(response.status).toBe(400);
  });

  test.each([
    ["//evil.example", "/"],
    ["/\\evil.example", "/"],
    ["https://evil.example", "/"],
    ["javascript:alert(1)", "/"],
    ["%5c%5cevil.example", "/"],
    ["/%5cevil.example", "/"],
    ["/\tevil", "/"],
    ["/.//evil.example", "/"],
    ["sources", "/"],
    ["/sources?tab=1#x", "/sources?tab=1#x"],
    [undefined, "/"],
  ])("%j leads to %s", (next, path) => expect(nextPath(next)).toBe(path));
});

describe("what a provider answers", () => {
  async function answered(fault: TokenFault) {
    const browser = server.browser();
    const url = new URL(await authorizeUrl(browser, "rogue"));
    rogue.answer(url.searchParams.get("nonce") ?? "", fault);
    const way = new URL(callback("rogue"));
    way.search = new URLSearchParams({
      code: "any",
      state: url.searchParams.get("state") ?? "",
      iss: rogue.issuer,
    }).toString();
    return back(browser, way);
  }
  const inSeconds = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;

  const FAULTS: [string, TokenFault][] = [
    ["another nonce", { claims: { nonce: "x".repeat(43) } }],
    ["no nonce", { without: ["nonce"] }],
    ["another audience", { claims: { aud: "somebody-else" } }],
    ["another issuer", { claims: { iss: "https://evil.example" } }],
    ["many audiences and another party", { claims: { aud: [CLIENT.clientId, "evil"], azp: "evil" } }],
    ["no subject", { without: ["sub"] }],
    ["an expiry in the past", { claims: { exp: inSeconds(-120), iat: inSeconds(-600) } }],
    ["no expiry", { without: ["exp"] }],
    ["a beginning in the future", { claims: { nbf: inSeconds(300) } }],
    ["another key", { signature: "other key" }],
    ["no signature", { signature: "none" }],
    ["the client's secret as a key", { signature: "client secret" }],
  ];
  test.each(FAULTS)("with %s is refused", async (_name, fault) => {
    const before = await identities();
    const answer = await answered(fault);
    expect(answer.statusCode, answer.body).toBe(400);
    expect(answer.json().code).toBe("SSO_ANSWER_INVALID");
    expect(await identities()).toEqual(before);
  });

  test.each([
    ['the text "true"', "true"],
    ["1", 1],
    ["nothing", undefined],
    ["false", false],
  ])("that says %s of the address has not confirmed it", async (_name, email_verified) => {
    const answer = await answered({ claims: { sub: "new", email: "new@example.com", email_verified } });
    expect(answer.json().code).toBe("SSO_EMAIL_UNVERIFIED");
  });

  test("a clock that is half a minute off is forgiven", async () => {
    const ahead = await answered({
      claims: { iat: inSeconds(30), nbf: inSeconds(30), sub: "skewed", email: "skewed@example.com" },
    });
    expect(ahead.statusCode, ahead.body).toBe(303);
    const behind = await answered({ claims: { exp: inSeconds(-30), sub: "skewed", email: "skewed@example.com" } });
    expect(behind.statusCode, behind.body).toBe(303);
  });

  test.each([
    ["errors", "broken" as const, "SSO_PROVIDER_UNREACHABLE"],
    ["without end", "endless" as const, "SSO_ANSWER_INVALID"],
    ["by sending us to the metadata service", "elsewhere" as const, "SSO_ANSWER_INVALID"],
  ])("%s costs only that sign-in", async (_name, how, code) => {
    rogue.behave(how);
    const answer = await answered({}).finally(() => rogue.behave("well"));
    expect(answer.json().code, answer.body).toBe(code);
    expect(answer.body).not.toMatch(/127\.0\.0\.1|169\.254|secret/);
  });
});

describe("a provider over time", () => {
  test("may change its keys at any moment", async () => {
    await signInWith("company", newPerson());
    await openid.changeKeys();
    const { answer } = await signInWith("company", newPerson());
    expect(answer.statusCode, answer.body).toBe(303);
  });

  test("that is away is said to be, and works again when it is back", async () => {
    for (const id of ["away", "inside"]) {
      const answer = await start(server.browser(), id);
      expect(answer.statusCode).toBe(503);
      expect(answer.json().code).toBe("SSO_PROVIDER_UNREACHABLE");
    }
    const browser = server.browser();
    openid.seat(newPerson());
    const url = await openid.walk(await authorizeUrl(browser, "company"));
    await openid.goAway();
    expect((await back(browser, url)).json().code).toBe("SSO_PROVIDER_UNREACHABLE");
    await openid.comeBack();
    expect((await signInWith("company", newPerson())).answer.statusCode).toBe(303);
  });

  test("that is not there is not found", async () => {
    expect((await start(server.browser(), "nobody")).statusCode).toBe(404);
  });
});
