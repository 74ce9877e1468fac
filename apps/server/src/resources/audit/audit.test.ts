import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { AuditEventBody } from "./schema.ts";

describe("the audit trail over HTTP", () => {
  let server: TestServer;
  let ann: SignedInPerson;
  let bob: SignedInPerson;
  let root: SignedInPerson;
  beforeAll(async () => {
    server = await openTestServer();
    root = await signUp(server, { email: "root@example.com", isInstanceAdmin: true });
    ann = await signUp(server, { email: "ann@example.com", role: "owner" });
    bob = await signUp(server, { email: "bob@example.com", role: "viewer", workspaceId: ann.workspaceId });
  });
  afterAll(() => server.close());

  const events = async (who: SignedInPerson, path = "/audit"): Promise<AuditEventBody[]> => {
    const response = await who.inject({ method: "GET", url: `/api/v1${path}` });
    expect(response.statusCode, response.body).toBe(200);
    return response.json().items;
  };

  test("tells who tried what, when it was refused too, and is on disk before the answer", async () => {
    const refused = await bob.inject({
      method: "POST",
      url: "/api/v1/queries",
      payload: { sourceId: "00000000-0000-7000-8000-000000000000", sql: "SELECT 1" },
    });
    expect(refused.statusCode).toBe(403);
    const [latest] = await events(ann, "/audit?action=query.run");
    expect(latest).toMatchObject({
      actor: "bob@example.com",
      actorKind: "user",
      action: "query.run",
      outcome: "refused",
      workspaceId: ann.workspaceId,
      detail: { status: 403, requestId: refused.headers["x-request-id"] },
    });
  });

  test("tells what was asked, and of which source", async () => {
    const sourceId = "00000000-0000-7000-8000-000000000000";
    await ann.inject({ method: "POST", url: "/api/v1/ask", payload: { sourceId, question: "how many orders" } });
    const [latest] = await events(ann, `/audit?target=${sourceId}`);
    expect(latest).toMatchObject({ action: "answer.ask", outcome: "failed", detail: { question: "how many orders" } });
  });

  test("says nothing of what was only looked at", async () => {
    await ann.inject({ method: "GET", url: "/api/v1/workspaces" });
    expect((await events(ann)).filter(({ action }) => /\.(list|read)$/.test(action))).toEqual([]);
  });

  test("of a workspace is for its admins, and holds nothing of another", async () => {
    expect((await bob.inject({ method: "GET", url: "/api/v1/audit" })).statusCode).toBe(403);
    const carl = await signUp(server, { email: "carl@example.com", role: "owner" });
    const seen = await events(carl, "/audit");
    expect(seen.filter(({ actor }) => actor !== "carl@example.com")).toEqual([]);
  });

  test("of the whole server is for those who administer it", async () => {
    expect((await ann.inject({ method: "GET", url: "/api/v1/instance/audit" })).statusCode).toBe(403);
    const seen = await events(root, "/instance/audit?actor=bob@&outcome=refused");
    expect(seen.map(({ action }) => action)).toContain("query.run");
  });

  test("never tells a secret", async () => {
    const secret = "Correct-Horse-9-Canary";
    await ann.inject({
      method: "POST",
      url: "/api/v1/sources",
      payload: {
        name: "db",
        connector: "postgres",
        config: { host: "127.0.0.1", port: 1, database: "d", user: "u", password: secret },
      },
    });
    const file = await root.inject({ method: "GET", url: "/api/v1/instance/audit/export?format=ndjson" });
    expect(file.body).toContain("connection.create");
    expect(file.body).not.toContain(secret);
  });

  test("is taken out as CSV that a spreadsheet does not run, and that is told as well", async () => {
    const file = await root.inject({ method: "GET", url: "/api/v1/instance/audit/export" });
    expect(file.headers["content-type"]).toContain("text/csv");
    expect(file.headers["content-disposition"]).toContain('filename="audit.csv"');
    const [head, ...lines] = file.body.trimEnd().split("\r\n");
    expect(head).toBe("at,actor,actorKind,actorId,workspaceId,action,targetType,targetId,outcome,address,detail,id");
    expect(lines.length).toBeGreaterThan(1);
    const [latest] = await events(root, "/instance/audit?action=audit.export");
    expect(latest).toMatchObject({ actor: "root@example.com", outcome: "done" });
  });

  test.each([
    ["an action that is none", "action=drop%20table"],
    ["a day that is none", "from=yesterday"],
    ["an outcome there is not", "outcome=maybe"],
    ["a foreign cursor", "cursor=%27--"],
  ])("%s is refused with the field named", async (_name, query) => {
    const response = await ann.inject({ method: "GET", url: `/api/v1/audit?${query}` });
    expect([response.statusCode, response.json().code]).toEqual([400, "REQUEST_INVALID"]);
  });

  test("pages go on where the last ended", async () => {
    const first = (await root.inject({ method: "GET", url: "/api/v1/instance/audit?limit=2" })).json();
    const second = (
      await root.inject({ method: "GET", url: `/api/v1/instance/audit?limit=2&cursor=${first.nextCursor}` })
    ).json();
    const ids = [...first.items, ...second.items].map(({ id }: AuditEventBody) => id);
    expect(new Set(ids).size).toBe(4);
  });
});
