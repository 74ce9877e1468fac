import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";
import type { SettingName } from "./known-settings.ts";
import { emptyLayer } from "./layer.ts";

let server: TestServer;
let browser: Browser;
let sourceId: string;
beforeAll(async () => {
  server = await openTestServer();
  browser = server.browser();
  const uploaded = await upload("n\n1\n2\n");
  expect(uploaded.statusCode, uploaded.body).toBe(201);
  sourceId = uploaded.json().source.id;
});
afterEach(() => void server.settings.replace(emptyLayer("override")));
afterAll(() => server?.close());

const upload = (content: string) =>
  browser.inject({
    method: "POST",
    url: "/api/v1/workspaces/mine/sources",
    ...multipart([{ name: "numbers.csv", content }]),
  });
const query = (url: string, sql: string) =>
  browser.inject({ method: "POST", url: `/api/v1/${url}`, payload: { sourceId, sql } });

/** As LiveConfiguration does on every instance. */
const override = (values: Partial<Record<SettingName, unknown>>): void => {
  const placed = Object.entries(values).map(
    // Keys of the parameter's own type.
    ([name, value]) => [name as SettingName, { value, place: "override" }] as const,
  );
  server.settings.replace({ origin: "override", values: new Map(placed), problems: [] });
};

const SLOW = "SELECT count(*) FROM range(3000000) a, range(3000000) b";

test("a new time-out stops the next statement", { timeout: 30_000 }, async () => {
  override({ queryTimeoutMs: 300 });
  const startedAt = performance.now();
  expect((await query("queries", SLOW)).json().code).toBe("QUERY_TIMEOUT");
  expect(performance.now() - startedAt, "not after the default of 30 s").toBeLessThan(20_000);
});

test("new thresholds of a warning count for the next estimate", async () => {
  const budget = async () => (await query("queries/estimate", "SELECT n FROM numbers")).json().budget;
  expect(await budget()).toEqual({ maxRows: 10_000_000, maxBytes: 10 * 1024 ** 3 });
  override({ warnAboveRows: 5, warnAboveBytes: 6 });
  expect(await budget()).toEqual({ maxRows: 5, maxBytes: 6 });
});

test("a new size of uploads counts for the next one", async () => {
  override({ maxUploadBytes: 4 });
  const refused = await upload("n\n1\n2\n3\n");
  expect([refused.statusCode, refused.json().code]).toEqual([413, "UPLOAD_TOO_LARGE"]);
});

test("a token for the metrics is asked for as soon as there is one", async () => {
  const read = (authorization: string) =>
    browser.inject({ method: "GET", url: "/metrics", headers: { authorization } });
  expect((await read("")).statusCode).toBe(200);
  override({ metricsToken: "0123456789abcdef" });
  expect((await read("")).statusCode).toBe(401);
  expect((await read("Bearer 0123456789abcdef")).statusCode).toBe(200);
});
