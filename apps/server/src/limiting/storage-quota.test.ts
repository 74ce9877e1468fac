import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";

const LIMIT = 1_000;
const UPLOAD = { method: "POST" as const, url: "/api/v1/workspaces/mine/sources" };
/** A CSV of exactly so many bytes. */
const csv = (bytes: number): string => `id,note\n1,${"x".repeat(bytes - 11)}\n`;
const form = (bytes: number) => multipart([{ name: "notes.csv", content: csv(bytes) }]);

describe("the room of a workspace", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await openTestServer({ storagePerWorkspace: LIMIT });
  });
  afterAll(() => server.close());

  const upload = (browser: Browser, bytes: number) => browser.inject({ ...UPLOAD, ...form(bytes) });
  const list = async (browser: Browser) => (await browser.inject({ method: "GET", url: UPLOAD.url })).json().items;
  const foldersOf = (workspaceId: string) => {
    const folder = join(server.dataDir, "workspaces", workspaceId, "sources");
    return existsSync(folder) ? readdirSync(folder) : [];
  };

  test("is used up by sources and given back with them", async () => {
    const browser = server.browser();
    const first = await upload(browser, 600);
    expect(first.statusCode, first.body).toBe(201);
    const refused = await upload(browser, 500);
    expect([refused.statusCode, refused.json().code]).toEqual([413, "STORAGE_QUOTA_REACHED"]);
    expect(refused.json().details).toEqual({ usedBytes: 600, limitBytes: LIMIT });
    expect((await upload(browser, 400)).statusCode).toBe(201);
    await browser.inject({ method: "DELETE", url: `/api/v1/sources/${first.json().source.id}` });
    expect((await upload(browser, 500)).statusCode).toBe(201);
    expect((await upload(server.browser(), 900)).statusCode, "another workspace has its own").toBe(201);
  });

  test("is not exceeded by uploads that come at once, and what was refused leaves nothing behind", async () => {
    const browser = server.browser();
    await browser.cookie();
    const answers = await Promise.all(Array.from({ length: 4 }, () => upload(browser, 400)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([201, 201, 413, 413]);
    const sources = await list(browser);
    expect(sources).toHaveLength(2);
    expect(foldersOf(sources[0].workspaceId)).toHaveLength(2);
    expect(readdirSync(join(server.dataDir, "staging"))).toEqual([]);
  });

  test("can always be used less, and follows its setting", async () => {
    const browser = server.browser();
    const { source } = (await upload(browser, 900)).json();
    const files = { method: "POST" as const, url: `/api/v1/sources/${source.id}/files` };
    expect((await browser.inject({ ...files, ...form(200) })).json().code).toBe("STORAGE_QUOTA_REACHED");
    server.settings.replace({
      origin: "override",
      values: new Map([["storagePerWorkspace", { value: 5_000, place: "test" }]]),
      problems: [],
    });
    expect((await browser.inject({ ...files, ...form(200) })).statusCode).toBe(201);
  });
});
