import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openAskingBrowser } from "../../fixtures/asking-browser.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { InstanceWorkspace } from "./schema.ts";

describe("every workspace on the server", () => {
  let server: TestServer;
  let root: SignedInPerson;
  let ann: SignedInPerson;
  beforeAll(async () => {
    server = await openTestServer();
    root = await signUp(server, { email: "root@example.com", isInstanceAdmin: true });
    ann = await signUp(server, { email: "ann@example.com", name: "Ann", role: "owner" });
    await signUp(server, { email: "bob@example.com", role: "viewer", workspaceId: ann.workspaceId });
    const asking = await openAskingBrowser(server, ann);
    await asking.send("POST", "/ask", { sourceId: asking.sourceId, question: "total amount by region" });
    await server.asked.settled();
  });
  afterAll(() => server.close());

  const list = async (query = ""): Promise<InstanceWorkspace[]> =>
    (await root.inject({ method: "GET", url: `/api/v1/instance/workspaces${query}` })).json().items;

  test("is listed with its owners, members, data and questions", async () => {
    const [found] = await list("?search=ann%27s");
    expect(found).toMatchObject({
      id: ann.workspaceId,
      kind: "team",
      members: 2,
      owners: ["ann@example.com"],
      sources: 1,
      questions: 1,
    });
    expect(found?.bytes).toBeGreaterThan(0);
  });

  test("is given more room or less, and the server's own again", async () => {
    const change = (storageBytes: number | null, id = ann.workspaceId, who = root) =>
      who.inject({ method: "PATCH", url: `/api/v1/instance/workspaces/${id}`, payload: { storageBytes } });
    const usual = (await list("?search=ann%27s"))[0]?.limitBytes;
    expect((await change(1_000)).json()).toMatchObject({ id: ann.workspaceId, limitBytes: 1_000, hasOwnLimit: true });
    const seen = await ann.inject({ method: "GET", url: "/api/v1/limits" });
    expect(seen.json().storage.limitBytes, "it counts at once").toBe(1_000);
    expect((await change(null)).json()).toMatchObject({ limitBytes: usual, hasOwnLimit: false });
    expect((await change(1, "none")).json().code).toBe("WORKSPACE_NOT_FOUND");
    expect((await change(1, ann.workspaceId, ann)).json().code).toBe("PERMISSION_DENIED");
  });

  test("is found by its name alone, and signs that mean something to the database mean nothing here", async () => {
    expect(await list("?search=nobody")).toEqual([]);
    expect(await list("?search=%25")).toEqual([]);
  });

  test("comes page by page, newest first", async () => {
    const first = (await root.inject({ method: "GET", url: "/api/v1/instance/workspaces?limit=1" })).json();
    const [next] = await list(`?limit=1&cursor=${first.nextCursor}`);
    expect(next?.id).not.toBe(first.items[0].id);
  });

  test("is not for the owner of one of them to see", async () => {
    const response = await ann.inject({ method: "GET", url: "/api/v1/instance/workspaces" });
    expect([response.statusCode, response.json().code]).toEqual([403, "PERMISSION_DENIED"]);
  });
});
