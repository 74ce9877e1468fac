import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { Role } from "../../permissions/role.ts";

let server: TestServer;
const people = new Map<string, SignedInPerson>();
const person = (role: string): SignedInPerson => {
  const found = people.get(role);
  if (found === undefined) throw new Error(role);
  return found;
};

const call = async (
  who: Pick<SignedInPerson, "inject">,
  method: "GET" | "POST" | "PATCH" | "DELETE",
  path: string,
  payload?: object,
) => {
  const response = await who.inject({ method, url: `/api/v1${path}`, ...(payload && { payload }) });
  return { status: response.statusCode, body: response.body === "" ? undefined : response.json() };
};

beforeAll(async () => {
  server = await openTestServer();
  const owner = await signUp(server, { email: "owner@example.com", name: "Olga" });
  people.set("owner", owner);
  const { workspaceId } = owner;
  for (const role of ["admin", "analyst", "viewer"] as const)
    people.set(role, await signUp(server, { email: `${role}@example.com`, name: role, role, workspaceId }));
  people.set(
    "second",
    await signUp(server, { email: "second@example.com", name: "Second", role: "admin", workspaceId }),
  );
  people.set("stranger", await signUp(server, { email: "stranger@example.com", name: "Stranger" }));
});
afterAll(() => server.close());

describe("members", () => {
  test("everybody sees who is there; addresses and attributes only who may change them", async () => {
    const seen = (await call(person("viewer"), "GET", "/members")).body.items;
    expect(seen.map((one: { name: string; role: Role }) => [one.name, one.role])).toEqual([
      ["Olga", "owner"],
      ["admin", "admin"],
      ["analyst", "analyst"],
      ["viewer", "viewer"],
      ["Second", "admin"],
    ]);
    expect(seen.filter((one: { email: string }) => one.email !== "")).toMatchObject([{ email: "viewer@example.com" }]);
    const all = (await call(person("admin"), "GET", "/members")).body.items;
    expect(all.every((one: { email: string }) => one.email !== "")).toBe(true);
    expect((await call(person("stranger"), "GET", "/members")).body.items).toHaveLength(1);
  });

  const REFUSED: readonly (readonly [string, string, "PATCH" | "DELETE", string, object | undefined, string])[] = [
    ["an analyst changes nobody", "analyst", "PATCH", "viewer", { role: "analyst" }, "PERMISSION_DENIED"],
    ["a viewer does not raise themselves", "viewer", "PATCH", "viewer", { role: "admin" }, "PERMISSION_DENIED"],
    ["an admin does not lower an owner", "admin", "PATCH", "owner", { role: "viewer" }, "MEMBER_ABOVE_YOU"],
    ["an admin does not remove an owner", "admin", "DELETE", "owner", undefined, "MEMBER_ABOVE_YOU"],
    ["an admin makes no owner", "admin", "PATCH", "second", { role: "owner" }, "MEMBER_ABOVE_YOU"],
    ["an admin does not become owner", "admin", "PATCH", "admin", { role: "owner" }, "MEMBER_ABOVE_YOU"],
    [
      "an admin sets no attributes of an owner",
      "admin",
      "PATCH",
      "owner",
      { attributes: { a: "b" } },
      "MEMBER_ABOVE_YOU",
    ],
    ["a member of elsewhere is none", "admin", "PATCH", "stranger", { role: "viewer" }, "MEMBER_NOT_FOUND"],
    [
      "given attributes cannot be set",
      "owner",
      "PATCH",
      "viewer",
      { attributes: { role: "owner" } },
      "REQUEST_INVALID",
    ],
    ["unknown fields are refused", "owner", "PATCH", "viewer", { workspaceId: "x" }, "REQUEST_INVALID"],
  ];
  test.each(REFUSED)("%s", async (_name, who, method, whom, payload, code) => {
    const { body } = await call(person(who), method, `/members/${person(whom).userId}`, payload);
    expect(body.code).toBe(code);
  });

  test("a change of role counts from the next request on", async () => {
    const second = person("second");
    expect((await call(second, "GET", "/invitations")).status).toBe(200);
    const changed = await call(person("owner"), "PATCH", `/members/${second.userId}`, {
      role: "viewer",
      attributes: { region: "north" },
    });
    expect(changed.body).toMatchObject({ role: "viewer", attributes: { region: "north" } });
    expect((await call(second, "GET", "/invitations")).status).toBe(403);
  });

  test("who is removed has no access any more, not in the middle of an answer either", {
    timeout: 30_000,
  }, async () => {
    const second = person("second");
    const { workspaceId } = person("owner");
    expect((await call(second, "GET", `/workspaces/${workspaceId}/sources`)).status).toBe(200);
    expect((await call(person("admin"), "DELETE", `/members/${second.userId}`)).status).toBe(204);
    expect((await call(second, "GET", `/workspaces/${workspaceId}/sources`)).body.code).toBe("WORKSPACE_REQUIRED");
    expect((await call(second, "GET", "/workspaces")).body.items).toEqual([]);
    expect((await call(second, "POST", `/workspaces/${workspaceId}/activate`)).status).toBe(404);
    expect((await call(second, "POST", "/workspaces", { name: "Own" })).status).toBe(201);
  });
});
