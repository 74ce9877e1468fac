import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

describe("catalog", () => {
  let server: TestServer;
  let browser: Browser;
  let sourceId: string;
  beforeAll(async () => {
    server = await openTestServer();
    browser = server.browser();
    const form = multipart([{ name: "a.csv", content: "x,y\n1,2\n" }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    sourceId = uploaded.json().source.id;
  });
  afterAll(() => server.close());

  const at = (path: string) => `/api/v1/sources/${sourceId}${path}`;

  test("the catalog has an ETag and answers 304 to it", async () => {
    const first = await browser.inject({ method: "GET", url: at("/catalog") });
    const again = await browser.inject({
      method: "GET",
      url: at("/catalog"),
      headers: { "if-none-match": String(first.headers.etag) },
    });
    expect([first.statusCode, again.statusCode, again.body]).toEqual([200, 304, ""]);
  });

  test("tables show their first rows; one that does not exist is named as such", async () => {
    expect(
      (await browser.inject({ method: "GET", url: at("/tables/a/rows") }))
        .json()
        .rows.map((row: unknown[]) => row.map(String)),
    ).toEqual([["1", "2"]]);
    const none = await browser.inject({ method: "GET", url: at("/tables/%22%3B--/rows") });
    expect([none.statusCode, none.json().code]).toEqual([404, "TABLE_NOT_FOUND"]);
  });

  test("suggestions are questions", async () => {
    const { items } = (await browser.inject({ method: "GET", url: at("/suggestions") })).json();
    expect(items.length).toBeGreaterThan(0);
  });
});
