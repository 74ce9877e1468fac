import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";
import type { Route } from "../plugins/route-table.ts";
import { INSTANCE_PERMISSIONS, LEAST_ROLE } from "./permission.ts";

/** Addresses that answer people nobody knows. Each new one is a decision to be read here. */
const PUBLIC = [
  "GET /api/v1/auth/me",
  "GET /api/v1/auth/single-sign-on/:providerId/callback",
  "GET /api/v1/connectors",
  "GET /api/v1/google-consents/callback",
  "GET /api/v1/health",
  "GET /api/v1/health/ready",
  "GET /api/v1/invitation",
  "GET /api/v1/openapi.json",
  "GET /api/v1/ready",
  "GET /api/v1/shared-conversation",
  "POST /api/v1/auth/confirm-email",
  "POST /api/v1/auth/forgot-password",
  "POST /api/v1/auth/refresh",
  "POST /api/v1/auth/register",
  "POST /api/v1/auth/reset-password",
  "POST /api/v1/auth/setup",
  "POST /api/v1/auth/sign-in",
  "POST /api/v1/auth/sign-out",
  "POST /api/v1/auth/single-sign-on/:providerId",
  "POST /api/v1/auth/two-factor",
  "POST /api/v1/auth/verify-email",
  "POST /api/v1/credential-sessions",
];

let server: TestServer;
let routes: readonly Route[];

beforeAll(async () => {
  server = await openTestServer();
  routes = server.routes.list().filter(({ url, method }) => url.startsWith("/api/") && method !== "HEAD");
});

afterAll(() => server.close());

describe("permissions of routes", () => {
  it("every route of the API names the right it needs", () => {
    expect(routes.filter(({ permission }) => permission === undefined)).toEqual([]);
  });

  it("what is public is on the list", () => {
    const open = routes
      .filter(({ permission }) => permission === "public")
      .map(({ method, url }) => `${method} ${url}`);
    expect([...new Set(open)].sort()).toEqual(PUBLIC);
  });

  it("every right named is one there is", () => {
    const known = new Set<string>([...Object.keys(LEAST_ROLE), ...INSTANCE_PERMISSIONS, "public"]);
    expect(routes.filter(({ permission }) => permission !== undefined && !known.has(permission))).toEqual([]);
  });
});
