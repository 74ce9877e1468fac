import type { Answer } from "@parlance/core";
import { type ModelServer, type ModelVendor, type ScriptedReply, startModelServer } from "@parlance/testkit/models";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { multipart } from "../fixtures/multipart.ts";
import { type Browser, openTestServer, type TestServer } from "../fixtures/test-server.ts";

const CSV = "id,customer,amount\n1,Ann,10.50\n2,Bob,20.25\n3,Ann,5.00\n";
/** The engine makes nothing of "whale", and says so. */
const QUESTION = "who is our biggest whale";
const SQL = "SELECT customer FROM sales GROUP BY customer ORDER BY sum(amount) DESC LIMIT 1";
const DRAFT = {
  plan: "",
  kind: "sql",
  sql: SQL,
  reading: "The customer with the largest total.",
  assumptions: ["a whale is a customer"],
  tables: ["sales"],
  message: "",
  choices: [],
};

interface Setting {
  readonly models: ModelServer;
  readonly server: TestServer;
  readonly browser: Browser;
  readonly sourceId: string;
}

/** A whole server whose model speaks one vendor's wire format. */
async function open(vendor: ModelVendor, reply: () => ScriptedReply, model = "model-1"): Promise<Setting> {
  const models = await startModelServer({ vendor, handler: reply });
  const server = await openTestServer({
    modelEnvironment: {
      PARLANCE_LLM_PROVIDER: vendor,
      PARLANCE_LLM_BASE_URL: models.baseUrl,
      PARLANCE_LLM_MODEL: model,
      PARLANCE_LLM_API_KEY: "secret-key-of-the-test",
      PARLANCE_LLM_TIMEOUT_MS: "1500",
    },
  });
  const browser = server.browser();
  const form = multipart([{ name: "sales.csv", content: CSV }]);
  const uploaded = await browser.inject({ method: "POST", url: "/api/v1/workspaces/mine/sources", ...form });
  return { models, server, browser, sourceId: String(uploaded.json().source.id) };
}

async function ask({ browser, sourceId }: Setting, question = QUESTION): Promise<Answer> {
  const response = await browser.inject({ method: "POST", url: "/api/v1/ask", payload: { sourceId, question } });
  expect(response.statusCode, response.body).toBe(200);
  expect(response.body).not.toContain("secret-key-of-the-test");
  return response.json();
}

describe("the whole path in each vendor's own wire format", () => {
  test.each([
    ["openai-compatible", "model-1"],
    ["anthropic", "claude-sonnet-4-5"],
    ["google", "gemini-2.5-flash"],
    ["openai", "gpt-4.1"],
    ["openrouter", "vendor/model-1"],
  ] as const)("%s", async (vendor, model) => {
    const setting = await open(vendor, () => ({ object: DRAFT }), model);
    try {
      const answer = await ask(setting);
      expect(answer, JSON.stringify(answer)).toMatchObject({
        sql: SQL,
        explanation: DRAFT.reading,
        assumptions: DRAFT.assumptions,
        result: { rows: [["Bob"]] },
        receipt: { draftedBy: "model", models: [{ provider: vendor, model, calls: 1, inputTokens: 120 }] },
      });
    } finally {
      await setting.server.close();
      await setting.models.close();
    }
  });
});

const WHOLE = { object: DRAFT };
/** Rows 14 to 16 of the list of faults: none may cost the question its answer, and nothing half said may run. */
const FAULTS: readonly (readonly [name: string, reply: ScriptedReply, isStillDrafted: boolean])[] = [
  [
    "429 that asks to wait too long",
    { fault: { kind: "status", status: 429, headers: { "retry-after": "3600" } } },
    false,
  ],
  ["429 that says nothing", { fault: { kind: "status", status: 429 } }, false],
  ["500", { fault: { kind: "status", status: 500 } }, false],
  ["401", { fault: { kind: "status", status: 401 } }, false],
  ["404", { fault: { kind: "status", status: 404 } }, false],
  ["400", { fault: { kind: "status", status: 400, message: "context too long" } }, false],
  ["no answer in time", { ...WHOLE, fault: { kind: "slow-headers", delayMs: 60_000 } }, false],
  ["silence after half the statement", { ...WHOLE, fault: { kind: "stall", afterPieces: 10 } }, false],
  ["a connection cut after half the statement", { ...WHOLE, fault: { kind: "cut", afterPieces: 10 } }, false],
  ["a stream that ends after half the statement", { ...WHOLE, fault: { kind: "ended-early", afterPieces: 10 } }, false],
  ["an error in the middle", { ...WHOLE, fault: { kind: "error-event", afterPieces: 10 } }, false],
  ["bytes that mean nothing", { fault: { kind: "garbage" } }, false],
  ["invalid UTF-8", { ...WHOLE, fault: { kind: "invalid-utf8" } }, false],
  ["a tool that nobody offered", { ...WHOLE, fault: { kind: "unknown-tool" } }, false],
  ["an empty reply", { text: "" }, false],
  ["prose", { text: "I would be happy to help you with that!" }, false],
  ["another JSON", { object: { query: SQL } }, false],
  ["another dialect", { object: { ...DRAFT, sql: "SELECT TOP 1 [customer] FROM [sales]" } }, false],
  ["5 MB", { object: { ...DRAFT, sql: `SELECT '${"x".repeat(5_000_000)}'` } }, false],
  ["a reply cut by its limit", { ...WHOLE, finish: "length" }, false],
  ["a refusal", { text: "", finish: "content-filter" }, false],
  ["every piece twice", { ...WHOLE, fault: { kind: "duplicate" } }, false],
  ["no closing mark", { ...WHOLE, fault: { kind: "no-done" } }, true],
];

describe("whatever is wrong with the model, the question is answered without it", () => {
  let setting: Setting;
  let reply: ScriptedReply = WHOLE;
  let alone: Answer;
  beforeAll(async () => {
    setting = await open("openai-compatible", () => reply);
    reply = { fault: { kind: "status", status: 401 } };
    alone = await ask(setting);
  });
  afterAll(async () => {
    await setting?.server.close();
    await setting?.models.close();
  });

  test.each(FAULTS)(
    "%s",
    async (_name, fault, isStillDrafted) => {
      reply = fault;
      const before = performance.now();
      const answer = await ask(setting);
      expect(performance.now() - before).toBeLessThan(20_000);
      expect(answer.question).toBe(QUESTION);
      if (isStillDrafted) {
        expect(answer).toMatchObject({ sql: SQL, receipt: { draftedBy: "model" } });
        return;
      }
      expect(answer).toMatchObject({ verdict: alone.verdict, sql: alone.sql, confidence: alone.confidence });
      expect(JSON.stringify(answer)).toMatch(/what the embedded engine makes of it/);
      expect(JSON.stringify(answer.receipt?.models ?? [])).not.toMatch(/secret/);
    },
    40_000,
  );
});

describe("the stream", () => {
  test("says which model is being asked before its plan, and holds no more than its schema", async () => {
    const setting = await open("openai-compatible", () => WHOLE);
    const { body } = await setting.browser.inject({
      method: "POST",
      url: "/api/v1/ask",
      payload: { sourceId: setting.sourceId, question: QUESTION },
      headers: { accept: "text/event-stream" },
    });
    await setting.server.close();
    await setting.models.close();
    const events = [...body.matchAll(/^event: (\w+)$/gm)].map((match) => match[1]);
    expect(events.slice(0, 4)).toEqual(["intent", "model", "plan", "sql"]);
    expect(body).toContain('data: {"provider":"openai-compatible","model":"model-1"}');
    expect(events.at(-1)).toBe("done");
  });
});
