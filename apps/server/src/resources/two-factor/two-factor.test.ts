import { eq } from "drizzle-orm";
import { Secret, TOTP } from "otpauth";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { userSessions, userTotp } from "../../database/schema.ts";
import { addMember, PASSWORD, type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const STEP_MS = 30_000;
const MINUTE_MS = 60_000;

let server: TestServer;
let count = 0;

beforeAll(async () => {
  server = await openTestServer();
});
afterAll(() => server.close());

const post = (who: Browser, path: string, payload: object = {}) =>
  who.inject({ method: "POST", url: `/api/v1${path}`, payload });
const get = (who: Browser, path: string) => who.inject({ method: "GET", url: `/api/v1${path}` });

/** What the app shows, some steps from now. */
const codeOf = (secret: string, steps = 0): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: server.clock.now() + steps * STEP_MS });

interface Enrolled {
  readonly person: SignedInPerson;
  readonly secret: string;
  readonly recoveryCodes: readonly string[];
}

const someone = (extra: object = {}): Promise<SignedInPerson> =>
  signUp(server, { email: `two${++count}@example.com`, ...extra });

async function enrolled(person?: SignedInPerson): Promise<Enrolled> {
  const who = person ?? (await someone());
  const { secret } = (await post(who, "/account/two-factor", { password: PASSWORD })).json();
  const answer = await post(who, "/account/two-factor/confirm", { code: codeOf(secret) });
  expect(answer.statusCode, answer.body).toBe(200);
  // The code that confirmed counts no more.
  server.clock.advance(2 * STEP_MS);
  return { person: who, secret, recoveryCodes: answer.json().recoveryCodes };
}

/** The first step, in a browser of its own. */
async function firstStep({ person }: Enrolled): Promise<{ browser: Browser; ticket: string }> {
  const browser = server.browser();
  const answer = await post(browser, "/auth/sign-in", { email: person.email, password: PASSWORD });
  expect(answer.json(), answer.body).toMatchObject({ status: "secondFactorRequired" });
  expect(answer.headers["set-cookie"] ?? "").not.toContain("parlance_access");
  return { browser, ticket: answer.json().ticket };
}

const kindOf = async (who: Browser): Promise<string> => (await get(who, "/auth/me")).json().kind;

describe("setting up an authenticator app", () => {
  test("takes the password and a code, and shows recovery codes once", async () => {
    const ann = await someone();
    expect((await post(ann, "/account/two-factor", { password: "Wrong-Password-1" })).json().code).toBe(
      "ACCOUNT_PASSWORD_WRONG",
    );
    const enrolment = (await post(ann, "/account/two-factor", { password: PASSWORD })).json();
    expect(enrolment.uri).toMatch(/^otpauth:\/\/totp\/Parlance:two\d+%40example\.com\?/);
    expect(enrolment.qrCode).toMatch(/^<svg /);
    expect(enrolment.qrCode).not.toMatch(/<script|style=|href=/);
    expect((await get(ann, "/account/two-factor")).json()).toMatchObject({ isOn: false, isShown: false });
    const wrong = await post(ann, "/account/two-factor/confirm", { code: codeOf(enrolment.secret, 10) });
    expect(wrong.json().code).toBe("TWO_FACTOR_CODE_WRONG");
    const right = await post(ann, "/account/two-factor/confirm", { code: codeOf(enrolment.secret) });
    expect(new Set(right.json().recoveryCodes).size).toBe(10);
    expect((await get(ann, "/account/two-factor")).json()).toMatchObject({
      isOn: true,
      recoveryCodesLeft: 10,
      isShown: true,
    });
    expect((await post(ann, "/account/two-factor", { password: PASSWORD })).statusCode).toBe(409);
  });

  test("nothing of the secret or the codes is in the database as it is", async () => {
    const { secret, recoveryCodes } = await enrolled();
    const { rows } = await server.database.db.execute("SELECT * FROM user_totp");
    const all = JSON.stringify(rows);
    expect(all).not.toContain(secret);
    for (const code of recoveryCodes) expect(all).not.toContain(code);
  });

  test("a browser without an account and an API key have none", async () => {
    expect((await get(server.browser(), "/account/two-factor")).statusCode).toBe(403);
  });

  test("the person is told by mail", async () => {
    const { person } = await enrolled();
    const { rows } = await server.database.db.execute(
      `SELECT kind FROM outgoing_mails WHERE recipient = '${person.email}'`,
    );
    expect(rows).toEqual([{ kind: "security-changed" }]);
  });
});

describe("the second step of a sign-in", () => {
  test("lets in with the code of the app, once", async () => {
    const someoneEnrolled = await enrolled();
    const { browser, ticket } = await firstStep(someoneEnrolled);
    expect(await kindOf(browser)).toBe("anonymous");
    const code = codeOf(someoneEnrolled.secret);
    expect((await post(browser, "/auth/two-factor", { ticket, code })).statusCode).toBe(200);
    expect(await kindOf(browser)).toBe("user");
    expect((await post(browser, "/auth/two-factor", { ticket, code })).json().code).toBe("AUTH_TICKET_INVALID");
    const again = await firstStep(someoneEnrolled);
    expect((await post(again.browser, "/auth/two-factor", { ticket: again.ticket, code })).json().code).toBe(
      "AUTH_CODE_WRONG",
    );
  });

  test.each([
    ["of the step before", -1, 200],
    ["of the next step", 1, 200],
    ["of two steps before", -2, 401],
    ["of two steps ahead", 2, 401],
  ])("with a code %s", async (_name, steps, status) => {
    const someoneEnrolled = await enrolled();
    server.clock.advance(5 * STEP_MS);
    const { browser, ticket } = await firstStep(someoneEnrolled);
    const code = codeOf(someoneEnrolled.secret, steps);
    expect((await post(browser, "/auth/two-factor", { ticket, code })).statusCode).toBe(status);
  });

  test("of twenty requests with one code at once, one is let in", async () => {
    const someoneEnrolled = await enrolled();
    const tickets = await Promise.all(Array.from({ length: 4 }, () => firstStep(someoneEnrolled)));
    const code = codeOf(someoneEnrolled.secret);
    const answers = await Promise.all(
      tickets.flatMap(({ browser, ticket }) => [
        post(browser, "/auth/two-factor", { ticket, code }),
        post(browser, "/auth/two-factor", { ticket, code }),
      ]),
    );
    expect(answers.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
  });

  test("five wrong codes end the ticket, ten the person's tries for a while", async () => {
    const someoneEnrolled = await enrolled();
    const tries = async (many: number): Promise<string[]> => {
      const { browser, ticket } = await firstStep(someoneEnrolled);
      const codes: string[] = [];
      for (let n = 0; n < many; n++) {
        const answer = await post(browser, "/auth/two-factor", { ticket, code: "000000" });
        codes.push(answer.json().code);
      }
      return codes;
    };
    expect(await tries(6)).toEqual([...Array(5).fill("AUTH_CODE_WRONG"), "AUTH_TICKET_INVALID"]);
    const next = await tries(5);
    expect(next.at(-1)).toBe("AUTH_TOO_MANY_TRIES");
    const { browser, ticket } = await firstStep(someoneEnrolled);
    const right = { ticket, code: codeOf(someoneEnrolled.secret) };
    expect((await post(browser, "/auth/two-factor", right)).statusCode).toBe(429);
    server.clock.advance(16 * MINUTE_MS);
    const later = await firstStep(someoneEnrolled);
    const code = codeOf(someoneEnrolled.secret);
    expect((await post(later.browser, "/auth/two-factor", { ticket: later.ticket, code })).statusCode).toBe(200);
  });

  test("a ticket counts for five minutes", async () => {
    const someoneEnrolled = await enrolled();
    const { browser, ticket } = await firstStep(someoneEnrolled);
    server.clock.advance(5 * MINUTE_MS + 1);
    const answer = await post(browser, "/auth/two-factor", { ticket, code: codeOf(someoneEnrolled.secret) });
    expect(answer.json().code).toBe("AUTH_TICKET_INVALID");
  });

  test("a recovery code counts once, however it is typed, and not for another person", async () => {
    const [one, two] = [await enrolled(), await enrolled()];
    const [code = ""] = one.recoveryCodes;
    expect(code, "118 bits: a fast hash of it cannot be searched").toMatch(/^(?:[a-z2-9]{4}-){5}[a-z2-9]{4}$/);
    const other = await firstStep(two);
    expect((await post(other.browser, "/auth/two-factor", { ticket: other.ticket, code })).statusCode).toBe(401);
    const mine = await firstStep(one);
    const typed = code.toUpperCase().replaceAll("-", " ");
    expect((await post(mine.browser, "/auth/two-factor", { ticket: mine.ticket, code: typed })).statusCode).toBe(200);
    expect((await get(mine.browser, "/account/two-factor")).json().recoveryCodesLeft).toBe(9);
    const again = await firstStep(one);
    expect((await post(again.browser, "/auth/two-factor", { ticket: again.ticket, code })).statusCode).toBe(401);
  });
});

describe("turning it off", () => {
  test("takes password and code together", async () => {
    const { person, secret } = await enrolled();
    const wrong = await post(person, "/account/two-factor/off", { password: PASSWORD, code: "000000" });
    expect(wrong.json().code).toBe("TWO_FACTOR_CODE_WRONG");
    const noPassword = await post(person, "/account/two-factor/off", { code: codeOf(secret) });
    expect(noPassword.json().code).toBe("ACCOUNT_PASSWORD_WRONG");
    const right = await post(person, "/account/two-factor/off", { password: PASSWORD, code: codeOf(secret) });
    expect(right.statusCode, right.body).toBe(204);
    const answer = await post(server.browser(), "/auth/sign-in", { email: person.email, password: PASSWORD });
    expect(answer.json().status).toBe("signedIn");
  });

  test("new recovery codes make the old ones worthless", async () => {
    const one = await enrolled();
    const body = { password: PASSWORD, code: codeOf(one.secret) };
    const { recoveryCodes } = (await post(one.person, "/account/two-factor/recovery-codes", body)).json();
    const { browser, ticket } = await firstStep(one);
    expect((await post(browser, "/auth/two-factor", { ticket, code: one.recoveryCodes[1] })).statusCode).toBe(401);
    expect((await post(browser, "/auth/two-factor", { ticket, code: recoveryCodes[1] })).statusCode).toBe(200);
  });

  test("an administrator of the server can, for people who lost everything; nobody else", async () => {
    const { person } = await enrolled();
    const url = `/api/v1/instance/users/${person.userId}/two-factor`;
    expect((await (await someone()).inject({ method: "DELETE", url })).statusCode).toBe(403);
    const admin = await someone({ isInstanceAdmin: true });
    expect((await admin.inject({ method: "DELETE", url })).statusCode).toBe(204);
    expect((await admin.inject({ method: "DELETE", url })).statusCode).toBe(409);
    const nobody = await admin.inject({ method: "DELETE", url: "/api/v1/instance/users/nobody/two-factor" });
    expect(nobody.statusCode).toBe(404);
  });
});

describe("a workspace that requires it", () => {
  const require = (who: Browser, isRequired: boolean) =>
    who.inject({ method: "PUT", url: "/api/v1/workspaces/mine/two-factor", payload: { isRequired } });

  test("shows members only their account until they have shown a second factor", async () => {
    const owner = await someone();
    expect((await require(owner, true)).json().code, "who has none cannot demand it").toBe("TWO_FACTOR_REQUIRED");
    await enrolled(owner);
    const viewer = await someone({ workspaceId: owner.workspaceId, role: "viewer" });
    expect((await require(viewer, false)).statusCode).toBe(403);
    expect((await get(viewer, "/sources?workspaceId=mine")).statusCode).not.toBe(403);
    expect((await require(owner, true)).statusCode).toBe(200);
    const refused = await get(viewer, "/providers");
    expect(refused.json().code).toBe("TWO_FACTOR_REQUIRED");
    expect((await get(viewer, "/account/two-factor")).json()).toMatchObject({ isRequired: true, isShown: false });
    expect((await get(owner, "/providers")).statusCode).toBe(200);
    await enrolled(viewer);
    expect((await get(viewer, "/providers")).statusCode).toBe(200);
  });

  test("lets API keys rest while their person has none, whenever they were made", async () => {
    const owner = await someone();
    await enrolled(owner);
    const analyst = await someone({ workspaceId: owner.workspaceId, role: "analyst" });
    const { key } = (await post(analyst, "/api-keys", { name: "Nightly" })).json();
    const byKey = async () => {
      const answer = await server.fastify.inject({
        url: "/api/v1/providers",
        headers: { authorization: `Bearer ${key}` },
      });
      return answer.statusCode === 200 ? 200 : answer.json().code;
    };
    expect(await byKey()).toBe(200);
    await require(owner, true);
    expect(await byKey()).toBe("TWO_FACTOR_REQUIRED");
    await enrolled(analyst);
    expect(await byKey()).toBe(200);
    await server.database.db.delete(userTotp).where(eq(userTotp.userId, analyst.userId));
    expect(await byKey()).toBe("TWO_FACTOR_REQUIRED");
    const sessions = server.database.db.update(userSessions).set({ method: "oidc+provider" });
    await sessions.where(eq(userSessions.userId, analyst.userId));
    expect(await byKey(), "a provider that is trusted to ask").toBe(200);
  });

  test("does not touch members of other workspaces", async () => {
    const owner = await someone();
    await enrolled(owner);
    await require(owner, true);
    const other = await someone();
    await addMember(server, { workspaceId: owner.workspaceId, userId: other.userId, role: "viewer" });
    expect((await get(other, "/providers")).statusCode).toBe(200);
  });
});
