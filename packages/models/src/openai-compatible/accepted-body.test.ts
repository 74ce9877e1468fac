import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { ModelRequest } from "@parlance/core";
import { afterEach, describe, expect, test } from "vitest";
import { openModel } from "../open-model.ts";

const DRAFT = { sql: "SELECT 1" };
const REQUEST: ModelRequest = {
  purpose: "draft",
  system: "You write SQL.",
  messages: [{ role: "user", content: "One, please." }],
  output: { name: "draft", schema: { type: "object", properties: { sql: { type: "string" } }, required: ["sql"] } },
  maxOutputTokens: 300,
  temperature: 0,
};

type Body = Readonly<Record<string, unknown>>;

/** A server that speaks the interface in part, as the many that call themselves compatible do. */
interface Peculiarity {
  /** What it says to a request it does not take; null where it takes it. */
  refuses(body: Body): string | null;
  readonly text?: string;
  readonly streams?: boolean;
}

describe("an OpenAI-compatible server", () => {
  const closing: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  async function start({ refuses, text = JSON.stringify(DRAFT), streams = true }: Peculiarity) {
    const bodies: Body[] = [];
    const server = createServer(async (request, response) => {
      let received = "";
      for await (const chunk of request) received += chunk;
      const body: Body = JSON.parse(received);
      bodies.push(body);
      const refusal = refuses(body);
      if (refusal !== null) {
        response.writeHead(400, { "content-type": "application/json" });
        response.end(JSON.stringify({ error: { message: refusal, type: "invalid_request_error" } }));
        return;
      }
      const usage = { prompt_tokens: 9, completion_tokens: 5, total_tokens: 14 };
      const choice = { index: 0, finish_reason: "stop" };
      if (streams && body.stream === true) {
        response.writeHead(200, { "content-type": "text/event-stream" });
        const delta = { role: "assistant", content: text };
        response.end(
          `data: ${JSON.stringify({ id: "1", choices: [{ ...choice, delta }], usage })}\n\ndata: [DONE]\n\n`,
        );
        return;
      }
      response.writeHead(200, { "content-type": "application/json" });
      const message = { role: "assistant", content: text };
      response.end(JSON.stringify({ id: "1", object: "chat.completion", choices: [{ ...choice, message }], usage }));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(async () => {
      await new Promise((resolve) => server.close(resolve));
    });
    // A server that listens on TCP has an address of this kind.
    const { port } = server.address() as AddressInfo;
    const model = openModel(
      { provider: "openai-compatible", model: "m", baseUrl: `http://127.0.0.1:${port}/v1` },
      { fetch, clock: { now: Date.now }, random: () => 0 },
    );
    return { model, bodies };
  }

  const formatOf = (body: Body): unknown => Reflect.get(Object(body.response_format), "type");

  test.each<[string, Peculiarity, Body]>([
    [
      "temperature",
      {
        refuses: ({ temperature }) =>
          temperature === undefined ? null : "Unsupported value: 'temperature' does not support 0",
      },
      { max_tokens: 300, stream: true },
    ],
    [
      "max_tokens",
      {
        refuses: ({ max_tokens }) =>
          max_tokens === undefined ? null : "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
      },
      { max_completion_tokens: 300, temperature: 0 },
    ],
    [
      "JSON Schemas",
      {
        refuses: (body) =>
          formatOf(body) === "json_schema" ? "response_format type json_schema is not supported" : null,
      },
      { response_format: { type: "json_object" } },
    ],
    [
      "any format",
      { refuses: (body) => (body.response_format === undefined ? null : "'response_format' is not allowed") },
      { temperature: 0, max_tokens: 300 },
    ],
    [
      "a format, without saying so",
      { refuses: (body) => (body.response_format === undefined ? null : "Bad Request") },
      { temperature: 0, max_tokens: 300 },
    ],
    [
      "stream options",
      { refuses: (body) => (body.stream_options === undefined ? null : "Unknown field: stream_options") },
      { stream: true },
    ],
    [
      "streaming",
      { refuses: (body) => (body.stream === undefined ? null : "stream is not supported by this model") },
      { temperature: 0 },
    ],
    [
      "a system role",
      {
        refuses: ({ messages }) => (JSON.stringify(messages).includes('"system"') ? "System role not supported" : null),
      },
      { temperature: 0 },
    ],
  ])("that refuses %s is asked without it, and never again with it", async (_, peculiarity, accepted) => {
    const { model, bodies } = await start(peculiarity);
    expect((await model.generate(REQUEST)).object).toEqual(DRAFT);
    const asked = bodies.length;
    expect((await model.generate(REQUEST)).attempts).toBe(1);
    expect([bodies.length, bodies.at(-1)]).toEqual([asked + 1, expect.objectContaining(accepted)]);
  });

  test("that refuses several things is asked without any of them", async () => {
    const { model } = await start({
      refuses: (body) => {
        if (body.temperature !== undefined) return "temperature is not supported";
        if (body.max_tokens !== undefined) return "Use 'max_completion_tokens' instead of 'max_tokens'";
        return body.response_format === undefined ? null : "response_format is not supported";
      },
    });
    expect((await model.generate(REQUEST)).object).toEqual(DRAFT);
  });

  test("that answers a streamed request with one document is read", async () => {
    const { model } = await start({ refuses: () => null, streams: false });
    expect(await model.generate(REQUEST)).toMatchObject({ object: DRAFT, usage: { inputTokens: 9, outputTokens: 5 } });
  });

  test("that ignores the format still knows from the prompt what is wanted", async () => {
    const { model, bodies } = await start({
      refuses: () => null,
      text: `Of course!\n\`\`\`\n${JSON.stringify(DRAFT)}\n\`\`\``,
    });
    expect((await model.generate(REQUEST)).object).toEqual(DRAFT);
    expect(JSON.stringify(bodies[0]?.messages)).toContain("JSON Schema");
  });

  test("that refuses for a reason of its own is not asked for ever", async () => {
    const { model, bodies } = await start({ refuses: () => "The moon is in the wrong phase." });
    await expect(model.generate(REQUEST)).rejects.toMatchObject({ code: "MODEL_REQUEST_INVALID" });
    expect(bodies.length).toBeLessThanOrEqual(4);
  });
});
