import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestServer, type TestServer } from "../../fixtures/test-server.ts";

describe("connectors", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer();
  });
  afterAll(() => server.close());

  test("are listed with their settings, each with a label, a help text and a secret mark", async () => {
    const { items } = (await server.browser().inject({ method: "GET", url: "/api/v1/connectors" })).json();
    expect(items.length).toBeGreaterThan(0);
    for (const { id, config } of items) {
      for (const [name, field] of Object.entries<Record<string, unknown>>(config.properties)) {
        expect(field, `${id}.${name}`).toMatchObject({
          label: expect.any(String),
          help: expect.any(String),
          isSecret: expect.any(Boolean),
        });
      }
    }
  });

  test("read a pasted address into settings, and refuse what is none of theirs", async () => {
    const read = (url: string) =>
      server.browser().inject({ method: "POST", url: "/api/v1/connectors/rest/read-url", payload: { url } });
    expect((await read("https://api.example.com/v1/orders?limit=5")).json().config.baseUrl).toContain(
      "https://api.example.com",
    );
    const odd = await read("not an address");
    expect([odd.statusCode, odd.json().code]).toEqual([422, "SOURCE_CONFIG_INVALID"]);
  });
});
