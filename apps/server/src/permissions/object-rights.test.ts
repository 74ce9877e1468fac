import type { Answer } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../fixtures/accounts.ts";
import { multipart } from "../fixtures/multipart.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";
import type { Role } from "./role.ts";

/** Rights that depend on what a request is about, and not on its address alone. */
let server: TestServer;
let sourceId: string;
const people = new Map<Role, SignedInPerson>();

beforeAll(async () => {
  server = await openTestServer();
  const owner = await signUp(server, { email: "owner@example.com" });
  people.set("owner", owner);
  for (const role of ["admin", "analyst", "viewer"] as const)
    people.set(role, await signUp(server, { email: `${role}@example.com`, role, workspaceId: owner.workspaceId }));
  const form = multipart([{ name: "sales.csv", content: "id,amount\n1,10\n" }]);
  sourceId = (await owner.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form })).json().source.id;
}, 120_000);
afterAll(() => server.close());

const SQL = "SELECT count(*) FROM sales";
const PROVIDER = { scope: "workspace", config: {}, model: "x", isChosen: false };

const CASES: readonly {
  readonly name: string;
  readonly least: Role;
  readonly method: "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: () => string;
  readonly payload?: () => object;
}[] = [
  {
    name: "a statement in the place of a question",
    least: "analyst",
    method: "POST",
    path: () => "/ask",
    payload: () => ({ sourceId, question: SQL }),
  },
  {
    name: "the workspace's own provider of models",
    least: "admin",
    method: "PUT",
    path: () => "/providers/openai",
    payload: () => PROVIDER,
  },
  {
    name: "forgetting the workspace's own provider",
    least: "admin",
    method: "DELETE",
    path: () => "/providers/openai?scope=workspace",
  },
  {
    name: "how a source is reached",
    least: "admin",
    method: "PATCH",
    path: () => `/sources/${sourceId}`,
    payload: () => ({ config: { host: "db.example" } }),
  },
  {
    name: "how often a source is synced",
    least: "admin",
    method: "PATCH",
    path: () => `/sources/${sourceId}`,
    payload: () => ({ syncEveryMinutes: 60 }),
  },
];
const ORDER: readonly Role[] = ["viewer", "analyst", "admin", "owner"];

describe("rights over what a request is about", () => {
  test.each(CASES)("$name is for $least and above", async ({ least, method, path, payload }) => {
    for (const role of ORDER) {
      const response = await people.get(role)?.inject({
        method,
        url: `/api/v1${path()}`,
        ...(payload === undefined ? {} : { payload: payload() }),
      });
      const isRefused = response?.statusCode === 403 && response.json().code === "PERMISSION_DENIED";
      expect([role, isRefused], response?.body).toEqual([role, ORDER.indexOf(role) < ORDER.indexOf(least)]);
    }
  });

  test("a question in words is for everybody", async () => {
    const payload = { sourceId, question: "how many sales" };
    const asked = await people.get("viewer")?.inject({ method: "POST", url: "/api/v1/ask", payload });
    expect(asked?.statusCode, asked?.body).toBe(200);
  });

  test("another reading of it is for everybody too, a statement of one's own is not", async () => {
    const viewer = people.get("viewer");
    const question = "sales by amount";
    const ask = (more: object) =>
      viewer?.inject({ method: "POST", url: "/api/v1/ask", payload: { sourceId, question, ...more } });
    const offered: Answer | undefined = (await ask({}))?.json();
    const reading = offered?.alternatives[0]?.sql ?? "";
    const chosen = await ask({ reading });
    expect([chosen?.statusCode, chosen?.json().sql], chosen?.body).toEqual([200, reading]);
    const own = await ask({ reading: "SELECT 1" });
    expect([own?.statusCode, own?.json().code]).toEqual([409, "READING_NOT_OFFERED"]);
  });
});
