import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memberships, userSessions, users } from "../database/account-tables.ts";
import { auditEvents } from "../database/audit-tables.ts";
import { accessHeaders, PASSWORD, signUp } from "../fixtures/accounts.ts";
import { lettersTo } from "../fixtures/letters.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

const PATIENCE_MS = 60_000;
/** The promise, and what a machine that runs the whole suite needs. */
const CLOSED_WITHIN_MS = 15_000;

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer();
}, PATIENCE_MS);
afterAll(() => server.close());

interface Tokens {
  readonly accessToken: string;
  readonly refreshToken: string;
}
const signIn = async (email: string): Promise<Tokens> => {
  const payload = { email, password: PASSWORD, transport: "token" };
  return (await server.fastify.inject({ method: "POST", url: "/api/v1/auth/sign-in", payload })).json();
};
const refresh = (refreshToken: string) =>
  server.fastify.inject({ method: "POST", url: "/api/v1/auth/refresh", payload: { refreshToken } });
const sources = (headers: Record<string, string>) =>
  server.fastify.inject({ url: "/api/v1/workspaces/mine/sources", headers });
const statusWith = async (accessToken: string): Promise<number> =>
  (await sources({ authorization: `Bearer ${accessToken}` })).statusCode;

describe("refresh tokens", { timeout: PATIENCE_MS }, () => {
  test("#10 one used a second time ends its whole family, is recorded and told by letter", async () => {
    const { userId } = await signUp(server, { email: "stolen@example.com" });
    const first = await signIn("stolen@example.com");
    const second: Tokens = (await refresh(first.refreshToken)).json();
    server.clock.advance(60_000);
    expect((await refresh(first.refreshToken)).statusCode).toBe(401);
    expect((await refresh(second.refreshToken)).statusCode, "the thief's or the owner's: nobody can tell").toBe(401);
    expect(await statusWith(second.accessToken)).toBe(401);
    const letters = await lettersTo(server, "stolen@example.com");
    expect(letters.map(({ subject }) => subject)).toContain("A sign-in of yours was used twice");
    await server.audit.settled();
    const events = await server.database.db.select().from(auditEvents).where(eq(auditEvents.action, "account.refresh"));
    expect(events).toMatchObject([{ outcome: "refused", detail: { userId } }]);
  });

  test("#10 so does one from far back in the family", async () => {
    await signUp(server, { email: "far@example.com" });
    const first = await signIn("far@example.com");
    let newest = first;
    for (let i = 0; i < 4; i++) newest = (await refresh(newest.refreshToken)).json();
    expect((await refresh(first.refreshToken)).statusCode).toBe(401);
    expect((await refresh(newest.refreshToken)).statusCode).toBe(401);
  });

  test("#11 twenty at once give one family, in which all got the same token", async () => {
    const { userId } = await signUp(server, { email: "many@example.com" });
    const { refreshToken } = await signIn("many@example.com");
    const answers = await Promise.all(Array.from({ length: 20 }, () => refresh(refreshToken)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
    const next = new Set(answers.map((answer) => answer.json<Tokens>().refreshToken));
    expect(next.size).toBe(1);
    expect((await refresh([...next][0] ?? "")).statusCode).toBe(200);
    const rows = await server.database.db.select().from(userSessions).where(eq(userSessions.userId, userId));
    expect(rows.filter(({ revokedAt }) => revokedAt === null)).toHaveLength(2);
  });

  const INVENTED = [
    "plr_x",
    "x".repeat(80),
    `plr_01980000-0000-7000-8000-000000000001.${"a".repeat(43)}.${"b".repeat(22)}`,
  ];
  test.each(INVENTED)("an invented one, %s, disturbs nobody's session", async (text) => {
    expect([400, 401]).toContain((await refresh(text)).statusCode);
  });

  test("a guess at somebody's session does not end it", async () => {
    await signUp(server, { email: "guess@example.com" });
    const { accessToken, refreshToken } = await signIn("guess@example.com");
    const forged = refreshToken.replace(/\.[^.]+\./, `.${"a".repeat(43)}.`);
    expect((await refresh(forged)).statusCode).toBe(401);
    expect(await statusWith(accessToken)).toBe(200);
  });

  test("#7 an access token renews nothing, and a refresh token opens nothing", async () => {
    await signUp(server, { email: "mixed@example.com" });
    const { accessToken, refreshToken } = await signIn("mixed@example.com");
    expect([400, 401]).toContain((await refresh(accessToken)).statusCode);
    expect(await statusWith(refreshToken)).toBe(401);
  });
});

describe("#8 what changes about a person counts at once", { timeout: PATIENCE_MS }, () => {
  const CHANGES: readonly (readonly [string, number, (userId: string) => Promise<unknown>])[] = [
    ["disabled", 401, (id) => server.database.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, id))],
    ["deleted", 401, (id) => server.database.db.delete(users).where(eq(users.id, id))],
    [
      "removed from the workspace",
      403,
      (id) => server.database.db.delete(memberships).where(eq(memberships.userId, id)),
    ],
    [
      "signed out by somebody else",
      401,
      (id) => server.database.db.update(userSessions).set({ revokedAt: new Date() }).where(eq(userSessions.userId, id)),
    ],
  ];
  test.each(CHANGES)("%s", async (name, status, change) => {
    const email = `${name.replaceAll(" ", "-")}@example.com`;
    const { userId } = await signUp(server, { email });
    const headers = await accessHeaders(server, email);
    expect((await sources(headers)).statusCode).toBe(200);
    await change(userId);
    expect((await sources(headers)).statusCode).toBe(status);
  });

  test("a lower role", async () => {
    const { userId } = await signUp(server, { email: "demoted@example.com" });
    const headers = await accessHeaders(server, "demoted@example.com");
    const audit = () => server.fastify.inject({ url: "/api/v1/members", headers });
    const before = (await server.fastify.inject({ url: "/api/v1/auth/me", headers })).json().workspace.role;
    await server.database.db.update(memberships).set({ role: "viewer" }).where(eq(memberships.userId, userId));
    const after = (await server.fastify.inject({ url: "/api/v1/auth/me", headers })).json().workspace.role;
    expect([before, after]).toEqual(["owner", "viewer"]);
    expect((await audit()).statusCode).not.toBe(500);
  });

  test("an open stream is closed", async () => {
    const { userId } = await signUp(server, { email: "streaming@example.com" });
    const headers = await accessHeaders(server, "streaming@example.com");
    const address = await server.listen();
    const stream = await fetch(`${address}/api/v1/uploads/not-yet-begun/events`, { headers });
    expect(stream.status).toBe(200);
    const text = stream.text();
    await sleep(300);
    const endedAt = performance.now();
    await server.database.db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, userId));
    expect(await text).toContain("AUTH_EXPIRED");
    expect(performance.now() - endedAt).toBeLessThan(CLOSED_WITHIN_MS);
  });
});
