import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createOutbound } from "@parlance/connectors";
import type { Outbound } from "@parlance/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

/** Google's token endpoint: gives a refresh token for the one code it knows, and checks the proof that comes with it. */
class PeerGoogle {
  challenge = "";
  readonly asked: string[] = [];
  readonly #server: Server = createServer(async (request, response) => {
    let body = "";
    for await (const piece of request) body += String(piece);
    this.asked.push(`${request.headers["x-meant-for"]} ${body}`);
    const form = new URLSearchParams(body);
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    const isRight = form.get("code") === "good" && proof === this.challenge && form.get("client_secret") === "hush";
    response.writeHead(isRight ? 200 : 400, { "content-type": "application/json" });
    const granted = { access_token: "a", expires_in: 3599, refresh_token: "canary-token", token_type: "Bearer" };
    response.end(JSON.stringify(isRight ? granted : { error: "invalid_grant" }));
  });

  async start(): Promise<number> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    // A TCP server's address is never a string.
    return (this.#server.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections();
    return new Promise((resolve) => this.#server.close(() => resolve()));
  }
}

const google = new PeerGoogle();
let server: TestServer;
let browser: Browser;

beforeAll(async () => {
  const port = await google.start();
  const real = createOutbound({ allowedNetworks: ["127.0.0.1/32"] });
  const outbound: Outbound = {
    resolve: real.resolve,
    request: (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set("x-meant-for", new URL(url).host);
      return real.request(`http://127.0.0.1:${port}/token`, { ...init, headers });
    },
  };
  server = await openTestServer({ outbound });
  browser = server.browser();
});
afterAll(async () => {
  await server.close();
  await google.stop();
});

async function start(by: Browser = browser, clientSecret = "hush") {
  const response = await by.inject({
    method: "POST",
    url: "/api/v1/google-consents",
    payload: { clientId: "client-1", clientSecret },
  });
  expect(response.statusCode).toBe(201);
  const { id, authorizeUrl, redirectUri } = response.json();
  const query = new URL(authorizeUrl).searchParams;
  google.challenge = query.get("code_challenge") ?? "";
  return { id, query, redirectUri, state: query.get("state") ?? "" };
}

const callback = (query: Record<string, string>, by: Browser = browser) =>
  by.inject({ method: "GET", url: `/api/v1/google-consents/callback?${new URLSearchParams(query)}` });

const stateOf = async (id: string, by: Browser = browser) =>
  (await by.inject({ method: "GET", url: `/api/v1/google-consents/${id}` })).json();

describe("signing in with Google", () => {
  test("asks for reading only, with a proof, and comes back to this server", async () => {
    const { query, redirectUri } = await start();
    expect(Object.fromEntries(query)).toMatchObject({
      client_id: "client-1",
      scope: "https://www.googleapis.com/auth/spreadsheets.readonly",
      code_challenge_method: "S256",
      access_type: "offline",
      redirect_uri: redirectUri,
    });
    expect(redirectUri).toMatch(/\/api\/v1\/google-consents\/callback$/);
  });

  test("a person who agreed gets a stand-in for the token, and the token itself is never sent to a browser", async () => {
    const { id, state } = await start();
    expect(await stateOf(id)).toEqual({ status: "waiting", reason: null, value: null });
    const page = await callback({ state, code: "good" });
    expect([page.statusCode, page.headers["content-type"]]).toEqual([200, "text/html; charset=utf-8"]);
    expect(await stateOf(id)).toEqual({ status: "granted", reason: null, value: `consent:${id}` });
    expect(google.asked.at(-1)).toContain("oauth2.googleapis.com");
    expect(page.body + JSON.stringify(await stateOf(id))).not.toContain("canary-token");
  });

  test("the stand-in saves a source whose token is sealed, and works for its own client only", async () => {
    const { id, state } = await start();
    await callback({ state, code: "good" });
    const create = (clientId: string, name: string) =>
      browser.inject({
        method: "POST",
        url: "/api/v1/sources",
        payload: {
          workspaceId: "mine",
          name,
          connector: "sheets",
          config: {
            spreadsheet: "1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789abcd",
            clientId,
            clientSecret: "hush",
            refreshToken: `consent:${id}`,
          },
        },
      });
    const other = await create("client-2", "Other client");
    expect([other.statusCode, other.json().code]).toEqual([422, "SOURCE_SECRET_REQUIRED"]);
    const created = await create("client-1", "Budget");
    expect(created.statusCode).toBe(201);
    expect(created.body).not.toMatch(/canary-token|hush|consent:/);
  });

  test.each([
    ["a refusal at Google", { error: "access_denied" }],
    ["a code that Google does not know", { code: "bad" }],
  ])("%s is told", async (_name, query) => {
    const { id, state } = await start();
    expect((await callback({ state, ...query })).statusCode).toBe(200);
    expect(await stateOf(id)).toMatchObject({ status: "refused", reason: expect.any(String), value: null });
  });

  test("a callback that this browser did not begin, or begins twice, is not found", async () => {
    const { state } = await start();
    expect((await callback({ state: "made-up", code: "good" })).statusCode).toBe(404);
    expect((await callback({ state, code: "good" }, server.browser())).statusCode).toBe(404);
    expect((await callback({ state, code: "good" })).statusCode).toBe(200);
    expect((await callback({ state, code: "good" })).statusCode).toBe(404);
  });

  test("another browser sees nothing of it", async () => {
    const { id } = await start();
    expect(await stateOf(id, server.browser())).toMatchObject({ code: "CONSENT_NOT_FOUND" });
  });

  test("it cannot be used after half an hour", async () => {
    const { id, state } = await start();
    await callback({ state, code: "good" });
    server.clock.advance(31 * 60_000);
    expect(await stateOf(id)).toMatchObject({ code: "CONSENT_NOT_FOUND" });
  });
});
