import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { type ModelServer, type ReceivedCall, startModelServer } from "@parlance/testkit/models";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { flagsLayer } from "../configuration/flags-layer.ts";
import { emptyLayer } from "../configuration/layer.ts";
import { multipart } from "../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";

const CSV = "id,customer,amount\n1,Ann Canary,10.50\n2,Bob,20.25\n3,Ann Canary,5.00\n";
/** The engine makes nothing of it. */
const QUESTION = "who is our biggest whale";
const SQL = "SELECT customer, SUM(amount) AS total FROM sales GROUP BY customer ORDER BY total DESC LIMIT 1";

const said = (call: ReceivedCall | undefined): string => JSON.stringify(call?.body ?? null);

describe("a question that the engine hands over", () => {
  let models: ModelServer;
  let server: TestServer;
  let address: string;
  beforeAll(async () => {
    models = await startModelServer({ vendor: "openai-compatible", handler: replyTo });
    server = await openTestServer({ allowedNetworks: ["127.0.0.0/8"] });
    address = await server.listen();
  });
  afterAll(async () => {
    await server?.close();
    await models?.close();
  });

  async function newcomer() {
    const browser = server.browser();
    const form = multipart([{ name: "sales.csv", content: CSV }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    return { browser, sourceId: String(uploaded.json().source.id) };
  }
  const setUp = (browser: Browser, more: object = {}) =>
    browser.inject({
      method: "PUT",
      url: "/api/v1/providers/openai-compatible",
      payload: { model: "model-1", config: { baseUrl: models.baseUrl }, ...more },
    });
  const ask = async (browser: Browser, sourceId: string) =>
    (await browser.inject({ method: "POST", url: "/api/v1/ask", payload: { sourceId, question: QUESTION } })).json();
  const decide = (browser: Browser, sourceId: string, disclosure: string) =>
    browser.inject({ method: "PUT", url: `/api/v1/disclosures/${sourceId}`, payload: { disclosure } });
  const usage = async (browser: Browser) =>
    (await browser.inject({ method: "GET", url: "/api/v1/usage/models" })).json();

  test("is not drafted by anybody while no model is set up", async () => {
    const { browser, sourceId } = await newcomer();
    const before = models.calls.length;
    expect((await ask(browser, sourceId)).receipt?.draftedBy ?? null).not.toBe("model");
    expect(models.calls.length).toBe(before);
  });

  test("is drafted by the model that was set up, and accounted", async () => {
    const { browser, sourceId } = await newcomer();
    await setUp(browser);
    const answer = await ask(browser, sourceId);
    expect(answer, JSON.stringify(answer)).toMatchObject({
      sql: expect.stringContaining("customer"),
      receipt: { draftedBy: "model" },
      result: { rows: [["Bob", "20.25"]] },
    });
    const books = await usage(browser);
    expect(books).toMatchObject({ total: { calls: 1, failed: 0, inputTokens: 120, outputTokens: expect.any(Number) } });
    expect(books.items).toMatchObject([{ provider: "openai-compatible", model: "model-1", configuredBy: "you" }]);
    expect((await usage(server.browser())).total.calls, "nobody else's books").toBe(0);
  });

  test.each([
    ["full", true],
    ["schema", false],
  ])("%s: whether values are told is %s", async (disclosure, areTold) => {
    const { browser, sourceId } = await newcomer();
    await setUp(browser);
    await decide(browser, sourceId, disclosure);
    await ask(browser, sourceId);
    expect(said(models.calls.at(-1))).toContain("customer");
    expect(said(models.calls.at(-1)).includes("Ann Canary")).toBe(areTold);
  });

  test("nothing: no model is asked, and no assistant may come through MCP", async () => {
    const { browser, sourceId } = await newcomer();
    await setUp(browser);
    await decide(browser, sourceId, "nothing");
    const before = models.calls.length;
    expect((await ask(browser, sourceId)).receipt?.draftedBy ?? null).not.toBe("model");
    expect(models.calls.length).toBe(before);
    const client = new Client({ name: "test", version: "1" });
    const requestInit = { headers: { cookie: await browser.cookie() } };
    await client.connect(new StreamableHTTPClientTransport(new URL("/api/v1/mcp", address), { requestInit }));
    for (const [name, more] of [
      ["describe_source", {}],
      ["ask", { question: "how many sales" }],
      ["run_sql", { sql: "SELECT 1" }],
    ] as const) {
      const { isError, content } = await client.callTool({ name, arguments: { sourceId, ...more } });
      expect([isError, JSON.stringify(content)], name).toEqual([true, expect.stringContaining("SOURCE_NOT_DISCLOSED")]);
    }
    await client.close();
    const listed = await browser.inject({ method: "GET", url: "/api/v1/disclosures" });
    expect(listed.json()).toMatchObject({
      default: "full",
      items: [{ sourceId, disclosure: "nothing", isDefault: false }],
    });
    await browser.inject({ method: "DELETE", url: `/api/v1/disclosures/${sourceId}` });
    expect((await ask(browser, sourceId)).receipt?.draftedBy).toBe("model");
  });

  test("goes to the workspace's model when one's own does not answer", async () => {
    const { browser, sourceId } = await newcomer();
    await setUp(browser, { scope: "workspace" });
    await setUp(browser, { scope: "mine", config: { baseUrl: "http://127.0.0.1:9/v1" } });
    const answer = await ask(browser, sourceId);
    expect(answer.receipt?.draftedBy, JSON.stringify(answer)).toBe("model");
    const { items } = await usage(browser);
    expect(items.map((item: Record<string, unknown>) => [item.configuredBy, item.failed]).sort()).toEqual([
      ["workspace", 0],
      ["you", 1],
    ]);
  });

  test("goes to the model this server was started with, whose address is trusted", async () => {
    const started = await openTestServer({
      modelEnvironment: { PARLANCE_LLM_BASE_URL: models.baseUrl, PARLANCE_LLM_MODEL: "model-1" },
    });
    const browser = started.browser();
    const form = multipart([{ name: "sales.csv", content: CSV }]);
    const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
    const { inUse } = (await browser.inject({ method: "GET", url: "/api/v1/providers" })).json();
    expect(inUse).toEqual([{ provider: "openai-compatible", model: "model-1", by: "environment", isInHouse: true }]);
    expect((await ask(browser, uploaded.json().source.id)).receipt?.draftedBy).toBe("model");
    expect((await usage(browser)).items).toMatchObject([{ configuredBy: "environment" }]);
    await started.close();
  });
});

test("a model that is set up while the server runs helps from the next question on, until it is taken away", async () => {
  const models = await startModelServer({ vendor: "openai-compatible", handler: replyTo });
  const started = await openTestServer();
  const inUse = async () => (await browser.inject({ method: "GET", url: "/api/v1/providers" })).json().inUse;
  const browser = started.browser();
  const form = multipart([{ name: "sales.csv", content: CSV }]);
  const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  const payload = { sourceId: uploaded.json().source.id, question: QUESTION };
  const draftedBy = async () =>
    (await browser.inject({ method: "POST", url: "/api/v1/ask", payload })).json().receipt?.draftedBy;
  expect(await inUse()).toEqual([]);
  const given = { llmBaseUrl: models.baseUrl, llmModel: "model-1", llmDisclosure: "full" } as const;
  started.settings.replace({ ...flagsLayer(given), origin: "override" });
  expect(await inUse()).toMatchObject([{ model: "model-1", by: "environment" }]);
  expect(await draftedBy()).toBe("model");
  started.settings.replace(emptyLayer("override"));
  expect(await inUse()).toEqual([]);
  const unusable = { ...flagsLayer({ llmProvider: "nobody" }), origin: "override" } as const;
  await expect(started.settings.check(unusable)).rejects.toMatchObject({ code: "PROVIDER_NOT_FOUND" });
  await started.close();
  await models.close();
});

test.each([
  ["a provider there is not", { PARLANCE_LLM_PROVIDER: "nobody", PARLANCE_LLM_MODEL: "x" }, "PROVIDER_NOT_FOUND"],
  ["no address", { PARLANCE_LLM_MODEL: "x" }, "MODEL_CONFIG_INVALID"],
  ["a disclosure there is not", { PARLANCE_LLM_DISCLOSURE: "some" }, "MODEL_CONFIG_INVALID"],
])("settings of the server that cannot be right keep it from starting: %s", async (_name, modelEnvironment, code) => {
  await expect(openTestServer({ modelEnvironment })).rejects.toMatchObject({ code });
});

/** Answers every field that the schema asks for, with the statement where SQL is wanted. */
function replyTo({ schema }: ReceivedCall) {
  return { object: filled(schema) };
}

interface Shape {
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, Shape>>;
}

function filled(schema: unknown): Record<string, unknown> {
  // A schema as this product writes it.
  const { properties = {} } = schema as Shape;
  return Object.fromEntries(Object.entries(properties).map(([name, shape]) => [name, fieldValue(name, shape)]));
}

function fieldValue(name: string, { type, enum: choices }: Shape): unknown {
  if (/sql/i.test(name)) return SQL;
  if (choices !== undefined) return choices.includes("answer") ? "answer" : choices[0];
  if (type === "array") return name === "tables" ? ["sales"] : [];
  if (type === "number" || type === "integer") return 0.9;
  if (type === "boolean") return false;
  return name === "reading" ? "The customer with the largest total amount." : "";
}
