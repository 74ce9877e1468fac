import { piecesOf, type ScriptedReply, textOf, usageOf } from "./scripted-reply.ts";
import { type AskedModel, at, contentText, type ModelWire, type WireEvent } from "./wire.ts";

const FINISH = { stop: "STOP", length: "MAX_TOKENS", "content-filter": "SAFETY" } as const;
const STATUS: Readonly<Record<number, string>> = {
  400: "INVALID_ARGUMENT",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  429: "RESOURCE_EXHAUSTED",
  500: "INTERNAL",
  503: "UNAVAILABLE",
};

function events(reply: ScriptedReply, { model }: AskedModel): WireEvent[] {
  const { input, output } = usageOf(reply);
  const event = (part: object, more: object = {}): unknown => ({
    candidates: [{ content: { role: "model", parts: [part] }, index: 0, ...more }],
    usageMetadata: { promptTokenCount: input, candidatesTokenCount: output, totalTokenCount: input + output },
    modelVersion: model,
    responseId: "response-1",
  });
  const pieces = piecesOf(textOf(reply));
  if (reply.fault?.kind === "refusal")
    return [{ data: { promptFeedback: { blockReason: "SAFETY" }, modelVersion: model } }];
  const isTool = reply.fault?.kind === "unknown-tool";
  return [
    ...piecesOf(reply.thinking ?? "").map((text) => ({ data: event({ text, thought: true }) })),
    ...(isTool
      ? [{ data: event({ functionCall: { name: "run_shell", args: { command: "id" } } }) }]
      : pieces.map((text) => ({ data: event({ text }), isPiece: true }))),
    { data: event({ text: "" }, { finishReason: FINISH[reply.finish ?? "stop"] }) },
  ];
}

function readCall(body: unknown, path: string): AskedModel {
  const contents = at(body, "contents");
  const list: readonly unknown[] = Array.isArray(contents) ? contents : [];
  return {
    model: /models\/([^:/]+):/.exec(path)?.[1] ?? "",
    system: contentText(at(body, "systemInstruction", "parts")),
    text: contentText(at(list.at(-1), "parts")),
    schema:
      at(body, "generationConfig", "responseSchema") ?? at(body, "generationConfig", "responseJsonSchema") ?? null,
    isStreamed: path.includes(":streamGenerateContent"),
  };
}

/** Three methods for the same thing: one text, many texts, and Vertex's older one. */
function embeddings(body: unknown, path: string, embed: (text: string) => readonly number[]): unknown {
  const textIn = (request: unknown): string => contentText(at(request, "content", "parts"));
  if (path.endsWith(":embedContent")) return { embedding: { values: embed(textIn(body)) } };
  const list = at(body, path.endsWith(":predict") ? "instances" : "requests");
  if (!Array.isArray(list)) return null;
  if (path.endsWith(":batchEmbedContents")) return { embeddings: list.map((one) => ({ values: embed(textIn(one)) })) };
  if (!path.endsWith(":predict")) return null;
  return {
    predictions: list.map((one) => ({
      embeddings: { values: embed(String(at(one, "content"))), statistics: { token_count: 3, truncated: false } },
    })),
  };
}

/** Gemini's streamGenerateContent, as Google AI Studio's keys reach it. */
export const geminiWire: ModelWire = {
  origin: "https://generativelanguage.googleapis.com",
  root: "/v1beta",
  doneMark: null,
  keyOf: (headers) => (typeof headers["x-goog-api-key"] === "string" ? headers["x-goog-api-key"] : null),
  isCall: (path) => /:(?:streamG|g)enerateContent/.test(path),
  readCall,
  events,
  errorEvent: () => ({ data: { error: { code: 503, message: "The model is overloaded.", status: "UNAVAILABLE" } } }),
  errorBody: (status, message, code) => ({
    error: { code: status, message, status: code ?? STATUS[status] ?? "UNKNOWN" },
  }),
  models: (ids) => ({
    models: ids.map((id) => ({
      name: `models/${id}`,
      displayName: `Name of ${id}`,
      supportedGenerationMethods: ["generateContent", "countTokens"],
    })),
  }),
  embeddings,
};

/** The access token that the token endpoint gives in exchange for a signed assertion. */
export const VERTEX_TOKEN = "ya29.token-of-the-test";

/** The same, as Vertex AI serves it: under a project and a location, with a token of Google's. */
export const vertexWire: ModelWire = {
  ...geminiWire,
  origin: "https://aiplatform.googleapis.com",
  root: "/v1beta1",
  keyOf: (headers) => /^Bearer (.+)$/.exec(String(headers.authorization ?? ""))?.[1] ?? null,
};
