import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { memberships } from "../../database/schema.ts";
import { addMember, type SignedInPerson, signIn, signUp } from "../../fixtures/accounts.ts";
import { multipart } from "../../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

let server: TestServer;
let ann: SignedInPerson;
let bob: SignedInPerson;

type Sender = Pick<SignedInPerson, "inject">;
const call = async (
  who: Sender,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  payload?: object,
  headers = {},
) => {
  const response = await who.inject({ method, url: `/api/v1${path}`, headers, ...(payload && { payload }) });
  return {
    status: response.statusCode,
    body: response.body === "" ? undefined : response.json(),
    headers: response.headers,
  };
};
const upload = (who: Sender) =>
  who.inject({
    method: "POST",
    url: "/api/v1/workspaces/mine/sources",
    ...multipart([{ name: "sales.csv", content: "id,amount\n1,10\n2,20\n" }]),
  });

beforeAll(async () => {
  server = await openTestServer({ isDemoEnabled: true });
  ann = await signUp(server, { email: "ann@example.com", name: "Ann" });
  bob = await signUp(server, { email: "bob@example.com", name: "Bob" });
});
afterAll(() => server.close());

describe("workspaces of people", () => {
  test("one's own come first, the active one before all, with one's role, then the demos", async () => {
    const { body } = await call(ann, "GET", "/workspaces");
    expect(body.items.map((one: Record<string, unknown>) => [one.kind, one.role, one.isActive])).toEqual([
      ["team", "owner", true],
      ["demo", null, false],
      ["demo", null, false],
      ["demo", null, false],
    ]);
  });

  test("a new one is the active one, and what is put in belongs to it and stays", async () => {
    const made = await call(ann, "POST", "/workspaces", { name: "Reports" });
    expect([made.status, made.body.role, made.body.isActive]).toEqual([201, "owner", true]);
    const uploaded = (await upload(ann)).json();
    expect([uploaded.source.workspaceId, uploaded.source.expiresAt]).toEqual([made.body.id, null]);
    const source = `/sources/${uploaded.source.id}`;
    expect((await call(ann, "GET", source)).status).toBe(200);

    await call(ann, "POST", `/workspaces/${ann.workspaceId}/activate`);
    expect((await call(ann, "GET", source)).status).toBe(404);
    expect((await call(ann, "GET", "/workspaces/mine/sources")).body.items).toEqual([]);
    expect((await call(ann, "GET", `/workspaces/${made.body.id}/sources`)).status).toBe(404);
    await call(ann, "POST", `/workspaces/${made.body.id}/activate`);
    expect((await call(ann, "GET", source)).status).toBe(200);
    await call(ann, "POST", `/workspaces/${ann.workspaceId}/activate`);
  });

  test("two sessions of one person may be in two workspaces", async () => {
    const phone = await signIn(server, ann.email);
    const made = await call(phone, "POST", "/workspaces", { name: "Phone" });
    const activeOf = async (who: Sender) => (await call(who, "GET", "/workspaces")).body.items[0].id;
    expect([await activeOf(phone), await activeOf(ann)]).toEqual([made.body.id, ann.workspaceId]);
  });

  test("renaming asks for the revision that was read, where one is told", async () => {
    const renamed = await call(ann, "PATCH", "/workspaces/mine", { name: "North" }, { "if-match": '"1"' });
    expect([renamed.status, renamed.body.name, renamed.headers.etag]).toEqual([200, "North", '"2"']);
    const late = await call(ann, "PATCH", "/workspaces/mine", { name: "South" }, { "if-match": '"1"' });
    expect([late.status, late.body.code]).toEqual([412, "EDIT_CONFLICT"]);
  });

  test.each(["GET sources", "PATCH", "DELETE", "POST activate", "POST leave", "POST transfer"])(
    "%s: somebody else's is answered like none",
    async (route) => {
      const [method = "", verb] = route.split(" ");
      const payload = { PATCH: { name: "x" }, DELETE: { name: "x" }, POST: { userId: bob.userId } }[method];
      const at = async (id: string) => {
        const path = `/workspaces/${id}${verb === undefined ? "" : `/${verb}`}`;
        const { status, body } = await call(
          bob,
          method as "GET",
          path,
          verb === "activate" || verb === "leave" ? undefined : payload,
        );
        return { status, body: { ...body, requestId: "" } };
      };
      const foreign = await at(ann.workspaceId);
      expect(foreign.status).toBe(404);
      expect(foreign).toEqual(await at("01980000-0000-7000-8000-000000000000"));
    },
  );

  test("it is deleted by its name, typed out, with its files; its sessions are in none until they choose", async () => {
    const made = await call(bob, "POST", "/workspaces", { name: "To go" });
    const { source } = (await upload(bob)).json();
    const folder = join(server.dataDir, "workspaces", made.body.id, "sources", source.id);
    expect(existsSync(folder)).toBe(true);
    const wrong = await call(bob, "DELETE", `/workspaces/${made.body.id}`, { name: "to go" });
    expect([wrong.status, wrong.body.code]).toEqual([422, "WORKSPACE_NAME_MISMATCH"]);
    expect((await call(bob, "DELETE", `/workspaces/${made.body.id}`, { name: "To go" })).status).toBe(204);
    expect(existsSync(folder) && readdirSync(folder).length > 0).toBe(false);
    const after = await call(bob, "GET", "/workspaces/mine/sources");
    expect([after.status, after.body.code]).toEqual([403, "WORKSPACE_REQUIRED"]);
    expect((await call(bob, "POST", `/workspaces/${bob.workspaceId}/activate`)).status).toBe(200);
    expect((await call(bob, "GET", `/sources/${source.id}`)).status).toBe(404);
  });

  test("the last owner neither leaves nor is lowered; after handing it over they may", async () => {
    await addMember(server, { workspaceId: ann.workspaceId, userId: bob.userId, role: "viewer" });
    for (const attempt of [
      await call(ann, "POST", "/workspaces/mine/leave"),
      await call(ann, "PATCH", `/members/${ann.userId}`, { role: "admin" }),
      await call(ann, "DELETE", `/members/${ann.userId}`),
    ]) {
      expect([attempt.status, attempt.body.code]).toEqual([422, "MEMBER_LAST_OWNER"]);
    }
    expect((await call(ann, "POST", "/workspaces/mine/transfer", { userId: bob.userId })).body.role).toBe("admin");
    expect((await call(ann, "POST", "/workspaces/mine/leave")).status).toBe(204);
    expect((await call(ann, "GET", "/members")).body.code).toBe("WORKSPACE_REQUIRED");
  });

  test("of two owners who leave at once, one stays", { timeout: 60_000 }, async () => {
    const made = await call(bob, "POST", "/workspaces", { name: "Pair" });
    await addMember(server, { workspaceId: made.body.id, userId: ann.userId, role: "owner" });
    const left = await Promise.all([ann, bob].map((who) => call(who, "POST", `/workspaces/${made.body.id}/leave`)));
    expect(left.map(({ status }) => status).sort()).toEqual([204, 422]);
    const { db } = server.database;
    const rest = await db.select().from(memberships).where(eq(memberships.workspaceId, made.body.id));
    expect(rest.map(({ role }) => role)).toEqual(["owner"]);
  });

  test("a browser without an account makes none", async () => {
    const made = await call(server.browser(), "POST", "/workspaces", { name: "Mine" });
    expect([made.status, made.body.code]).toEqual([401, "AUTH_REQUIRED"]);
  });
});
