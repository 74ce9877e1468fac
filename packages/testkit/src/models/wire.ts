import type { ScriptedReply } from "./scripted-reply.ts";

/** One server-sent event. */
export interface WireEvent {
  readonly event?: string;
  readonly data: unknown;
  /** Carries a piece of the reply's text; faults count these. */
  readonly isPiece?: boolean;
}

/** A request as its vendor's wire format says it. */
export interface AskedModel {
  readonly model: string;
  readonly system: string;
  /** The last message. */
  readonly text: string;
  /** A JSON Schema that the vendor's own mode holds the reply to; null where none was sent. */
  readonly schema: unknown;
  readonly isStreamed: boolean;
}

/** How one vendor's requests and replies look on the wire. */
export interface ModelWire {
  /** Where its official client goes when told no other address. */
  readonly origin: string;
  /** Path below which everything lies, such as /v1. */
  readonly root: string;
  /** Ends a stream beside the last event; null where nothing does. */
  readonly doneMark: string | null;
  /** The key that a request carries; null where it carries none. */
  keyOf(headers: Readonly<Record<string, unknown>>): string | null;
  isCall(path: string): boolean;
  readCall(body: unknown, path: string): AskedModel;
  events(reply: ScriptedReply, asked: AskedModel): readonly WireEvent[];
  errorEvent(): WireEvent;
  errorBody(status: number, message: string, code: string | undefined): unknown;
  models(ids: readonly string[]): unknown;
  /** The reply to a request for embeddings; null where it is none. */
  embeddings(body: unknown, path: string, embed: (text: string) => readonly number[]): unknown;
}

/** A stranger's JSON, looked into without knowing its shape. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? Reflect.get(inner, String(key)) : undefined),
    value,
  );

/** Text of a message whose content is a string or a list of parts. */
export function contentText(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part) => String(at(part, "text") ?? "")).join("");
}
