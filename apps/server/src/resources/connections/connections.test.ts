import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type JsonApi, openJsonApi } from "../../fixtures/json-api.ts";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const ORDERS = [
  { id: 1, customer: "Ann", amount: 10.5 },
  { id: 2, customer: "Bob", amount: 20.25 },
];
const KEY_ONE = "one-0123456789-abcdefghijklmnopqrstuvwxyz";
const KEY_TWO = "two-0123456789-abcdefghijklmnopqrstuvwxyz";

describe("connections", () => {
  let server: TestServer;
  let api: JsonApi;
  beforeAll(async () => {
    api = await openJsonApi({ "/orders": ORDERS, "/other/orders": ORDERS });
    server = await openTestServer({ allowedNetworks: ["127.0.0.0/8"], secretKey: KEY_ONE });
  });
  afterAll(async () => {
    await server?.close();
    await api?.close();
  });

  const config = (more: object = {}) => ({
    baseUrl: api.url,
    endpoints: [{ table: "orders", path: "orders" }],
    auth: "bearer",
    secret: "letmein",
    ...more,
  });
  const create = (browser: Browser, payload: object = {}, headers: Record<string, string> = {}) =>
    browser.inject({
      method: "POST",
      url: "/api/v1/sources",
      headers,
      payload: { name: "Shop API", connector: "rest", config: config(), ...payload },
    });
  const at = (id: string, path = "") => `/api/v1/sources/${id}${path}`;
  const sync = (browser: Browser, id: string) => browser.inject({ method: "POST", url: at(id, "/sync") });

  test("are made, synced and asked like files", async () => {
    const browser = server.browser();
    const created = await create(browser);
    expect(created.statusCode, created.body).toBe(201);
    expect(created.json()).toMatchObject({
      name: "Shop API",
      kind: "synced",
      status: "syncing",
      dialect: "duckdb",
      connection: { connector: "rest", secretFields: ["secret"], syncEveryMinutes: null },
    });
    const synced = await sync(browser, created.json().id);
    expect(synced.statusCode, synced.body).toBe(200);
    expect(synced.json()).toMatchObject({ status: "connected", tableCount: 1, rowCount: 2 });
    const asked = await browser.inject({
      method: "POST",
      url: "/api/v1/ask",
      payload: { sourceId: created.json().id, question: "total amount by customer" },
    });
    expect(asked.json().result.rows).toEqual([
      ["Ann", "10.50"],
      ["Bob", "20.25"],
    ]);
  });

  test("never show a secret again: not in answers, the list, the database, the files or the log", async () => {
    const browser = server.browser();
    const { id } = (await create(browser)).json();
    await sync(browser, id);
    const answers = await Promise.all(
      [at(id), "/api/v1/workspaces/mine/sources", at(id, "/catalog"), at(id, "/syncs")].map((url) =>
        browser.inject({ method: "GET", url }),
      ),
    );
    expect(answers.map((answer) => answer.statusCode)).toEqual([200, 200, 200, 200]);
    for (const answer of answers) expect(answer.body).not.toContain("letmein");
    const stored = await server.database.db.execute(sql`SELECT * FROM source_connections`);
    expect(JSON.stringify(stored.rows)).not.toContain("letmein");
    for (const name of readdirSync(server.dataDir, { recursive: true, encoding: "utf8" })) {
      if (/\.(json|parquet|key|lock)$/.test(name))
        expect(readFileSync(join(server.dataDir, name), "latin1"), name).not.toContain("letmein");
    }
  });

  const REFUSED: [string, object, number, string, string?][] = [
    ["a kind there is not", { connector: "jdbc" }, 404, "CONNECTOR_NOT_FOUND"],
    ["the kind for uploads", { connector: "files" }, 404, "CONNECTOR_NOT_FOUND"],
    ["a setting there is not", { config: { baseUrl: "https://x.org", driver: "x" } }, 422, "SOURCE_CONFIG_INVALID"],
    [
      "a setting of the wrong kind",
      { config: { baseUrl: "file:///etc/passwd", endpoints: [{ table: "t" }] } },
      422,
      "SOURCE_CONFIG_INVALID",
      "baseUrl",
    ],
    [
      "a wrong setting inside a list",
      { config: { baseUrl: "https://x.org", endpoints: [{ table: "not a name" }] } },
      422,
      "SOURCE_CONFIG_INVALID",
      "endpoints.0.table",
    ],
    ["no name", { name: " " }, 400, "REQUEST_INVALID"],
    ["a workspace of the product", { workspaceId: "sales" }, 404, "WORKSPACE_NOT_FOUND"],
  ];
  test.each(REFUSED)("%s is refused", async (_name, payload, status, code, field) => {
    const response = await create(server.browser(), payload);
    expect([response.statusCode, response.json().code], response.body).toEqual([status, code]);
    if (field !== undefined)
      expect(response.json().details.fields.map((one: { field: string }) => one.field)).toContain(field);
  });

  test("a taken name is refused, whatever the case and however many ask at once", async () => {
    const browser = server.browser();
    await browser.cookie();
    const answers = await Promise.all(["Twin", "twin", "TWIN"].map((name) => create(browser, { name })));
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 409, 409]);
    const taken = answers.find((answer) => answer.statusCode === 409);
    expect(taken?.json().code).toBe("SOURCE_NAME_TAKEN");
    const other = (await create(browser, { name: "Other" })).json();
    const renamed = await browser.inject({ method: "PATCH", url: at(other.id), payload: { name: "twin" } });
    expect([renamed.statusCode, renamed.json().code]).toEqual([409, "SOURCE_NAME_TAKEN"]);
    expect((await create(server.browser(), { name: "Twin" })).statusCode, "somebody else's is no twin").toBe(201);
  });

  test("the same Idempotency-Key makes one connection; another request under it is refused", async () => {
    const browser = server.browser();
    await browser.cookie();
    const headers = { "idempotency-key": "connect-0001" };
    const answers = await Promise.all(Array.from({ length: 5 }, () => create(browser, {}, headers)));
    expect(new Set(answers.map((answer) => answer.json().id)).size).toBe(1);
    const other = await create(browser, { config: config({ secret: "another" }) }, headers);
    expect([other.statusCode, other.json().code]).toEqual([422, "IDEMPOTENCY_MISMATCH"]);
  });

  describe("a test before saving", () => {
    const tryIt = (browser: Browser, payload: object, headers: Record<string, string> = {}) =>
      browser.inject({
        method: "POST",
        url: "/api/v1/connections/test",
        headers,
        payload: { connector: "rest", ...payload },
      });

    test("tells its steps as they happen, and stores nothing", async () => {
      const browser = server.browser();
      const response = await tryIt(browser, { config: config() }, { accept: "text/event-stream" });
      expect(response.body).toMatch(/event: step\ndata: .*"state":"running"[\s\S]*event: done/);
      expect(response.body).not.toContain("letmein");
      const plain = await tryIt(browser, { config: config() });
      expect(plain.json().steps.map((step: { id: string }) => step.id)).toContain("connect");
      expect((await browser.inject({ method: "GET", url: "/api/v1/workspaces/mine/sources" })).json().items).toEqual(
        [],
      );
    });

    test("says in words why it does not work", async () => {
      const wrong = await tryIt(server.browser(), { config: config({ secret: "wrong" }) });
      expect([wrong.statusCode, wrong.json().code], wrong.body).toEqual([502, "SOURCE_SIGN_IN_FAILED"]);
      expect(wrong.body).not.toContain("wrong");
    });

    test("uses the kept secret of a source, but not for another address", async () => {
      const browser = server.browser();
      const { id } = (await create(browser)).json();
      const kept = await tryIt(browser, { sourceId: id, config: config({ secret: undefined }) });
      expect(kept.statusCode, kept.body).toBe(200);
      const elsewhere = config({ secret: undefined, baseUrl: `${api.url}other/` });
      const moved = await tryIt(browser, { sourceId: id, config: elsewhere });
      expect([moved.statusCode, moved.json().code]).toEqual([422, "SOURCE_SECRET_REQUIRED"]);
      const foreign = await tryIt(server.browser(), { sourceId: id, config: config({ secret: undefined }) });
      expect([foreign.statusCode, foreign.json().code]).toEqual([404, "SOURCE_NOT_FOUND"]);
    });
  });

  describe("a change", () => {
    test("keeps the secret while its address stays, and asks for it when that changes", async () => {
      const browser = server.browser();
      const { id } = (await create(browser)).json();
      const patch = (payload: object) => browser.inject({ method: "PATCH", url: at(id), payload });
      const twoTables = [
        { table: "orders", path: "orders" },
        { table: "again", path: "other/orders" },
      ];
      const changed = await patch({ config: config({ secret: undefined, endpoints: twoTables }) });
      expect(changed.statusCode, changed.body).toBe(200);
      expect((await sync(browser, id)).json()).toMatchObject({ status: "connected", tableCount: 2 });

      const moved = await patch({ config: config({ secret: undefined, baseUrl: `${api.url}other/` }) });
      expect([moved.statusCode, moved.json().code]).toEqual([422, "SOURCE_SECRET_REQUIRED"]);
      expect(moved.json().details.fields[0].field).toBe("secret");
      const told = await patch({ config: config({ baseUrl: `${api.url}other/` }) });
      expect(told.statusCode, told.body).toBe(200);
    });

    test("needs the present ETag, when one is sent, and nothing else can be set", async () => {
      const browser = server.browser();
      const { id } = (await create(browser)).json();
      const stale = await browser.inject({
        method: "PATCH",
        url: at(id),
        payload: { config: config() },
        headers: { "if-match": '"99"' },
      });
      expect([stale.statusCode, stale.json().code]).toEqual([412, "EDIT_CONFLICT"]);
      const odd = await browser.inject({ method: "PATCH", url: at(id), payload: { connector: "files" } });
      expect(odd.statusCode).toBe(400);
      const none = await browser.inject({ method: "PATCH", url: at(id), payload: {} });
      expect(none.statusCode).toBe(400);
    });
  });

  describe("sealed credentials", () => {
    test("moved to another row do not open there", async () => {
      const browser = server.browser();
      const [one, two] = [
        (await create(browser, { name: "One" })).json().id,
        (await create(browser, { name: "Two", config: config({ secret: "second" }) })).json().id,
      ];
      await sync(browser, one);
      await sync(browser, two);
      await server.database.db.execute(
        sql`UPDATE source_connections SET secrets = (SELECT secrets FROM source_connections WHERE source_id = ${one}) WHERE source_id = ${two}`,
      );
      const before = api.requests.length;
      const swapped = await sync(browser, two);
      expect([swapped.statusCode, swapped.json().code]).toEqual([422, "SOURCE_SECRET_REQUIRED"]);
      expect(api.requests.length, "nothing was sent anywhere").toBe(before);
      const source = (await browser.inject({ method: "GET", url: at(two) })).json();
      expect(source.status).toBe("disconnected");
      expect(source.statusReason).toMatch(/enter it again/i);
    });

    test("of a lost key are asked for again after a restart; the rest of the source works", async () => {
      const first = await openTestServer({ allowedNetworks: ["127.0.0.0/8"], secretKey: KEY_ONE });
      const browser = first.browser();
      const { id } = (await create(browser)).json();
      await sync(browser, id);
      const cookie = await browser.cookie();
      await first.stop();
      const second = await openTestServer({
        dataDir: first.dataDir,
        allowedNetworks: ["127.0.0.0/8"],
        secretKey: KEY_TWO,
      });
      const get = (url: string) => second.fastify.inject({ method: "GET", url, headers: { cookie } });
      expect((await get(at(id))).json()).toMatchObject({ status: "disconnected", tableCount: 1 });
      expect((await get(at(id, "/tables/orders/rows"))).json().rows).toHaveLength(2);
      const again = await second.fastify.inject({
        method: "PATCH",
        url: at(id),
        headers: { cookie },
        payload: { config: config() },
      });
      expect(again.statusCode, again.body).toBe(200);
      const synced = await second.fastify.inject({ method: "POST", url: at(id, "/sync"), headers: { cookie } });
      expect(synced.json()).toMatchObject({ status: "connected" });
      await second.close();
    });
  });

  test("deleting forgets the credentials", async () => {
    const browser = server.browser();
    const { id } = (await create(browser)).json();
    expect((await browser.inject({ method: "DELETE", url: at(id) })).statusCode).toBe(204);
    const left = await server.database.db.execute(sql`SELECT 1 FROM source_connections WHERE source_id = ${id}`);
    expect(left.rows).toEqual([]);
  });
});
