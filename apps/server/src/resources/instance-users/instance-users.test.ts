import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { InstanceUser } from "./schema.ts";

describe("administering everybody on the server", () => {
  let server: TestServer;
  let root: SignedInPerson;
  let ann: SignedInPerson;
  beforeAll(async () => {
    server = await openTestServer();
    root = await signUp(server, { email: "root@example.com", isInstanceAdmin: true });
    ann = await signUp(server, { email: "ann@example.com", role: "owner" });
  });
  afterAll(() => server.close());

  const send = (
    who: SignedInPerson,
    method: "GET" | "PATCH" | "POST" | "DELETE",
    path: string,
    payload?: Record<string, unknown>,
  ) => who.inject({ method, url: `/api/v1/instance${path}`, ...(payload === undefined ? {} : { payload }) });
  const users = async (query = ""): Promise<InstanceUser[]> => (await send(root, "GET", `/users${query}`)).json().items;

  test("shows people with their workspaces, and no hash of a password", async () => {
    const response = await send(root, "GET", "/users?search=ANN@");
    expect(response.json().items).toMatchObject([
      { email: "ann@example.com", isInstanceAdmin: false, isDisabled: false, sessions: 1 },
    ]);
    expect(response.json().items[0].workspaces).toMatchObject([{ id: ann.workspaceId, role: "owner" }]);
    expect(response.body).not.toMatch(/argon2|passwordHash/);
    expect(await users("?search=%25")).toEqual([]);
  });

  test("is not for owners of workspaces", async () => {
    for (const path of ["/users", "/sessions", "/workspaces", "/usage", "/audit"])
      expect((await send(ann, "GET", path)).statusCode, path).toBe(403);
  });

  test("a disabled person is signed out at once, and back after being enabled and signing in", async () => {
    const dan = await signUp(server, { email: "dan@example.com", role: "owner" });
    expect((await send(root, "PATCH", `/users/${dan.userId}`, { isDisabled: true })).json()).toMatchObject({
      isDisabled: true,
      sessions: 0,
    });
    expect((await dan.inject({ method: "GET", url: "/api/v1/workspaces" })).statusCode).toBe(401);
    expect((await send(root, "PATCH", `/users/${dan.userId}`, { isDisabled: false })).json().isDisabled).toBe(false);
  });

  test("a session that is ended is ended", async () => {
    const eve = await signUp(server, { email: "eve@example.com", role: "owner" });
    const { items } = (await send(root, "GET", `/sessions?user=${eve.userId}`)).json();
    expect(items).toHaveLength(1);
    expect(items[0]).toMatchObject({ email: "eve@example.com", isYours: false });
    expect((await send(root, "DELETE", `/sessions/${items[0].id}`)).statusCode).toBe(204);
    expect((await eve.inject({ method: "GET", url: "/api/v1/workspaces" })).statusCode).toBe(401);
    expect((await send(root, "DELETE", `/sessions/${items[0].id}`)).json().code).toBe("SESSION_NOT_FOUND");
  });

  test("somebody signed out everywhere has to sign in again", async () => {
    const fay = await signUp(server, { email: "fay@example.com", role: "owner" });
    expect((await send(root, "POST", `/users/${fay.userId}/sign-out`)).statusCode).toBe(204);
    expect((await fay.inject({ method: "GET", url: "/api/v1/workspaces" })).statusCode).toBe(401);
  });

  test.each([
    ["disable oneself", { isDisabled: true }, "USER_IS_ONESELF"],
    ["take one's own administration away", { isInstanceAdmin: false }, "USER_IS_ONESELF"],
    ["change nothing", {}, "REQUEST_INVALID"],
    ["set what is not to be set", { passwordHash: "x" }, "REQUEST_INVALID"],
  ])("one cannot %s", async (_name, patch, code) => {
    expect((await send(root, "PATCH", `/users/${root.userId}`, patch)).json().code).toBe(code);
  });

  test("two administrators who remove each other at the same time leave one", async () => {
    const other = await signUp(server, { email: "other@example.com", isInstanceAdmin: true });
    const statuses = await Promise.all([
      send(root, "PATCH", `/users/${other.userId}`, { isInstanceAdmin: false }),
      send(other, "PATCH", `/users/${root.userId}`, { isInstanceAdmin: false }),
    ]);
    expect(statuses.filter(({ statusCode }) => statusCode === 200)).toHaveLength(1);
    const still = statuses[0]?.statusCode === 200 ? root : other;
    const { items } = (await send(still, "GET", "/users")).json();
    expect(items.filter(({ isInstanceAdmin }: InstanceUser) => isInstanceAdmin)).toHaveLength(1);
    const lost = still === root ? other : root;
    expect((await send(lost, "GET", "/users")).statusCode).toBe(403);
    await send(still, "PATCH", `/users/${lost.userId}`, { isInstanceAdmin: true });
  });

  test("lists workspaces with their owners and what is in them", async () => {
    const { items } = (await send(root, "GET", "/workspaces")).json();
    expect(items.find(({ id }: { id: string }) => id === ann.workspaceId)).toMatchObject({
      kind: "team",
      members: 1,
      owners: ["ann@example.com"],
      sources: 0,
      bytes: 0,
    });
  });
});
