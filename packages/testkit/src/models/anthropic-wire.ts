import { piecesOf, type ScriptedReply, textOf, usageOf } from "./scripted-reply.ts";
import { type AskedModel, at, contentText, type ModelWire, type WireEvent } from "./wire.ts";

const FINISH = { stop: "end_turn", length: "max_tokens", "content-filter": "refusal" } as const;
const ERROR_TYPES: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  429: "rate_limit_error",
  500: "api_error",
  529: "overloaded_error",
};

const typed = (event: Readonly<Record<string, unknown>> & { readonly type: string }, isPiece = false): WireEvent => ({
  event: event.type,
  data: event,
  isPiece,
});

interface Asked extends AskedModel {
  /** Structured output asked for by a tool that must be called. */
  readonly forcedTool?: string;
}

function events(reply: ScriptedReply, asked: Asked): WireEvent[] {
  const { input, output } = usageOf(reply);
  const isTool = reply.fault?.kind === "unknown-tool" || (asked.forcedTool !== undefined && !reply.isToolIgnored);
  const message = {
    id: "msg_1",
    type: "message",
    role: "assistant",
    model: asked.model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage: { input_tokens: input, output_tokens: 1 },
  };
  const finish = reply.fault?.kind === "refusal" ? "content-filter" : (reply.finish ?? "stop");
  const stop_reason = isTool && finish === "stop" ? "tool_use" : FINISH[finish];
  const thinking = reply.thinking ?? "";
  return [
    typed({ type: "message_start", message }),
    typed({ type: "ping" }),
    ...(thinking === "" ? [] : thinkingBlock(thinking)),
    ...(isTool ? toolBlock(reply, asked) : textBlock(textOf(reply), thinking === "" ? 0 : 1)),
    typed({ type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage: { output_tokens: output } }),
    typed({ type: "message_stop" }),
  ];
}

function textBlock(text: string, index: number): WireEvent[] {
  return [
    typed({ type: "content_block_start", index, content_block: { type: "text", text: "" } }),
    ...piecesOf(text).map((piece) =>
      typed({ type: "content_block_delta", index, delta: { type: "text_delta", text: piece } }, true),
    ),
    typed({ type: "content_block_stop", index }),
  ];
}

function thinkingBlock(thinking: string): WireEvent[] {
  const delta = (inner: object): WireEvent => typed({ type: "content_block_delta", index: 0, delta: inner });
  return [
    typed({ type: "content_block_start", index: 0, content_block: { type: "thinking", thinking: "", signature: "" } }),
    ...piecesOf(thinking).map((piece) => delta({ type: "thinking_delta", thinking: piece })),
    delta({ type: "signature_delta", signature: "c2lnbmVk" }),
    typed({ type: "content_block_stop", index: 0 }),
  ];
}

function toolBlock(reply: ScriptedReply, { forcedTool }: Asked): WireEvent[] {
  const isUnknown = reply.fault?.kind === "unknown-tool";
  const name = isUnknown ? "run_shell" : forcedTool;
  const input = isUnknown ? '{"command":"id"}' : textOf(reply);
  return [
    typed({
      type: "content_block_start",
      index: 0,
      content_block: { type: "tool_use", id: "toolu_1", name, input: {} },
    }),
    ...piecesOf(input).map((piece) =>
      typed({ type: "content_block_delta", index: 0, delta: { type: "input_json_delta", partial_json: piece } }, true),
    ),
    typed({ type: "content_block_stop", index: 0 }),
  ];
}

function readCall(body: unknown): Asked {
  const messages = at(body, "messages");
  const list: readonly unknown[] = Array.isArray(messages) ? messages : [];
  const isForced = /^(?:tool|any)$/.test(String(at(body, "tool_choice", "type")));
  const forced = isForced ? (at(body, "tool_choice", "name") ?? at(body, "tools", 0, "name")) : undefined;
  return {
    model: String(at(body, "model")),
    system: contentText(at(body, "system")),
    text: contentText(at(list.at(-1), "content")),
    schema:
      at(body, "output_config", "format", "schema") ??
      at(body, "output_format", "schema") ??
      at(body, "tools", 0, "input_schema") ??
      null,
    isStreamed: at(body, "stream") === true,
    ...(typeof forced === "string" ? { forcedTool: forced } : {}),
  };
}

/** Anthropic's messages. */
export const anthropicWire: ModelWire = {
  origin: "https://api.anthropic.com",
  root: "/v1",
  doneMark: null,
  keyOf: (headers) => (typeof headers["x-api-key"] === "string" ? headers["x-api-key"] : null),
  isCall: (path) => path.endsWith("/messages"),
  readCall,
  events,
  errorEvent: () => typed({ type: "error", error: { type: "overloaded_error", message: "Overloaded" } }),
  errorBody: (status, message, code) => ({
    type: "error",
    error: { type: code ?? ERROR_TYPES[status] ?? "api_error", message },
    request_id: "req_1",
  }),
  models: (ids) => ({
    data: ids.map((id) => ({ type: "model", id, display_name: `Name of ${id}`, created_at: "2026-01-01T00:00:00Z" })),
    has_more: false,
  }),
  embeddings: () => null,
};
