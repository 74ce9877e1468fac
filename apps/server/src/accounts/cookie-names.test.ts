import { afterAll, beforeAll, expect, test } from "vitest";
import { PASSWORD, signUp } from "../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../fixtures/test-server.ts";

let server: TestServer;
beforeAll(async () => {
  server = await openTestServer({
    anonymous: "allowed",
    isBehindProxy: true,
    publicUrl: "https://data.example.com",
  });
  await signUp(server, { email: "ann@example.com" });
});
afterAll(() => server.close());

/** Names and promises of what an answer sets, over TLS as the proxy says. */
async function cookiesOf(method: "GET" | "POST", url: string, payload?: object, cookie = "") {
  const headers = { "x-forwarded-proto": "https", cookie };
  const answer = await server.fastify.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
  return answer.cookies.map(({ name, secure, httpOnly, path }) => ({ name, secure, httpOnly, path }));
}

test("over TLS every cookie has a prefix that browsers hold", async () => {
  expect(await cookiesOf("GET", "/workspaces")).toEqual([
    { name: "__Host-parlance_anon", secure: true, httpOnly: true, path: "/" },
  ]);
  expect(await cookiesOf("POST", "/auth/sign-in", { email: "ann@example.com", password: PASSWORD })).toEqual([
    { name: "__Host-parlance_access", secure: true, httpOnly: true, path: "/" },
    { name: "__Secure-parlance_refresh", secure: true, httpOnly: true, path: "/api/v1/auth" },
  ]);
});

test("over TLS a cookie without the prefix, which a neighbour of the host may have set, opens nothing", async () => {
  const planted = `parlance_anon=${"a".repeat(43)}`;
  expect(await cookiesOf("GET", "/workspaces", undefined, planted), "another is given").toHaveLength(1);
  const own = `__Host-parlance_anon=${"a".repeat(43)}`;
  expect(await cookiesOf("GET", "/workspaces", undefined, own), "it is known").toEqual([]);
});
