import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InjectOptions } from "fastify";
import type { Response } from "light-my-request";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { signUp } from "../fixtures/accounts.ts";
import { multipart } from "../fixtures/multipart.ts";
import { ABSENT, HELD_BY, NAMED_BY_CLIENT, ROUTES_BY_ID, RULE } from "../fixtures/routes-by-id.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

/**
 * HTTP attacks 20, 25 and 26: whoever names an object of other people is told, byte for byte, what is told of an id of
 * nothing. Tried at every address that names an object, by everybody an object can be foreign to.
 */
const PATIENCE_MS = 180_000;
const CSV = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n";

interface Sender {
  inject(options: InjectOptions): Promise<Response>;
}

/** What somebody has, by the word for it in an address. */
type Belongings = Readonly<Record<string, string>>;

let server: TestServer;
let team: Belongings;
let browsers: Belongings;
let owner: Sender;
let strangers: Readonly<Record<string, Sender>>;
/** A source of the stranger who is signed in. */
let ownSource: string;

const call = async (who: Sender, method: "GET" | "POST" | "DELETE" | "PUT", path: string, payload?: object) => {
  const response = await who.inject({ method, url: `/api/v1${path}`, ...(payload && { payload }) });
  expect(response.statusCode, `${path}: ${response.body}`).toBeLessThan(300);
  return response.json();
};

const upload = async (who: Sender): Promise<string> => {
  const form = multipart([{ name: "sales.csv", content: CSV }]);
  const made = await who.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  return made.json().source.id;
};

async function furnish(who: Sender): Promise<Belongings> {
  const sourceId = await upload(who);
  const file = (await call(who, "GET", `/sources/${sourceId}`)).files[0].id;
  const ran = await call(who, "POST", "/queries", { sourceId, sql: "SELECT customer, amount FROM sales" });
  const conversation = (await call(who, "POST", "/conversations", { sourceId })).id;
  const asked = { sourceId, question: "how many sales", conversationId: conversation, messageId: "message-1" };
  await call(who, "POST", "/ask", asked);
  const saved = { sourceId, name: "Sales", sql: "SELECT * FROM sales" };
  const body = { kind: "term", term: "x", text: "y" };
  return {
    sources: sourceId,
    disclosures: sourceId,
    results: ran.result.resultId,
    conversations: conversation,
    "saved-answers": (await call(who, "POST", "/saved-answers", saved)).id,
    workspaces: (await call(who, "GET", "/workspaces")).items[0].id,
    file,
    entry: (await call(who, "POST", `/sources/${sourceId}/knowledge`, { body })).id,
    rule: ABSENT,
  };
}

beforeAll(async () => {
  server = await openTestServer();
  const ann = await signUp(server, { email: "ann@example.com" });
  owner = ann;
  const own = await furnish(ann);
  const mate = await signUp(server, { email: "mate@example.com", role: "analyst", workspaceId: ann.workspaceId });
  const invitation = { email: "guest@example.com", role: "viewer" };
  team = {
    ...own,
    rule: (await call(ann, "POST", `/sources/${own.sources}/rules`, RULE)).id,
    members: mate.userId,
    "api-keys": (await call(ann, "POST", "/api-keys", { name: "Nightly", access: "full" })).apiKey.id,
    invitations: (await call(ann, "POST", "/invitations", invitation)).invitation.id,
    account: (await call(ann, "GET", "/account/sessions")).items[0].id,
  };
  const browser = server.browser();
  browsers = await furnish(browser);
  const eve = await signUp(server, { email: "eve@example.com" });
  ownSource = await upload(eve);
  const { key } = await call(eve, "POST", "/api-keys", { name: "All", access: "full" });
  strangers = {
    "the owner of another team": eve,
    "an API key of another team": {
      inject: (options) =>
        server.fastify.inject({ ...options, headers: { ...options.headers, authorization: `Bearer ${key}` } }),
    },
    "a browser without an account": server.browser(),
  };
}, PATIENCE_MS);
afterAll(() => server.close());

const routesWithIds = (): string[] =>
  Object.entries(server.fastify.swagger().paths ?? {}).flatMap(([path, methods]) =>
    path.includes("{") ? Object.keys(methods ?? {}).map((method) => `${method.toUpperCase()} ${path}`) : [],
  );

/** The address of a route, with the ids of what somebody has in it. */
function addressOf(path: string, first: string, { file = ABSENT, entry = ABSENT, rule = ABSENT }: Belongings): string {
  return path
    .replace(/\{(?:id|sessionId)\}/, first)
    .replace("{table}", "sales")
    .replace("{fileId}", file)
    .replace("{changeId}", ABSENT)
    .replace("{ruleId}", rule)
    .replace("{entryId}", entry)
    .replace("{messageId}", "message-1");
}

async function toldOf(who: Sender, route: string, url: string) {
  const [method = ""] = route.split(" ");
  const response = await who.inject({ ...ROUTES_BY_ID[route]?.(), method: method as "GET", url });
  return { status: response.statusCode, body: response.body === "" ? "" : { ...response.json(), requestId: "" } };
}

/** What is told of these belongings, and of nothing at all. */
async function tellings(who: Sender, route: string, belongings: Belongings) {
  const [, path = ""] = route.split(" ");
  const [, kind = ""] = /^\/api\/v1\/([a-z-]+)\//.exec(path) ?? [];
  const id = belongings[kind] ?? belongings.sources ?? "";
  const foreign = await toldOf(who, route, addressOf(path, id, belongings));
  return { foreign, absent: await toldOf(who, route, addressOf(path, ABSENT, belongings)) };
}

const ROUTES = Object.keys(ROUTES_BY_ID);
const NESTED = ROUTES.filter((route) => /\{(?:fileId|ruleId|entryId)\}/.test(route));
/** Only people in a team have these: a browser or a program is told so, whatever the id. */
const OF_PEOPLE = /\/(?:members|invitations|api-keys|workspaces)\/\{|\/account\/|\/workspace-share$/;
const NOT_FOR_YOU = [401, 403, 404, 409, 422];

describe("what belongs to a team", { timeout: PATIENCE_MS }, () => {
  test("every route with an id is tried here, or names the test that holds it", () => {
    const known = [...ROUTES, ...NAMED_BY_CLIENT, ...Object.keys(HELD_BY)].sort();
    expect(routesWithIds().sort()).toEqual(known);
    for (const path of Object.values(HELD_BY))
      expect(existsSync(fileURLToPath(new URL(`../${path}`, import.meta.url))), path).toBe(true);
  });

  test("#25 is nothing to the owner of another team", async () => {
    for (const route of ROUTES) {
      const { foreign, absent } = await tellings(strangers["the owner of another team"] ?? owner, route, team);
      expect(foreign.status, route).toBe(404);
      expect(foreign, route).toEqual(absent);
    }
  });

  test.each(["an API key of another team", "a browser without an account"])("#20 #25 is nothing to %s", async (who) => {
    for (const route of ROUTES) {
      const { foreign, absent } = await tellings(strangers[who] ?? owner, route, team);
      expect(OF_PEOPLE.test(route) ? NOT_FOR_YOU : [404], route).toContain(foreign.status);
      expect(foreign, route).toEqual(absent);
    }
  });

  test.each(NESTED)("#26 is not reached through one's own source: %s", async (route) => {
    const [, path = ""] = route.split(" ");
    const eve = strangers["the owner of another team"] ?? owner;
    const foreign = await toldOf(eve, route, addressOf(path, ownSource, team));
    const absent = await toldOf(eve, route, addressOf(path, ownSource, {}));
    expect(foreign.status).toBe(404);
    expect(foreign).toEqual(absent);
  });

  test("is as it was, after all of this", async () => {
    const source = await call(owner, "GET", `/sources/${team.sources}`);
    expect(source).toMatchObject({ name: "sales", tableCount: 1 });
    expect((await call(owner, "GET", "/members")).items).toHaveLength(2);
    expect((await call(owner, "GET", "/invitations")).items).toHaveLength(1);
    expect((await call(owner, "GET", "/api-keys")).items).toHaveLength(1);
    expect((await call(owner, "GET", `/sources/${team.sources}/rules`)).items).toHaveLength(1);
    await call(owner, "GET", `/conversations/${team.conversations}`);
    await call(owner, "GET", `/saved-answers/${team["saved-answers"]}`);
  });
});

test("#25 what a browser without an account has is nothing to another", { timeout: PATIENCE_MS }, async () => {
  const another = strangers["a browser without an account"] ?? owner;
  for (const route of ROUTES.filter((one) => !OF_PEOPLE.test(one) || one.endsWith("/sources"))) {
    const { foreign, absent } = await tellings(another, route, browsers);
    expect(foreign.status, route).toBe(404);
    expect(foreign, route).toEqual(absent);
  }
});
