import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { type AskingBrowser, openAskingBrowser } from "../../fixtures/asking-browser.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

let server: TestServer;
let ann: AskingBrowser;
let viewer: SignedInPerson;
let analyst: SignedInPerson;
let admin: SignedInPerson;
let stranger: SignedInPerson;

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
const call = async (who: Pick<SignedInPerson, "inject">, method: Method, path: string, payload?: object) => {
  const response = await who.inject({ method, url: `/api/v1${path}`, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.body === "" ? undefined : response.json() };
};
const people = () => [viewer, analyst, admin];

beforeAll(async () => {
  server = await openTestServer();
  const owner = await signUp(server, { email: "ann@example.com", name: "Ann", role: "owner" });
  ann = await openAskingBrowser(server, owner);
  const { workspaceId } = owner;
  viewer = await signUp(server, { email: "vera@example.com", name: "Vera", role: "viewer", workspaceId });
  analyst = await signUp(server, { email: "otto@example.com", name: "Otto", role: "analyst", workspaceId });
  admin = await signUp(server, { email: "ada@example.com", name: "Ada", role: "admin", workspaceId });
  stranger = await signUp(server, { email: "eve@example.com", name: "Eve" });
});
afterAll(() => server.close());

describe("conversations in a workspace of several people", () => {
  test("are their owner's alone, whatever the others are", async () => {
    const { id } = await ann.begin();
    await ann.ask(id, "how many sales");
    for (const who of [...people(), stranger]) {
      for (const [method, path, payload] of [
        ["GET", "", undefined],
        ["PATCH", "", { title: "x" }],
        ["DELETE", "", undefined],
        ["POST", "/fork", {}],
      ] as const)
        expect((await call(who, method, `/conversations/${id}${path}`, payload)).body.code).toBe(
          "CONVERSATION_NOT_FOUND",
        );
      expect((await call(who, "GET", "/conversations")).body.items).toEqual([]);
      expect((await call(who, "GET", "/history")).body.items).toEqual([]);
      const asked = { sourceId: ann.sourceId, question: "how many sales", conversationId: id };
      expect((await call(who, "POST", "/ask", asked)).status).toBe(404);
    }
  });

  test("shared, everybody in the workspace reads them by name and goes on in one of their own", async () => {
    const { id } = await ann.begin();
    await ann.ask(id, "total amount per customer", { messageId: "message-1" });
    const shared = await call(ann.browser, "PUT", `/conversations/${id}/workspace-share`);
    expect([shared.status, shared.body.isYours, shared.body.workspaceSharedAt]).toEqual([
      200,
      true,
      expect.any(String),
    ]);
    const listed = (await call(viewer, "GET", "/conversations?scope=workspace")).body.items;
    expect(listed).toMatchObject([{ id, owner: "Ann", isYours: false }]);
    const read = await call(viewer, "GET", `/conversations/${id}`);
    expect(read.body.messages).toMatchObject([{ id: "message-1", state: "done", sentence: expect.any(String) }]);
    expect(read.body.messages[0].answer.result.rows.length).toBeGreaterThan(0);

    const fork = (await call(viewer, "POST", `/conversations/${id}/fork`, {})).body;
    expect(fork).toMatchObject({ owner: "Vera", isYours: true, workspaceSharedAt: null, forkedFrom: id });
    const asked = { sourceId: ann.sourceId, question: "only in South", conversationId: fork.id };
    expect((await call(viewer, "POST", "/ask", asked)).status).toBe(200);
    expect((await call(viewer, "GET", `/conversations/${fork.id}`)).body.messages).toHaveLength(2);
    expect((await ann.read(id)).messages).toHaveLength(1);
    expect((await call(ann.browser, "GET", `/conversations/${fork.id}`)).status).toBe(404);
  });

  test("shared, they are changed by their owner only", async () => {
    const { id } = await ann.begin();
    await ann.ask(id, "how many sales", { messageId: "message-1" });
    await call(ann.browser, "PUT", `/conversations/${id}/workspace-share`);
    for (const [method, path, payload] of [
      ["PATCH", "", { title: "x" }],
      ["DELETE", "", undefined],
      ["POST", "/share", undefined],
      ["DELETE", "/messages/message-1", undefined],
      ["PUT", "/workspace-share", undefined],
    ] as const)
      expect((await call(admin, method, `/conversations/${id}${path}`, payload)).status, path).toBe(404);
    const asked = { sourceId: ann.sourceId, question: "how many sales", conversationId: id };
    expect((await call(admin, "POST", "/ask", asked)).status).toBe(404);
    expect((await call(stranger, "GET", `/conversations/${id}`)).status).toBe(404);
    expect((await call(stranger, "GET", "/conversations?scope=workspace")).body.items).toEqual([]);
    expect((await call(analyst, "DELETE", `/conversations/${id}/workspace-share`)).body.code).toBe("PERMISSION_DENIED");
    expect((await call(admin, "DELETE", `/conversations/${id}/workspace-share`)).status).toBe(204);
    expect((await call(viewer, "GET", `/conversations/${id}`)).status).toBe(404);
    expect((await ann.read(id)).conversation.workspaceSharedAt).toBeNull();
  });

  test("a browser without an account has nobody to share with", async () => {
    const browser = await openAskingBrowser(server);
    const { id } = await browser.begin();
    const shared = await call(browser.browser, "PUT", `/conversations/${id}/workspace-share`);
    expect(shared.body.code).toBe("WORKSPACE_NOT_A_TEAM");
  });
});

describe("saved answers in a workspace of several people", () => {
  const save = async () =>
    (
      await call(ann.browser, "POST", "/saved-answers", {
        sourceId: ann.sourceId,
        name: "All",
        sql: "SELECT * FROM sales",
      })
    ).body.id as string;

  test("are their owner's alone until they are shared; then others read and run them", async () => {
    const id = await save();
    for (const who of people()) {
      expect((await call(who, "GET", `/saved-answers/${id}`)).status).toBe(404);
      expect((await call(who, "POST", `/saved-answers/${id}/run`, {})).status).toBe(404);
    }
    expect((await call(ann.browser, "PUT", `/saved-answers/${id}/workspace-share`)).body.isYours).toBe(true);
    expect((await call(viewer, "GET", "/saved-answers?scope=workspace")).body.items).toMatchObject([
      { id, owner: "Ann", isYours: false, expiresAt: null },
    ]);
    expect((await call(viewer, "POST", `/saved-answers/${id}/run`, {})).body.result.rowCount).toBe(3);
    expect((await call(analyst, "PATCH", `/saved-answers/${id}`, { name: "x" })).status).toBe(404);
    expect((await call(analyst, "DELETE", `/saved-answers/${id}`)).status).toBe(404);
    expect((await call(analyst, "DELETE", `/saved-answers/${id}/workspace-share`)).status).toBe(403);
    expect((await call(admin, "DELETE", `/saved-answers/${id}/workspace-share`)).status).toBe(204);
    expect((await call(viewer, "POST", `/saved-answers/${id}/run`, {})).status).toBe(404);
    expect((await call(stranger, "GET", "/saved-answers?scope=workspace")).body.items).toEqual([]);
  });
});
