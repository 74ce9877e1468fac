import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type SignedInPerson, signUp } from "../../fixtures/accounts.ts";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { LogList } from "./schema.ts";

describe("the log over HTTP", () => {
  let server: TestServer;
  let root: SignedInPerson;
  beforeAll(async () => {
    server = await openTestServer({ logLevel: "info", logTo: { writableLength: 0, write: () => undefined } });
    root = await signUp(server, { email: "root@example.com", isInstanceAdmin: true });
  });
  afterAll(() => server?.close());

  const read = async (query: Record<string, string> = {}): Promise<LogList> => {
    const response = await root.inject({ method: "GET", url: "/api/v1/instance/logs", query });
    expect(response.statusCode, response.body).toBe(200);
    return response.json();
  };

  test("is for administrators of the server alone", async () => {
    const ann = await signUp(server, { email: "ann@example.com", role: "owner" });
    const refused = await ann.inject({ method: "GET", url: "/api/v1/instance/logs" });
    expect([refused.statusCode, refused.json().code]).toEqual([403, "PERMISSION_DENIED"]);
  });

  test("leads from a request's id to its lines, and does not fill itself", async () => {
    const asked = await server.fastify.inject("/api/v1/sources?token=hidden");
    const text = String(asked.headers["x-request-id"]);
    const { items, level } = await read({ text });
    expect(level).toBe("info");
    expect(items.length).toBeGreaterThan(0);
    expect(items.every(({ requestId, instance }) => requestId === text && instance === "this")).toBe(true);
    expect(JSON.stringify(items)).not.toContain("hidden");
    const before = (await read()).items.length;
    expect((await read()).items).toHaveLength(before);
  });

  test("holds no secret that was set while the server runs, nor the one before it", async () => {
    const set = (value: string) =>
      server.settings.replace({
        origin: "override",
        values: new Map([["llmApiKey", { value, place: "override" }]]),
        problems: [],
      });
    set("canary-one-0123");
    server.fastify.log.error("told canary-one-0123");
    set("canary-two-0123");
    server.fastify.log.error("told canary-one-0123 and canary-two-0123");
    const { items } = await read({ level: "error", text: "told", limit: "5" });
    expect(items.map(({ message }) => message)).toEqual(["told *** and ***", "told ***"]);
  });

  test.each([
    ["level", "loud"],
    ["limit", "0"],
    ["limit", "100000"],
  ])("refuses %s %s", async (name, value) => {
    const query = { [name]: value };
    const response = await root.inject({ method: "GET", url: "/api/v1/instance/logs", query });
    expect([response.statusCode, response.json().code]).toEqual([400, "REQUEST_INVALID"]);
  });
});
