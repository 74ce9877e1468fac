import type { InjectOptions } from "fastify";
import type { Response } from "light-my-request";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";
import type { Route } from "../plugins/route-table.ts";
import { LEAST_ROLE, type Permission, type RoutePermission } from "./permission.ts";
import { isAtLeast, ROLES, type Role } from "./role.ts";

/**
 * Every address of the API, tried by every kind of caller against a real server. What each may do follows from the
 * table of permissions; the outcome is written down in matrix.golden.txt, to be read whenever it changes.
 */
const ABSENT = "01980000-0000-7000-8000-000000000000";
const PATIENCE_MS = 300_000;
const MANY = 1_000_000;

interface Caller {
  readonly name: string;
  readonly may: (permission: Permission) => boolean;
  inject(options: InjectOptions): Promise<Response>;
}

let server: TestServer;
let closed: TestServer;
let routes: readonly (Route & { readonly permission: RoutePermission })[];
let callers: readonly Caller[];

/** These stay open for as long as somebody listens; who is let in is answered without an end. */
const ENDLESS = new Set(["GET /api/v1/uploads/:key/events", "GET /api/v1/mcp"]);

/** What roles have besides: it is the person's, or the whole server's. */
const ofRole = (role: Role) => (permission: Permission) =>
  permission in LEAST_ROLE && isAtLeast(role, LEAST_ROLE[permission as keyof typeof LEAST_ROLE]);

const EVERYDAY_READS = new Set<Permission>([
  "workspace.read",
  "member.read",
  "source.read",
  "result.read",
  "conversation.read",
  "savedAnswer.read",
  "feedback.read",
  "knowledge.read",
  "evaluation.read",
  "provider.read",
  "disclosure.read",
  "usage.read",
  "apiKey.read",
  "workspace.list",
]);

beforeAll(async () => {
  const generous = {
    requestsPerMinute: MANY,
    callsPerMinute: MANY,
    authPerMinute: MANY,
    queriesPerMinute: MANY,
    uploadsPerHour: MANY,
  };
  server = await openTestServer(generous);
  closed = await openTestServer({ ...generous, anonymous: "refused" });
  const owner = await signUp(server, { email: "owner@example.com" });
  const { workspaceId } = owner;
  const people = new Map<Role, SignedInPerson>([["owner", owner]]);
  for (const role of ["admin", "analyst", "viewer"] as const)
    people.set(role, await signUp(server, { email: `${role}@example.com`, role, workspaceId }));
  const operator = await signUp(server, {
    email: "operator@example.com",
    role: "viewer",
    workspaceId,
    isInstanceAdmin: true,
  });
  const made = await owner.inject({ method: "POST", url: "/api/v1/api-keys", payload: { name: "x", access: "read" } });
  const authorization = `Bearer ${made.json().key}`;
  callers = [
    ...ROLES.toReversed().map((role) => person(role, people.get(role), ofRole(role))),
    person("operator", operator, (permission) => permission.startsWith("instance.") || ofRole("viewer")(permission)),
    {
      name: "readKey",
      may: (permission) => EVERYDAY_READS.has(permission),
      inject: (options) => server.fastify.inject({ ...options, headers: { ...options.headers, authorization } }),
    },
    // What a workspace may use is not for a browser to decide that nobody knows.
    person("browser", server.browser(), (one) => one !== "limit.change" && ofRole("owner")(one)),
  ];
  routes = server.routes
    .list()
    .flatMap(({ permission, ...route }) =>
      route.url.startsWith("/api/") && route.method !== "HEAD" && permission !== undefined
        ? [{ ...route, permission }]
        : [],
    );
}, PATIENCE_MS);
afterAll(async () => {
  await server.close();
  await closed.close();
});

function person(name: string, browser: Pick<SignedInPerson, "inject"> | undefined, may: Caller["may"]): Caller {
  if (browser === undefined) throw new Error(name);
  return { name, may, inject: (options) => browser.inject(options) };
}

const requestOf = ({ method, url }: Route): InjectOptions => ({
  method: method as "GET",
  url: url.replace(/:[A-Za-z]+/g, ABSENT),
  ...(method === "GET" ? {} : { payload: {} }),
});

/** "refused": not for this caller; anything else is about the request itself. */
const isRefused = (response: Response): boolean =>
  response.statusCode === 403 && response.json().code === "PERMISSION_DENIED";

const isAskedToSignIn = ({ statusCode }: Response): boolean => statusCode === 401;

/** What belongs to a person's account is there for people only; a session of credentials is known by its own header. */
const mayAskToSignIn = ({ name }: Caller, permission: Permission, address: string): boolean =>
  (name === "browser" && /^(?:account|apiKey)\./.test(permission)) || address.includes("/credential-sessions/");

describe("the table of permissions", () => {
  test("each caller is let in or refused at every address as the table says", { timeout: PATIENCE_MS }, async () => {
    const wrong: string[] = [];
    const lines: string[] = [];
    for (const route of routes) {
      const { permission } = route;
      const address = `${route.method} ${route.url}`;
      const told: string[] = [];
      for (const caller of callers) {
        const isLetIn = permission === "public" || caller.may(permission);
        told.push(isLetIn ? caller.name : "-".repeat(caller.name.length));
        // Whoever is let in to these waits for ever, and public ones change who the caller is.
        if (permission === "public" || (isLetIn && ENDLESS.has(address))) continue;
        const response = await caller.inject(requestOf(route));
        const isAsked = isLetIn && isAskedToSignIn(response) && !mayAskToSignIn(caller, permission, address);
        const isWrong = isAsked || isLetIn === isRefused(response);
        if (isWrong)
          wrong.push(
            `${caller.name}: ${address} (${permission}) -> ${response.statusCode} ${response.body.slice(0, 120)}`,
          );
        else if (response.statusCode >= 500) wrong.push(`${caller.name}: ${address} -> ${response.statusCode}`);
      }
      lines.push(`${address.padEnd(64)} ${permission.padEnd(22)} ${told.join(" ")}`.trimEnd());
    }
    expect(wrong).toEqual([]);
    await expect(`${[...new Set(lines)].sort().join("\n")}\n`).toMatchFileSnapshot("matrix.golden.txt");
  });

  test("nobody known is answered 401 everywhere but at public addresses", { timeout: PATIENCE_MS }, async () => {
    const answered: string[] = [];
    for (const route of routes) {
      if (route.permission === "public") continue;
      for (const headers of [{}, { authorization: "Bearer x.y.z" }, { authorization: "Basic YTpi" }]) {
        const response = await closed.fastify.inject({ ...requestOf(route), headers });
        if (response.statusCode !== 401) answered.push(`${route.method} ${route.url} -> ${response.statusCode}`);
      }
    }
    expect(answered).toEqual([]);
  });
});
