import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { type ModelServer, startModelServer } from "@parlance/testkit/models";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Browser, openTestServer, type TestServer } from "../../fixtures/test-server.ts";

const KEY = "sk-canary-0123456789";
const SECRET_KEY = "one-0123456789-abcdefghijklmnopqrstuvwxyz";
const COMPATIBLE = "/api/v1/providers/openai-compatible";

describe("providers", () => {
  let server: TestServer;
  let models: ModelServer;
  beforeAll(async () => {
    models = await startModelServer({
      vendor: "openai-compatible",
      key: KEY,
      models: ["small", "large"],
      replies: [{ text: "ready", usage: { input: 21, output: 2 } }],
    });
    server = await openTestServer({ allowedNetworks: ["127.0.0.0/8"], secretKey: SECRET_KEY });
  });
  afterAll(async () => {
    await server?.close();
    await models?.close();
  });

  const config = (more: object = {}) => ({ baseUrl: models.baseUrl, apiKey: KEY, ...more });
  const put = (who: Browser, body: object = {}, headers: Record<string, string> = {}) =>
    who.inject({ method: "PUT", url: COMPATIBLE, headers, payload: { model: "small", config: config(), ...body } });
  const post = (who: Browser, verb: string, body: object = {}) =>
    who.inject({ method: "POST", url: `${COMPATIBLE}/${verb}`, payload: { config: config(), ...body } });
  const list = async (who: Browser) => (await who.inject({ method: "GET", url: "/api/v1/providers" })).json();

  test("are all listed with the fields of their forms and what they can do", async () => {
    const { items, inUse } = await list(server.browser());
    expect(inUse).toEqual([]);
    const anthropic = items.find((item: { id: string }) => item.id === "anthropic");
    expect(anthropic).toMatchObject({
      label: "Anthropic",
      listsModels: true,
      settings: [],
      config: { properties: { apiKey: { isSecret: true, label: "API key" }, baseUrl: { bindsSecrets: true } } },
    });
  });

  test("are set up, chosen and forgotten", async () => {
    const browser = server.browser();
    const saved = await put(browser);
    expect(saved.statusCode, saved.body).toBe(200);
    expect(saved.json().settings).toMatchObject([
      { by: "you", model: "small", config: { baseUrl: models.baseUrl }, secretFields: ["apiKey"], isChosen: true },
    ]);
    expect((await list(browser)).inUse).toEqual([
      { provider: "openai-compatible", model: "small", by: "you", isInHouse: true },
    ]);
    expect((await list(server.browser())).inUse, "nobody else's").toEqual([]);
    expect((await browser.inject({ method: "DELETE", url: COMPATIBLE })).statusCode).toBe(204);
    expect((await list(browser)).inUse).toEqual([]);
    expect((await browser.inject({ method: "DELETE", url: COMPATIBLE })).statusCode).toBe(404);
  });

  test("that run in this process are there only when the operator has named a folder of models", async () => {
    expect((await list(server.browser())).items.map(({ id }: { id: string }) => id)).not.toContain("onnx");
    const payload = { model: "../../etc", config: {} };
    const saved = await server.browser().inject({ method: "PUT", url: "/api/v1/providers/onnx", payload });
    expect([saved.statusCode, saved.json().code]).toEqual([404, "PROVIDER_NOT_FOUND"]);
    const given = await openTestServer({ modelEnvironment: { PARLANCE_ONNX_MODELS: server.dataDir } });
    expect((await list(given.browser())).items.map(({ id }: { id: string }) => id)).toContain("onnx");
    const tried = await given.browser().inject({ method: "POST", url: "/api/v1/providers/onnx/test", payload });
    expect(tried.statusCode, tried.body).toBeGreaterThanOrEqual(400);
    expect(tried.body).not.toContain(server.dataDir);
    await given.close();
  });

  test("one's own goes before the workspace's, and of several one is chosen", async () => {
    const browser = server.browser();
    await put(browser, { scope: "workspace", model: "large" });
    await put(browser, { scope: "mine" });
    expect((await list(browser)).inUse.map(({ by, model }: Record<string, string>) => [by, model])).toEqual([
      ["you", "small"],
      ["workspace", "large"],
    ]);
    const other = await browser.inject({
      method: "PUT",
      url: "/api/v1/providers/anthropic",
      payload: { model: "claude", config: { apiKey: "sk-other" } },
    });
    expect(other.statusCode, other.body).toBe(200);
    expect((await list(browser)).inUse.map(({ provider }: Record<string, string>) => provider)).toEqual([
      "anthropic",
      "openai-compatible",
    ]);
  });

  test("never show a key again: not in answers, the database, the files or the log", async () => {
    const browser = server.browser();
    const answers = [await put(browser), await post(browser, "test", { model: "small" })];
    answers.push(await browser.inject({ method: "GET", url: "/api/v1/providers" }));
    for (const answer of answers) {
      expect(answer.statusCode, answer.body).toBe(200);
      expect(answer.body).not.toContain(KEY);
    }
    const stored = await server.database.db.execute(sql`SELECT * FROM model_providers`);
    expect(JSON.stringify(stored.rows)).not.toContain(KEY);
    for (const name of readdirSync(server.dataDir, { recursive: true, encoding: "utf8" })) {
      if (/\.(json|key|lock)$/.test(name))
        expect(readFileSync(join(server.dataDir, name), "latin1"), name).not.toContain(KEY);
    }
  });

  describe("a test", () => {
    test("asks once and tells how long it took and what it cost", async () => {
      const before = models.calls.length;
      const tried = await post(server.browser(), "test", { model: "small" });
      expect(tried.json(), tried.body).toMatchObject({ model: "small", attempts: 1, inputTokens: 21, outputTokens: 2 });
      expect(models.calls.length - before).toBe(1);
    });

    test("counts against the allowance like any other call", async () => {
      const limit = (values: ReadonlyMap<"modelTokensPerWorkspace", { value: number; place: string }>) =>
        server.settings.replace({ origin: "override", values, problems: [] });
      const browser = server.browser();
      await browser.cookie();
      limit(new Map([["modelTokensPerWorkspace", { value: 1, place: "test" }]]));
      expect((await post(browser, "test", { model: "small" })).statusCode, "nothing is spent yet").toBe(200);
      const refused = async () => (await post(browser, "test", { model: "small" })).json().code;
      await expect.poll(refused).toBe("MODEL_ALLOWANCE_USED_UP");
      limit(new Map());
      expect((await post(browser, "test", { model: "small" })).statusCode).toBe(200);
    });

    const WRONG: [string, object, string, number][] = [
      ["a wrong key", { config: { apiKey: "sk-wrong" } }, "MODEL_CREDENTIALS_REFUSED", 422],
      ["a model there is not", { model: "huge" }, "MODEL_UNKNOWN", 422],
      ["an address that is none", { config: { baseUrl: "file:///etc/passwd" } }, "SOURCE_CONFIG_INVALID", 422],
      ["a setting there is not", { config: { proxy: "http://x" } }, "SOURCE_CONFIG_INVALID", 422],
      ["a server that is not there", { config: { baseUrl: "http://127.0.0.1:9/v1" } }, "MODEL_UNREACHABLE", 502],
    ];
    test.each(WRONG)("%s is told", async (_name, body, code, status) => {
      const { config: more, ...rest } = body as { config?: object };
      const tried = await post(server.browser(), "test", { model: "small", ...rest, config: config(more) });
      expect([tried.json().code, tried.statusCode], tried.body).toEqual([code, status]);
      expect(tried.body).not.toContain(KEY);
      expect(tried.body).not.toContain("sk-wrong");
    });

    test("with kept settings uses the kept key, but not for another address", async () => {
      const browser = server.browser();
      await put(browser);
      const kept = await post(browser, "test", { model: "small", config: { baseUrl: models.baseUrl } });
      expect(kept.statusCode, kept.body).toBe(200);
      const elsewhere = { baseUrl: "http://127.0.0.1:9/v1" };
      for (const verb of ["test", "models"]) {
        const moved = await post(browser, verb, { ...(verb === "test" ? { model: "small" } : {}), config: elsewhere });
        expect([moved.statusCode, moved.json().code], verb).toEqual([422, "SOURCE_SECRET_REQUIRED"]);
      }
      const saved = await put(browser, { config: elsewhere });
      expect([saved.statusCode, saved.json().code]).toEqual([422, "SOURCE_SECRET_REQUIRED"]);
      const foreign = await post(server.browser(), "test", { model: "small", config: { baseUrl: models.baseUrl } });
      expect(foreign.json().code, "nobody else's key").toBe("MODEL_CREDENTIALS_REFUSED");
    });
  });

  test("list the models they have", async () => {
    const listed = await post(server.browser(), "models");
    expect(listed.json().items.map(({ id }: { id: string }) => id)).toEqual(["small", "large"]);
  });

  test("a changed setting needs the present revision, when one is sent", async () => {
    const browser = server.browser();
    await put(browser);
    expect((await put(browser, { model: "large" }, { "if-match": '"1"' })).statusCode).toBe(200);
    const stale = await put(browser, { model: "small" }, { "if-match": '"1"' });
    expect([stale.statusCode, stale.json().code]).toEqual([412, "EDIT_CONFLICT"]);
  });

  describe("an address inside that nobody permitted is not asked", () => {
    let closed: TestServer;
    beforeAll(async () => {
      closed = await openTestServer();
    });
    afterAll(() => closed.close());

    test.each([
      "http://169.254.169.254/v1",
      "http://10.0.0.1/v1",
      "http://[::ffff:169.254.169.254]/v1",
      "http://2130706433/v1",
      "http://0177.0.0.1/v1",
      "http://0.0.0.0:80/v1",
      "http://[fd00:ec2::254]/v1",
      "http://localhost:1/v1",
    ])("%s", async (baseUrl) => {
      for (const verb of ["test", "models"]) {
        const tried = await post(closed.browser(), verb, {
          ...(verb === "test" ? { model: "small" } : {}),
          config: { baseUrl },
        });
        expect(tried.json(), tried.body).toMatchObject({
          code: "MODEL_UNREACHABLE",
          message: expect.stringContaining("may not connect"),
        });
      }
    });
  });

  test("a redirect is not followed, as the key would go along", async () => {
    const asked: (string | undefined)[] = [];
    const elsewhere = createServer((request, response) => {
      asked.push(request.url);
      response.writeHead(307, { location: `${models.baseUrl}/chat/completions` }).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    // A server that listens on a port has an address of this kind.
    const { port } = elsewhere.address() as AddressInfo;
    const before = models.calls.length;
    const tried = await post(server.browser(), "test", {
      model: "small",
      config: config({ baseUrl: `http://127.0.0.1:${port}/v1` }),
    });
    expect([tried.statusCode, tried.json().code]).toEqual([502, "MODEL_UNREACHABLE"]);
    expect(asked.length).toBeGreaterThan(0);
    expect(models.calls.length).toBe(before);
    elsewhere.close();
  });

  test("keys moved to another person's row do not open there", async () => {
    const [ann, bob] = [server.browser(), server.browser()];
    await put(ann);
    await put(bob, { config: config({ apiKey: "sk-of-bob" }) });
    const annsId = (await ann.inject({ method: "GET", url: "/api/v1/workspaces" })).json().items[0].id;
    const bobsId = (await bob.inject({ method: "GET", url: "/api/v1/workspaces" })).json().items[0].id;
    await server.database.db.execute(
      sql`UPDATE model_providers SET secrets = (SELECT secrets FROM model_providers WHERE workspace_id = ${annsId}) WHERE workspace_id = ${bobsId}`,
    );
    const tried = await post(bob, "test", { model: "small", config: { baseUrl: models.baseUrl } });
    expect([tried.statusCode, tried.json().code]).toEqual([422, "SOURCE_SECRET_REQUIRED"]);
  });

  test("settings that nobody used or changed for a month are gone with their keys", async () => {
    const own = await openTestServer({ allowedNetworks: ["127.0.0.0/8"], secretKey: SECRET_KEY });
    const browser = own.browser();
    await put(browser);
    own.clock.advance(25 * 24 * 3_600_000);
    await own.sweeper.sweep();
    expect((await list(browser)).inUse, "still there, though the workspace holds nothing else").toHaveLength(1);
    own.clock.advance(6 * 24 * 3_600_000);
    await own.sweeper.sweep();
    expect((await list(browser)).inUse).toEqual([]);
    await own.close();
  });
});
