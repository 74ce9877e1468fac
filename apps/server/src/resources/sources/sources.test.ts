import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";
import type { Source } from "../../wire/source.ts";

describe("sources", () => {
  let server: TestServer;
  let browser: Browser;
  let source: Source;
  beforeAll(async () => {
    server = await openTestServer({ isDemoEnabled: true });
    browser = server.browser();
    const form = multipart([{ name: "a.csv", content: "x,y\n1,2\n" }]);
    source = (await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form })).json().source;
  });
  afterAll(() => server.close());

  const at = (path = "") => `/api/v1/sources/${source.id}${path}`;

  test("a rename needs the present ETag, when one is sent", async () => {
    const { etag } = (await browser.inject({ method: "GET", url: at() })).headers;
    const rename = (name: string, headers: Record<string, string>) =>
      browser.inject({ method: "PATCH", url: at(), payload: { name }, headers });
    const first = await rename("First", { "if-match": String(etag) });
    expect([first.statusCode, first.json().name]).toEqual([200, "First"]);
    const stale = await rename("Second", { "if-match": String(etag) });
    expect([stale.statusCode, stale.json().code]).toEqual([412, "EDIT_CONFLICT"]);
    expect((await rename("Third", {})).json().name).toBe("Third");
  });

  test("nothing but the name can be set", async () => {
    const payload = { name: "x", workspaceId: "sales", expiresAt: null };
    expect((await browser.inject({ method: "PATCH", url: at(), payload })).statusCode).toBe(400);
  });

  const VERBS = [
    ["GET", ""],
    ["PATCH", ""],
    ["DELETE", ""],
    ["GET", "/catalog"],
    ["GET", "/tables/a/rows"],
    ["GET", "/suggestions"],
    ["PATCH", "/files/x"],
    ["POST", "/files"],
  ] as const;
  test.each(VERBS)("%s %s as somebody else is answered as for a source that does not exist", async (method, path) => {
    const form = multipart([{ name: "a.csv", content: "x\n1\n" }]);
    const body =
      method === "POST" ? form : method === "PATCH" ? { payload: path === "" ? { name: "x" } : { options: {} } } : {};
    const [foreign, missing] = [
      await server.browser().inject({ method, url: at(path), ...body }),
      await server
        .browser()
        .inject({ method, url: `/api/v1/sources/01980000-0000-7000-8000-000000000000${path}`, ...body }),
    ];
    const shapeOf = (response: typeof foreign) => ({ ...response.json(), requestId: "" });
    expect([foreign.statusCode, shapeOf(foreign)]).toEqual([404, shapeOf(missing)]);
  });

  test("a demo source is read-only", async () => {
    for (const method of ["PATCH", "DELETE"] as const) {
      const response = await browser.inject({
        method,
        url: "/api/v1/sources/sales",
        ...(method === "PATCH" ? { payload: { name: "x" } } : {}),
      });
      expect([response.statusCode, response.json().code]).toEqual([409, "SOURCE_READ_ONLY"]);
    }
  });

  test("deleting removes row and files", async () => {
    expect((await browser.inject({ method: "DELETE", url: at() })).statusCode).toBe(204);
    expect((await browser.inject({ method: "GET", url: at() })).statusCode).toBe(404);
    expect(existsSync(join(server.dataDir, "workspaces", source.workspaceId, "sources", source.id))).toBe(false);
  });
});
