import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signIn, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const DAY_MS = 24 * 3_600_000;

describe("devices that are signed in", () => {
  let server: TestServer;
  let root: SignedInPerson;
  let ann: SignedInPerson;
  beforeAll(async () => {
    server = await openTestServer();
    root = await signUp(server, { email: "root@example.com", isInstanceAdmin: true });
    ann = await signUp(server, { email: "ann@example.com", role: "owner" });
  });
  afterAll(() => server.close());

  const list = async (query = "") =>
    (await root.inject({ method: "GET", url: `/api/v1/instance/sessions${query}` })).json().items;

  test("are listed with the person and how they signed in; one's own is marked", async () => {
    expect(await list()).toMatchObject([
      { email: "ann@example.com", method: "password", isYours: false },
      { email: "root@example.com", method: "password", isYours: true },
    ]);
  });

  test("one of several devices of a person can be signed out, and the others stay", async () => {
    const phone = await signIn(server, "ann@example.com");
    const [newest] = await list(`?user=${ann.userId}`);
    const ended = await root.inject({ method: "DELETE", url: `/api/v1/instance/sessions/${newest.id}` });
    expect(ended.statusCode).toBe(204);
    expect((await phone.inject({ method: "GET", url: "/api/v1/workspaces" })).statusCode).toBe(401);
    expect((await ann.inject({ method: "GET", url: "/api/v1/workspaces" })).statusCode).toBe(200);
  });

  test("those that have expired are not listed", async () => {
    server.clock.advance(31 * DAY_MS);
    const fresh = await signIn(server, "root@example.com");
    const { items } = (await fresh.inject({ method: "GET", url: "/api/v1/instance/sessions" })).json();
    expect(items).toHaveLength(1);
    server.clock.advance(-31 * DAY_MS);
  });

  test("are not for owners of workspaces to end", async () => {
    const [session] = await list();
    const response = await ann.inject({ method: "DELETE", url: `/api/v1/instance/sessions/${session.id}` });
    expect([response.statusCode, response.json().code]).toEqual([403, "PERMISSION_DENIED"]);
  });
});
