import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { multipart } from "../../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

let server: TestServer;
let otto: SignedInPerson;
let ada: SignedInPerson;
let vera: SignedInPerson;
let at: string;

beforeAll(async () => {
  server = await openTestServer();
  ada = await signUp(server, { email: "ada@example.com", name: "Ada" });
  const { workspaceId } = ada;
  otto = await signUp(server, { email: "otto@example.com", name: "Otto", role: "analyst", workspaceId });
  vera = await signUp(server, { email: "vera@example.com", name: "Vera", role: "viewer", workspaceId });
  const form = multipart([{ name: "sales.csv", content: "id,amount\n1,10\n" }]);
  const uploaded = await ada.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  at = `/api/v1/sources/${uploaded.json().source.id}`;
});
afterAll(() => server.close());

describe("who wrote knowledge down", () => {
  const body = { kind: "term", term: "turnover", text: "the sum of amount" };

  test("a suggestion names its author, and who approved it", async () => {
    const made = await otto.inject({ method: "POST", url: `${at}/knowledge`, payload: { body, status: "proposed" } });
    expect(made.json(), made.body).toMatchObject({ status: "proposed", writtenBy: "Otto", decidedBy: null });
    const url = `${at}/knowledge/${made.json().id}`;
    const approved = await ada.inject({ method: "PATCH", url, payload: { status: "approved" } });
    expect(approved.json()).toMatchObject({ writtenBy: "Otto", decidedBy: "Ada" });
    const listed = await vera.inject({ method: "GET", url: `${at}/knowledge` });
    expect(listed.json().items).toMatchObject([{ writtenBy: "Otto", decidedBy: "Ada" }]);
  });

  test("a viewer suggests by saying what was wrong, and approves nothing", async () => {
    const payload = { kind: "edited", question: "turnover of everything", sql: "SELECT sum(amount) FROM sales" };
    const given = await vera.inject({ method: "POST", url: `${at}/feedback`, payload });
    const [proposal] = given.json().proposals;
    expect(proposal, given.body).toMatchObject({ status: "proposed", writtenBy: "Vera" });
    const url = `${at}/knowledge/${proposal.id}`;
    const tried = await vera.inject({ method: "PATCH", url, payload: { status: "approved" } });
    expect([tried.statusCode, tried.json().code]).toEqual([403, "PERMISSION_DENIED"]);
    expect((await otto.inject({ method: "PATCH", url, payload: { status: "approved" } })).json().decidedBy).toBe(
      "Otto",
    );
  });
});
