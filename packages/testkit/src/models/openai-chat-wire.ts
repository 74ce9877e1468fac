import { piecesOf, type ScriptedReply, textOf, usageOf } from "./scripted-reply.ts";
import { type AskedModel, at, contentText, type ModelWire, type WireEvent } from "./wire.ts";

const CREATED = 1_760_000_000;
const FINISH = { stop: "stop", length: "length", "content-filter": "content_filter" } as const;

const bearer = (headers: Readonly<Record<string, unknown>>): string | null =>
  /^Bearer (.+)$/.exec(String(headers.authorization ?? ""))?.[1] ?? null;

const chunk = (model: string, choices: readonly unknown[], more: object = {}): unknown => ({
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  created: CREATED,
  model,
  choices,
  ...more,
});

function events(reply: ScriptedReply, { model }: AskedModel, costUsd?: number): WireEvent[] {
  const delta = (content: object, finish_reason: string | null = null): unknown =>
    chunk(model, [{ index: 0, delta: content, logprobs: null, finish_reason }]);
  const { input, output } = usageOf(reply);
  const usage = { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
  const tool = {
    index: 0,
    id: "call_1",
    type: "function",
    function: { name: "run_shell", arguments: '{"command":"id"}' },
  };
  const isTool = reply.fault?.kind === "unknown-tool";
  return [
    { data: delta({ role: "assistant", content: "" }) },
    ...piecesOf(reply.thinking ?? "").map((piece) => ({ data: delta({ reasoning_content: piece, reasoning: piece }) })),
    ...(reply.fault?.kind === "refusal" ? [{ data: delta({ refusal: "I cannot help with that." }) }] : []),
    ...(isTool
      ? [{ data: delta({ tool_calls: [tool] }) }]
      : piecesOf(textOf(reply)).map((piece) => ({ data: delta({ content: piece }), isPiece: true }))),
    { data: delta({}, isTool ? "tool_calls" : FINISH[reply.finish ?? "stop"]) },
    { data: chunk(model, [], { usage: costUsd === undefined ? usage : { ...usage, cost: costUsd } }) },
  ];
}

function readCall(body: unknown): AskedModel {
  const messages = at(body, "messages");
  const list: readonly unknown[] = Array.isArray(messages) ? messages : [];
  return {
    model: String(at(body, "model")),
    system: contentText(
      at(
        list.find((one) => at(one, "role") === "system"),
        "content",
      ),
    ),
    text: contentText(at(list.at(-1), "content")),
    schema: at(body, "response_format", "json_schema", "schema") ?? null,
    isStreamed: at(body, "stream") === true,
  };
}

function embeddings(body: unknown, path: string, embed: (text: string) => readonly number[]): unknown {
  if (!path.endsWith("/embeddings")) return null;
  const input = at(body, "input");
  const texts: readonly unknown[] = Array.isArray(input) ? input : [input];
  return {
    object: "list",
    model: at(body, "model"),
    data: texts.map((text, index) => ({ object: "embedding", index, embedding: embed(String(text)) })),
    usage: { prompt_tokens: texts.length, total_tokens: texts.length },
  };
}

/** Chat completions, as Ollama, vLLM, llama.cpp and gateways speak them. */
export const openaiChatWire: ModelWire = {
  origin: "",
  root: "/v1",
  doneMark: "[DONE]",
  keyOf: bearer,
  isCall: (path) => path.endsWith("/chat/completions"),
  readCall,
  events,
  errorEvent: () => ({ data: { error: { message: "The server had an error.", type: "server_error", code: null } } }),
  errorBody: (status, message, code) => ({
    error: { message, type: "error", param: null, code: code ?? `e${status}` },
  }),
  models: (ids) => ({
    object: "list",
    data: ids.map((id) => ({ id, object: "model", created: CREATED, owned_by: "x" })),
  }),
  embeddings,
};

/** OpenRouter bills each reply with it. */
export const OPENROUTER_COST_USD = 0.00042;

export const openrouterWire: ModelWire = {
  ...openaiChatWire,
  origin: "https://openrouter.ai",
  root: "/api/v1",
  events: (reply, asked) => events(reply, asked, OPENROUTER_COST_USD),
  errorBody: (status, message) => ({ error: { code: status, message } }),
  models: (ids) => ({
    data: ids.map((id) => ({ id, name: `Name of ${id}`, pricing: { prompt: "0.000003", completion: "0.000015" } })),
  }),
};

export const readBearer = bearer;
export const chatEmbeddings = embeddings;
