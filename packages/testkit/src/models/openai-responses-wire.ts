import { chatEmbeddings, openaiChatWire, readBearer } from "./openai-chat-wire.ts";
import { piecesOf, type ScriptedReply, textOf, usageOf } from "./scripted-reply.ts";
import { type AskedModel, at, contentText, type ModelWire, type WireEvent } from "./wire.ts";

const INCOMPLETE = { length: "max_output_tokens", "content-filter": "content_filter" } as const;

type Unnumbered = Readonly<Record<string, unknown>> & { readonly type: string };

/** Events number themselves, in the order they are sent. */
const numbered = (events: readonly { event: Unnumbered; isPiece?: boolean }[]): WireEvent[] =>
  events.map(({ event, isPiece = false }, index) => ({
    event: event.type,
    data: { ...event, sequence_number: index },
    isPiece,
  }));

function events(reply: ScriptedReply, { model }: AskedModel): WireEvent[] {
  const response = (status: string, more: object = {}): object => ({
    id: "resp_1",
    object: "response",
    created_at: 1_760_000_000,
    status,
    model,
    output: [],
    usage: null,
    ...more,
  });
  const { input, output } = usageOf(reply);
  const usage = {
    input_tokens: input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: input + output,
  };
  const finish = reply.finish ?? "stop";
  const last: Unnumbered =
    finish === "stop"
      ? { type: "response.completed", response: response("completed", { usage }) }
      : {
          type: "response.incomplete",
          response: response("incomplete", { usage, incomplete_details: { reason: INCOMPLETE[finish] } }),
        };
  return numbered([
    { event: { type: "response.created", response: response("in_progress") } },
    { event: { type: "response.in_progress", response: response("in_progress") } },
    ...(reply.fault?.kind === "refusal"
      ? [{ event: { type: "response.refusal.delta", ...place, delta: "I cannot help with that." } }]
      : []),
    ...(reply.fault?.kind === "unknown-tool" ? toolCall() : message(textOf(reply))),
    { event: last },
  ]);
}

const place = { item_id: "msg_1", output_index: 0, content_index: 0 };

function message(text: string): { event: Unnumbered; isPiece?: boolean }[] {
  const item = { id: "msg_1", type: "message", role: "assistant" };
  const part = { type: "output_text", annotations: [], text };
  return [
    {
      event: {
        type: "response.output_item.added",
        output_index: 0,
        item: { ...item, status: "in_progress", content: [] },
      },
    },
    { event: { type: "response.content_part.added", ...place, part: { ...part, text: "" } } },
    ...piecesOf(text).map((delta) => ({
      event: { type: "response.output_text.delta", ...place, delta, logprobs: [] },
      isPiece: true,
    })),
    { event: { type: "response.output_text.done", ...place, text, logprobs: [] } },
    { event: { type: "response.content_part.done", ...place, part } },
    {
      event: {
        type: "response.output_item.done",
        output_index: 0,
        item: { ...item, status: "completed", content: [part] },
      },
    },
  ];
}

function toolCall(): { event: Unnumbered }[] {
  const item = { id: "fc_1", type: "function_call", call_id: "call_1", name: "run_shell" };
  const call = '{"command":"id"}';
  return [
    {
      event: {
        type: "response.output_item.added",
        output_index: 0,
        item: { ...item, status: "in_progress", arguments: "" },
      },
    },
    { event: { type: "response.function_call_arguments.delta", item_id: "fc_1", output_index: 0, delta: call } },
    { event: { type: "response.function_call_arguments.done", item_id: "fc_1", output_index: 0, arguments: call } },
    {
      event: {
        type: "response.output_item.done",
        output_index: 0,
        item: { ...item, status: "completed", arguments: call },
      },
    },
  ];
}

function readCall(body: unknown): AskedModel {
  const input = at(body, "input");
  const list: readonly unknown[] = Array.isArray(input) ? input : [];
  return {
    model: String(at(body, "model")),
    system: contentText(
      at(
        list.find((one) => /system|developer/.test(String(at(one, "role")))),
        "content",
      ),
    ),
    text: contentText(at(list.at(-1), "content")),
    schema: at(body, "text", "format", "schema") ?? null,
    isStreamed: at(body, "stream") === true,
  };
}

/** OpenAI's responses interface, which its client uses for every model. */
export const openaiResponsesWire: ModelWire = {
  ...openaiChatWire,
  origin: "https://api.openai.com",
  doneMark: null,
  keyOf: readBearer,
  isCall: (path) => path.endsWith("/responses"),
  readCall,
  events,
  errorEvent: () => ({
    event: "error",
    data: {
      type: "error",
      sequence_number: 99,
      error: { type: "server_error", code: "server_error", message: "The server had an error.", param: null },
    },
  }),
  embeddings: chatEmbeddings,
};
