import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { anthropicWire } from "./anthropic-wire.ts";
import { geminiWire, VERTEX_TOKEN, vertexWire } from "./gemini-wire.ts";
import { openaiChatWire, openrouterWire } from "./openai-chat-wire.ts";
import { openaiResponsesWire } from "./openai-responses-wire.ts";
import type { ScriptedReply } from "./scripted-reply.ts";
import { sendReply } from "./send-reply.ts";
import type { AskedModel, ModelWire } from "./wire.ts";

const WIRES = {
  anthropic: anthropicWire,
  google: geminiWire,
  vertex: vertexWire,
  openai: openaiResponsesWire,
  openrouter: openrouterWire,
  "openai-compatible": openaiChatWire,
} as const satisfies Record<string, ModelWire>;

export type ModelVendor = keyof typeof WIRES;

/** A request for a reply that the server got. */
export interface ReceivedCall extends AskedModel {
  readonly path: string;
  /** Where the client meant to go; "" where it came to the server by its own address. */
  readonly origin: string;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: unknown;
}

export interface ModelServerOptions {
  readonly vendor: ModelVendor;
  /** One for each call in turn; the last is given again and again. */
  readonly replies?: readonly ScriptedReply[];
  /** Instead of `replies`. */
  readonly handler?: (call: ReceivedCall) => ScriptedReply | Promise<ScriptedReply>;
  /** The only key the server accepts; any where absent. */
  readonly key?: string;
  /** The models it lists and answers for; others are 404. Any where absent. */
  readonly models?: readonly string[];
  /** Vectors for its embeddings. */
  readonly embed?: (text: string) => readonly number[];
  /** A fixed port, for programs that are started with it; any free one where absent. */
  readonly port?: number;
}

export interface ModelServer {
  /** What a provider's address field takes, such as http://127.0.0.1:4711/v1. */
  readonly baseUrl: string;
  readonly calls: readonly ReceivedCall[];
  /** Requests that were none for a reply: lists of models, embeddings, tokens. */
  readonly others: readonly { readonly method: string; readonly path: string; readonly origin: string }[];
  /** fetch that leads every address here, so that official clients can be given none; the origin they meant is kept. */
  readonly fetch: (input: string | URL | Request, init?: RequestInit) => Promise<Response>;
  close(): Promise<void>;
}

const ORIGIN_HEADER = "x-meant-origin";

/** A real HTTP server that speaks one vendor's wire format, streaming included, and fails on demand. */
export async function startModelServer(options: ModelServerOptions): Promise<ModelServer> {
  const wire: ModelWire = WIRES[options.vendor];
  const calls: ReceivedCall[] = [];
  const others: { method: string; path: string; origin: string }[] = [];
  const server = createServer((request, response) => {
    answer({ wire, options, calls, others }, request, response).catch((error: unknown) =>
      response.destroy(asError(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  // A server that listens on TCP has an address of this kind.
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    baseUrl: origin + wire.root,
    calls,
    others,
    fetch: (input, init) => {
      const url = new URL(input instanceof Request ? input.url : String(input));
      const headers = new Headers(init?.headers);
      headers.set(ORIGIN_HEADER, url.origin);
      return fetch(origin + url.pathname + url.search, { ...init, headers });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Serving {
  readonly wire: ModelWire;
  readonly options: ModelServerOptions;
  readonly calls: ReceivedCall[];
  readonly others: { method: string; path: string; origin: string }[];
}

async function answer(serving: Serving, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { wire, options } = serving;
  const { pathname: path } = new URL(request.url ?? "/", "http://localhost");
  const origin = String(request.headers[ORIGIN_HEADER] ?? "");
  const text = await readBody(request);
  const json = (status: number, body: unknown): void => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  };
  if (path === "/token") {
    serving.others.push({ method: request.method ?? "", path, origin });
    json(200, { access_token: VERTEX_TOKEN, expires_in: 3_599, token_type: "Bearer" });
    return;
  }
  const key = wire.keyOf(request.headers);
  if (options.key !== undefined && key !== options.key) {
    json(401, wire.errorBody(401, `Wrong key: ${key}`, undefined));
    return;
  }
  if (!path.startsWith(wire.root)) {
    json(404, { error: "not found" });
    return;
  }
  const body: unknown = text === "" ? null : JSON.parse(text);
  if (!wire.isCall(path)) {
    serving.others.push({ method: request.method ?? "", path, origin });
    const [status, other] = answerOther(serving, path, body);
    json(status, other);
    return;
  }
  const call = { ...wire.readCall(body, path), path, origin, headers: request.headers, body };
  serving.calls.push(call);
  if (options.models !== undefined && !options.models.includes(call.model)) {
    json(404, wire.errorBody(404, `The model ${call.model} does not exist.`, undefined));
    return;
  }
  await sendReply(wire, await replyTo(options, call, serving.calls.length - 1), call, response);
}

function answerOther({ wire, options }: Serving, path: string, body: unknown): [status: number, body: unknown] {
  if (path === `${wire.root}/models`) return [200, wire.models(options.models ?? ["model-1"])];
  const vectors = wire.embeddings(body, path, options.embed ?? lengthVector);
  return vectors === null ? [404, wire.errorBody(404, "No such address.", undefined)] : [200, vectors];
}

/** Enough to tell texts apart. */
const lengthVector = (text: string): readonly number[] => [
  text.length,
  1,
  [...text].filter((one) => one === "e").length,
  0,
];

async function replyTo(
  { handler, replies = [] }: ModelServerOptions,
  call: ReceivedCall,
  turn: number,
): Promise<ScriptedReply> {
  if (handler !== undefined) return handler(call);
  return replies[turn] ?? replies.at(-1) ?? { text: "" };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
