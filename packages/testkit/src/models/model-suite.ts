import type { LanguageModel, ModelReply, ModelRequest } from "@parlance/core";
import { afterEach, describe, expect, test } from "vitest";
import { type ModelServer, type ModelServerOptions, type ModelVendor, startModelServer } from "./model-server.ts";
import type { ModelFaultKind, ScriptedReply } from "./scripted-reply.ts";

export interface OpenModelFor {
  readonly baseUrl: string;
  readonly key: string;
  readonly model: string;
  readonly fetch: ModelServer["fetch"];
  readonly timeoutMs: number;
  readonly deadlineMs: number;
  readonly nowMs: () => number;
  /** Waits between calls; real time where absent. */
  readonly pause: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
}

/** How a vendor's model is opened; everything else is the same for all of them. */
export interface ModelFixture {
  readonly vendor: ModelVendor;
  readonly model: string;
  /** What the server must be sent as key. */
  readonly key: string;
  /** Where the vendor's own client goes by itself; "" for a vendor whose address is always given. */
  readonly origin: string;
  open(given: OpenModelFor): LanguageModel;
}

const SCHEMA = {
  type: "object",
  properties: { sql: { type: "string" }, reading: { type: "string" } },
  required: ["sql", "reading"],
  additionalProperties: false,
};

const DRAFT = { sql: "SELECT name, SUM(total) FROM invoices GROUP BY name", reading: "totals by name, über alles 🎼" };
/** Stands in the question, and must stand in no error. */
const SECRET_QUESTION = "How much did Zanzibar-Quokka spend?";

const TEXT: ModelRequest = {
  purpose: "words",
  system: "You write one sentence.",
  messages: [{ role: "user", content: SECRET_QUESTION }],
  output: null,
  maxOutputTokens: 500,
  temperature: 0,
};
const JSON_REQUEST: ModelRequest = { ...TEXT, purpose: "draft", output: { name: "draft", schema: SCHEMA } };

const LONG_ENOUGH = { timeoutMs: 8_000, deadlineMs: 20_000 };
/** A persistent fault is asked about this often at most. */
const MOST_CALLS = 4;

const fault = (kind: ModelFaultKind): ScriptedReply => ({ object: DRAFT, fault: kind });
const status = (code: number, more: object = {}): ScriptedReply => fault({ kind: "status", status: code, ...more });

/** What every vendor's model promises, through its official client against a server that speaks its wire format. */
export function describeModelContract(name: string, fixture: ModelFixture): void {
  describe(`${name}: the model contract`, () => {
    const servers: ModelServer[] = [];
    afterEach(async () => {
      for (const server of servers.splice(0)) await server.close();
    });

    async function start(options: Omit<ModelServerOptions, "vendor">): Promise<ModelServer> {
      const server = await startModelServer({ vendor: fixture.vendor, key: fixture.key, ...options });
      servers.push(server);
      return server;
    }

    const open = (server: ModelServer, more: Partial<OpenModelFor> = {}): LanguageModel =>
      fixture.open({
        baseUrl: server.baseUrl,
        key: fixture.key,
        model: fixture.model,
        fetch: server.fetch,
        nowMs: Date.now,
        // What is tested is that calls are made again; only where a pause was asked for is it waited for.
        pause: () => Promise.resolve(),
        ...LONG_ENOUGH,
        ...more,
      });

    async function ask(
      replies: readonly ScriptedReply[],
      request: ModelRequest = JSON_REQUEST,
      more: Partial<OpenModelFor> = {},
    ): Promise<{ reply: ModelReply; server: ModelServer }> {
      const server = await start({ replies });
      return { reply: await open(server, more).generate(request), server };
    }

    async function fail(
      replies: readonly ScriptedReply[],
      request: ModelRequest = JSON_REQUEST,
      more: Partial<OpenModelFor> = {},
    ): Promise<{ error: Failure; calls: number; tookMs: number }> {
      const server = await start({ replies });
      const startedAt = performance.now();
      const error = await failureOf(open(server, more).generate(request));
      return { error, calls: server.calls.length, tookMs: performance.now() - startedAt };
    }

    describe("a reply", () => {
      test("of text arrives whole, with its tokens and who wrote it", async () => {
        const text = `Zwölf Länder, 12 % mehr — “so” 🎼. ${Array.from({ length: 60 }, (_, at) => `${at} and `).join("")}end.`;
        const { reply, server } = await ask([{ text, usage: { input: 31, output: 170 } }], TEXT);
        expect(reply).toMatchObject({ text, provider: fixture.vendor, model: fixture.model, attempts: 1 });
        expect(reply.usage).toMatchObject({ inputTokens: 31, outputTokens: 170 });
        expect(reply.object).toBeUndefined();
        expect(server.calls).toHaveLength(1);
      });

      test("is asked for as a stream, with the prompt, the model and the key where the vendor wants them", async () => {
        const { server } = await ask([{ text: "Yes." }], TEXT);
        expect(server.calls[0]).toMatchObject({ text: SECRET_QUESTION, model: fixture.model, isStreamed: true });
        expect(server.calls[0]?.system).toContain(TEXT.system);
        expect(server.calls[0]?.origin).toBe(fixture.origin || new URL(server.baseUrl).origin);
      });

      test("of one object is held to its schema by the vendor's own mode", async () => {
        const { reply, server } = await ask([{ object: DRAFT }]);
        expect(reply.object).toEqual(DRAFT);
        expect(server.calls[0]?.schema).not.toBeNull();
      });

      test("is separated from what the model thought before it", async () => {
        const { reply } = await ask([{ object: DRAFT, thinking: "First I look at the tables, then I { guess." }]);
        expect([reply.object, JSON.stringify(reply)]).toEqual([DRAFT, expect.not.stringContaining("guess")]);
      });

      test.each([
        ["in tags", `<think>maybe {"sql": 1}</think>\n${JSON.stringify(DRAFT)}`],
        ["in a fence", `Here it is:\n\`\`\`json\n${JSON.stringify(DRAFT, null, 2)}\n\`\`\`\nGood luck!`],
        ["after a thought without its opening tag", `so {"x": 1} it is</think>${JSON.stringify(DRAFT)}`],
        ["with line breaks inside strings", `{"sql": ${JSON.stringify(DRAFT.sql)},\n"reading": "${DRAFT.reading}\n",}`],
      ])("whose object came %s is read all the same", async (_, text) => {
        const { reply } = await ask([{ text }]);
        expect(reply.object).toMatchObject({ sql: DRAFT.sql });
      });

      test("is whole without the mark that closes a stream, since its end was told", async () => {
        const { reply } = await ask([fault({ kind: "no-done" })]);
        expect([reply.object, reply.attempts]).toEqual([DRAFT, 1]);
      });
    });

    describe("faults that pass", () => {
      test.each<[string, ScriptedReply]>([
        ["an error of the server", status(500)],
        ["an overloaded server", status(529)],
        ["a request to slow down", status(429)],
        ["a connection reset in the middle of the SQL", fault({ kind: "cut", afterPieces: 3 })],
        ["a stream that ends in the middle of the SQL", fault({ kind: "ended-early", afterPieces: 3 })],
        ["an error told inside the stream", fault({ kind: "error-event", afterPieces: 2 })],
        ["events that came twice", fault({ kind: "duplicate" })],
        ["bytes that are no events", fault({ kind: "garbage" })],
        ["bytes that are no UTF-8", fault({ kind: "invalid-utf8" })],
        ["a call of a tool that was not offered", fault({ kind: "unknown-tool" })],
        ["a reply that is not JSON", { text: "I would rather tell you about my day." }],
        ["JSON of another shape", { object: { query: "SELECT 1" } }],
        ["an empty reply", { text: "" }],
        ["an object that ends in the middle", { text: JSON.stringify(DRAFT).slice(0, 40) }],
        ["a reply that reached its limit of tokens", { text: '{"sql": "SEL', finish: "length" }],
      ])("%s: asked again, and the whole reply counts", async (_, first) => {
        const { reply, server } = await ask([first, { object: DRAFT }]);
        expect([reply.object, reply.attempts, server.calls.length]).toEqual([DRAFT, 2, 2]);
      });

      test("a silent server: asked again within the deadline", async () => {
        const { reply } = await ask([fault({ kind: "stall", afterPieces: 2 }), { object: DRAFT }], JSON_REQUEST, {
          timeoutMs: 700,
        });
        expect([reply.object, reply.attempts]).toEqual([DRAFT, 2]);
      });

      test("the pause that was asked for in seconds is kept", async () => {
        const startedAt = performance.now();
        await ask([status(429, { headers: { "retry-after": "1" } }), { object: DRAFT }], JSON_REQUEST, {
          pause: undefined,
        });
        expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
      });

      test("the pause that was asked for as a date is kept", async () => {
        const nowMs = Date.UTC(2026, 0, 1, 12, 0, 0);
        const date = new Date(nowMs + 1_000).toUTCString();
        const startedAt = performance.now();
        await ask([status(429, { headers: { "retry-after": date } }), { object: DRAFT }], JSON_REQUEST, {
          nowMs: () => nowMs,
          pause: undefined,
        });
        expect(performance.now() - startedAt).toBeGreaterThanOrEqual(990);
      });

      test("what useless replies cost is counted", async () => {
        const usage = { input: 100, output: 10 };
        const { reply } = await ask([
          { text: "no", usage },
          { object: DRAFT, usage },
        ]);
        expect(reply.usage).toMatchObject({ inputTokens: 200, outputTokens: 20 });
      });

      test("the model is told what was wrong with a useless reply, once", async () => {
        const { server } = await ask([{ text: "I would rather not." }, { object: DRAFT }]);
        expect(server.calls[1]?.text).toContain("no JSON object");
      });
    });

    describe("faults that stay", () => {
      test.each<[string, ScriptedReply, string, number]>([
        ["errors of the server", status(500), "MODEL_UNREACHABLE", MOST_CALLS],
        ["requests to slow down", status(429), "MODEL_RATE_LIMITED", MOST_CALLS],
        [
          "a used-up quota",
          status(429, { code: "insufficient_quota", message: "insufficient_quota" }),
          "MODEL_RATE_LIMITED",
          1,
        ],
        ["a long pause asked for", status(429, { headers: { "retry-after": "3600" } }), "MODEL_RATE_LIMITED", 1],
        ["a refused key", status(401), "MODEL_CREDENTIALS_REFUSED", 1],
        ["a key without the right", status(403), "MODEL_CREDENTIALS_REFUSED", 1],
        ["an unknown model", status(404), "MODEL_UNKNOWN", 1],
        [
          "a prompt that is too long",
          status(400, { message: "prompt is too long: 210000 tokens" }),
          "MODEL_REQUEST_INVALID",
          1,
        ],
        ["connections reset in the middle", fault({ kind: "cut", afterPieces: 3 }), "MODEL_INCOMPLETE", MOST_CALLS],
        [
          "streams that end in the middle",
          fault({ kind: "ended-early", afterPieces: 3 }),
          "MODEL_INCOMPLETE",
          MOST_CALLS,
        ],
        ["events that come twice", fault({ kind: "duplicate" }), "MODEL_INCOMPLETE", MOST_CALLS],
        ["bytes that are no events", fault({ kind: "garbage" }), "MODEL_REPLY_INVALID", MOST_CALLS],
        ["bytes that are no UTF-8", fault({ kind: "invalid-utf8" }), "MODEL_REPLY_INVALID", MOST_CALLS],
        ["calls of a tool that was not offered", fault({ kind: "unknown-tool" }), "MODEL_REPLY_INVALID", MOST_CALLS],
        ["prose", { text: "I would rather tell you about my day." }, "MODEL_REPLY_INVALID", 2],
        ["JSON of another shape", { object: { query: "SELECT 1" } }, "MODEL_REPLY_INVALID", 2],
        ["empty replies", { text: "" }, "MODEL_REPLY_INVALID", 2],
        [
          "objects that end in the middle",
          { text: JSON.stringify(DRAFT).slice(0, 40) },
          "MODEL_INCOMPLETE",
          MOST_CALLS,
        ],
        ["replies that reach the limit of tokens", { text: '{"sql": "SEL', finish: "length" }, "MODEL_INCOMPLETE", 2],
        ["a model that declines in its vendor's own way", { text: "", fault: { kind: "refusal" } }, "MODEL_REFUSED", 1],
        ["a model that declines", { text: "", finish: "content-filter" }, "MODEL_REFUSED", 1],
        ["a reply of five megabytes", { text: `{"sql": "${"x".repeat(5_000_000)}"}` }, "MODEL_REPLY_INVALID", 1],
      ])("%s: one kind of error, after a bounded number of calls", async (_, reply, code, mostCalls) => {
        const { error, calls } = await fail([reply]);
        expect(error.code).toBe(code);
        expect(calls).toBeLessThanOrEqual(mostCalls);
        expect(error.details).toMatchObject({ provider: fixture.vendor, model: fixture.model, attempts: calls });
      });

      test("pauses double", async () => {
        const pauses: number[] = [];
        const pause = async (ms: number): Promise<void> => void pauses.push(ms);
        await fail([status(500)], JSON_REQUEST, { pause });
        const [first = 0, second = 0, third = 0] = pauses;
        expect([pauses.length, second, third]).toEqual([MOST_CALLS - 1, first * 2, first * 4]);
      });

      test("a provider that says when to come back is quoted", async () => {
        const { error } = await fail([status(429, { headers: { "retry-after": "3600" } })]);
        expect(error.details).toMatchObject({ retryAfterSeconds: 3600 });
      });

      test.each<[string, ModelFaultKind]>([
        ["headers that do not come", { kind: "slow-headers", delayMs: 5_000 }],
        ["a stream that falls silent", { kind: "stall", afterPieces: 2 }],
      ])("%s: MODEL_TIMEOUT by the total deadline", async (_, kind) => {
        const { error, tookMs } = await fail([fault(kind)], JSON_REQUEST, { timeoutMs: 400, deadlineMs: 1_200 });
        expect(error.code).toBe("MODEL_TIMEOUT");
        expect(tookMs).toBeLessThan(3_000);
      });

      test("a name that does not exist: MODEL_UNREACHABLE", async () => {
        const server = await start({ replies: [{ text: "never" }] });
        const fetch = leadingTo("http://model.invalid");
        expect((await failureOf(open(server, { fetch, deadlineMs: 4_000 }).generate(TEXT))).code).toBe(
          "MODEL_UNREACHABLE",
        );
      });

      test("a port nobody listens at: MODEL_UNREACHABLE", async () => {
        const server = await startModelServer({ vendor: fixture.vendor });
        await server.close();
        const fetch = leadingTo(new URL(server.baseUrl).origin);
        expect((await failureOf(open(server, { fetch, deadlineMs: 4_000 }).generate(TEXT))).code).toBe(
          "MODEL_UNREACHABLE",
        );
      });

      test("a server that speaks no TLS where it should: MODEL_UNREACHABLE", async () => {
        const server = await start({ replies: [{ text: "never" }] });
        const origin = new URL(server.baseUrl).origin.replace("http:", "https:");
        const error = await failureOf(open(server, { fetch: leadingTo(origin), deadlineMs: 4_000 }).generate(TEXT));
        expect([error.code, server.calls.length]).toEqual(["MODEL_UNREACHABLE", 0]);
      });
    });

    describe("a caller who leaves", () => {
      test.each<[string, ScriptedReply]>([
        ["during a silent stream", fault({ kind: "stall", afterPieces: 1 })],
        ["before the headers", fault({ kind: "slow-headers", delayMs: 4_000 })],
        ["in the pause before another call", status(429, { headers: { "retry-after": "3" } })],
      ])("%s is let go at once", async (_, reply) => {
        const server = await start({ replies: [reply] });
        const leaving = new AbortController();
        const startedAt = performance.now();
        setTimeout(() => leaving.abort(), 250);
        const error = await failureOf(open(server, { pause: undefined }).generate(TEXT, leaving.signal));
        expect(error.code).toBe("QUERY_CANCELLED");
        expect(performance.now() - startedAt).toBeLessThan(2_000);
      });

      test("before the call makes none", async () => {
        const server = await start({ replies: [{ text: "never" }] });
        const error = await failureOf(open(server).generate(TEXT, AbortSignal.abort()));
        expect([error.code, server.calls.length]).toEqual(["QUERY_CANCELLED", 0]);
      });
    });

    test.each<[string, ScriptedReply]>([
      ["a refused key", status(401, { message: `Incorrect API key provided: ${fixture.key}` })],
      ["a refused request", status(400, { message: `Cannot answer "${SECRET_QUESTION}" with ${fixture.key}` })],
      ["an error of the server", status(501, { message: `${SECRET_QUESTION} ${fixture.key}` })],
      ["a useless reply", { text: `You asked: ${SECRET_QUESTION}` }],
      ["a cut reply", fault({ kind: "ended-early", afterPieces: 1 })],
    ])("the error of %s holds neither the key nor the prompt", async (_, reply) => {
      const { error } = await fail([reply], JSON_REQUEST, { deadlineMs: 1_000 });
      expect(everythingIn(error)).not.toMatch(
        new RegExp(`Quokka|${escaped(fixture.key)}|authorization|x-api-key`, "i"),
      );
    });
  });
}

/** An error as callers see it. */
interface Failure {
  readonly code: unknown;
  readonly details: unknown;
  readonly error: Error;
}

async function failureOf(work: Promise<unknown>): Promise<Failure> {
  try {
    await work;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { code: Reflect.get(error, "code"), details: Reflect.get(error, "details"), error };
  }
  throw new Error("it should have failed");
}

/** Its own fields and those of its causes, which logs would print. */
function everythingIn({ error }: Failure): string {
  const texts: string[] = [];
  for (let one: unknown = error; one instanceof Error; one = one.cause) {
    texts.push(one.message, one.stack ?? "", JSON.stringify(one, Object.getOwnPropertyNames(one)), JSON.stringify(one));
  }
  return texts.join("\n");
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const leadingTo =
  (origin: string): ModelServer["fetch"] =>
  (input, init) => {
    const { pathname, search } = new URL(input instanceof Request ? input.url : String(input));
    return fetch(origin + pathname + search, init);
  };
