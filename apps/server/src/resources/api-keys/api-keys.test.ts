import { eq } from "drizzle-orm";
import type { InjectOptions } from "fastify";
import type { Response } from "light-my-request";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiKeys, memberships, users } from "../../database/schema.ts";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { multipart } from "../../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { Role } from "../../permissions/role.ts";

let server: TestServer;
let ann: SignedInPerson;
let bob: SignedInPerson;
let admin: SignedInPerson;
let sourceId: string;

interface Sender {
  inject(options: InjectOptions): Promise<Response>;
}
type Method = "GET" | "POST" | "PATCH" | "DELETE";
const call = async (who: Sender, method: Method, path: string, payload?: object) => {
  const response = await who.inject({ method, url: `/api/v1${path}`, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.body === "" ? undefined : response.json() };
};
/** A program that sends a key. */
const program = (key: string): Sender => ({
  inject: (options) =>
    server.fastify.inject({ ...options, headers: { ...options.headers, authorization: `Bearer ${key}` } }),
});
const make = async (who: Sender, body: object = {}) => {
  const { status, body: made } = await call(who, "POST", "/api-keys", { name: "Nightly", ...body });
  expect(status, JSON.stringify(made)).toBe(201);
  // The server's own answer, in the shape the line above has checked.
  return made as { apiKey: { id: string; prefix: string; access: string }; key: string };
};
const setRole = (who: SignedInPerson, role: Role) =>
  server.database.db.update(memberships).set({ role }).where(eq(memberships.userId, who.userId));

beforeAll(async () => {
  server = await openTestServer();
  ann = await signUp(server, { email: "ann@example.com", name: "Ann" });
  const { workspaceId } = ann;
  bob = await signUp(server, { email: "bob@example.com", name: "Bob", role: "analyst", workspaceId });
  admin = await signUp(server, { email: "admin@example.com", name: "Admin", role: "admin", workspaceId });
  const form = multipart([{ name: "sales.csv", content: "id,amount\n1,10\n" }]);
  sourceId = (await ann.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form })).json().source.id;
});
afterAll(() => server.close());

describe("API keys", () => {
  test("are shown once, listed by their beginning, and kept as a digest", async () => {
    const { apiKey, key } = await make(bob, { access: "ask", expiresInDays: null });
    expect(key).toMatch(/^plk_[0-9a-f]{20}_[A-Za-z0-9_-]{43}$/);
    expect(key.startsWith(apiKey.prefix)).toBe(true);
    const listed = JSON.stringify((await call(bob, "GET", "/api-keys")).body);
    const [kept] = await server.database.db.select().from(apiKeys).where(eq(apiKeys.id, apiKey.id));
    for (const text of [listed, JSON.stringify(kept)]) {
      expect(text).toContain(apiKey.prefix);
      expect(text).not.toContain(key.slice(-43));
    }
  });

  test("act for their person in their workspace: sources, questions, conversations", async () => {
    const { key } = await make(bob, { access: "ask" });
    const listed = (await call(program(key), "GET", "/workspaces")).body.items;
    expect(listed).toMatchObject([{ id: ann.workspaceId, role: "analyst", isActive: true }]);
    expect((await call(program(key), "GET", `/sources/${sourceId}`)).status).toBe(200);
    const asked = await call(program(key), "POST", "/ask", { sourceId, question: "how many sales" });
    expect([asked.status, asked.body.verdict]).toEqual([200, "answer"]);
    await call(program(key), "POST", "/conversations", { sourceId });
    const [used] = await server.database.db
      .select()
      .from(apiKeys)
      .where(eq(apiKeys.prefix, key.slice(0, 12)));
    expect(used?.lastUsedAt).not.toBeNull();
  });

  const READ_ONLY: readonly (readonly [Method, string, object | undefined])[] = [
    ["POST", "/ask", { question: "how many sales" }],
    ["POST", "/queries", { sql: "SELECT 1" }],
    ["DELETE", "/sources/{source}", undefined],
    ["PATCH", "/sources/{source}", { name: "x" }],
    ["POST", "/conversations", {}],
    ["POST", "/saved-answers", { name: "x", sql: "SELECT 1" }],
    ["POST", "/api-keys", { name: "x" }],
    ["POST", "/workspaces", { name: "x" }],
    ["POST", "/invitations", { email: "x@example.com", role: "viewer" }],
  ];
  test.each(READ_ONLY)("one for reading is refused %s %s", async (method, path, payload) => {
    const { key } = await make(ann, { access: "read" });
    const { status, body } = await call(program(key), method, path.replace("{source}", sourceId), {
      ...payload,
      ...(payload !== undefined && "name" in payload ? {} : { sourceId }),
    });
    expect([status, body.code]).toEqual([403, "PERMISSION_DENIED"]);
  });

  test.each(["POST /api-keys", "POST /workspaces", "DELETE /workspaces/mine", "POST /workspaces/mine/leave"])(
    "one for everything is still refused %s",
    async (route) => {
      const [method = "", path = ""] = route.split(" ");
      const { key } = await make(ann, { access: "full" });
      const { status, body } = await call(program(key), method as Method, path, { name: "x" });
      expect([status, body.code]).toEqual([403, "PERMISSION_DENIED"]);
    },
  );

  test("are never more than their person is at the moment", async () => {
    const { key } = await make(bob, { access: "full" });
    const rename = () => call(program(key), "PATCH", `/sources/${sourceId}`, { name: "sales" });
    expect((await rename()).status).toBe(200);
    await setRole(bob, "viewer");
    expect((await rename()).status).toBe(403);
    await setRole(bob, "analyst");
    expect((await rename()).status).toBe(200);
  });

  test("are for exactly the rights they were made with", async () => {
    const { key, apiKey } = await make(ann, { permissions: ["source.read", "workspace.list"] });
    expect(apiKey.access).toBe("custom");
    expect((await call(program(key), "GET", `/sources/${sourceId}`)).status).toBe(200);
    expect((await call(program(key), "GET", "/conversations")).status).toBe(403);
    const wrong = await call(ann, "POST", "/api-keys", { name: "x", permissions: ["source.explode"] });
    expect(wrong.status).toBe(400);
  });

  test("wrong, revoked, expired and disabled ones are answered alike", async () => {
    const [revoked, expired, disabled] = [await make(bob), await make(bob, { expiresInDays: 1 }), await make(bob)];
    await call(bob, "DELETE", `/api-keys/${revoked.apiKey.id}`);
    const { db } = server.database;
    const past = new Date(server.clock.now() - 1);
    await db.update(apiKeys).set({ expiresAt: past }).where(eq(apiKeys.id, expired.apiKey.id));
    const flipped = (key: string, at: number) =>
      key.slice(0, at) + (key.charAt(at) === "A" ? "B" : "A") + key.slice(at + 1);
    const told = [];
    for (const key of [revoked.key, expired.key, flipped(disabled.key, 25), flipped(disabled.key, 60), "plk_x", "plk_"])
      told.push(await call(program(key), "GET", "/workspaces"));
    await db.update(users).set({ disabledAt: past }).where(eq(users.id, bob.userId));
    told.push(await call(program(disabled.key), "GET", "/workspaces"));
    await db.update(users).set({ disabledAt: null }).where(eq(users.id, bob.userId));
    for (const { status, body } of told) expect([status, body.code]).toEqual([401, "AUTH_REQUIRED"]);
  });

  test("count in the Authorization header and nowhere else", async () => {
    const { key } = await make(ann, { access: "full" });
    const inAddress = await call(server.browser(), "GET", `/workspaces?api_key=${key}`);
    expect([inAddress.status, inAddress.body.code]).toEqual([400, "API_KEY_IN_ADDRESS"]);
    expect((await call(server.browser(), "GET", `/sources/${key}`)).body.code).toBe("API_KEY_IN_ADDRESS");
    const elsewhere = await server.fastify.inject({
      method: "GET",
      url: `/api/v1/sources/${sourceId}`,
      headers: { "x-api-key": key, cookie: `parlance_access=${key}` },
    });
    expect([401, 404]).toContain(elsewhere.statusCode);
  });

  test("of others are seen and revoked by admins, and by nobody else", async () => {
    const { apiKey, key } = await make(ann);
    const seenBy = async (who: Sender) =>
      (await call(who, "GET", "/api-keys")).body.items.some((one: { id: string }) => one.id === apiKey.id);
    expect([await seenBy(admin), await seenBy(bob)]).toEqual([true, false]);
    expect((await call(bob, "DELETE", `/api-keys/${apiKey.id}`)).body.code).toBe("API_KEY_NOT_FOUND");
    const stranger = await signUp(server, { email: "stranger@example.com" });
    expect((await call(stranger, "DELETE", `/api-keys/${apiKey.id}`)).body.code).toBe("API_KEY_NOT_FOUND");
    expect((await call(admin, "DELETE", `/api-keys/${apiKey.id}`)).status).toBe(204);
    expect((await call(program(key), "GET", "/workspaces")).status).toBe(401);
  });

  test("of somebody who leaves count for nothing, and do not come back with them", async () => {
    const carl = await signUp(server, { email: "carl@example.com", role: "viewer", workspaceId: ann.workspaceId });
    const { key } = await make(carl);
    expect((await call(carl, "POST", "/workspaces/mine/leave")).status).toBe(204);
    expect((await call(program(key), "GET", "/workspaces")).status).toBe(401);
    const createdAt = new Date(server.clock.now());
    const again = { workspaceId: ann.workspaceId, userId: carl.userId, role: "viewer" as const, createdAt };
    await server.database.db.insert(memberships).values(again);
    expect((await call(program(key), "GET", "/workspaces")).status).toBe(401);
  });

  test("a browser without an account has none", async () => {
    const made = await call(server.browser(), "POST", "/api-keys", { name: "x" });
    expect([made.status, made.body.code]).toEqual([401, "AUTH_REQUIRED"]);
  });
});
