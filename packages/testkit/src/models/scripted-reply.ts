/** What goes wrong with a reply; each is a fault that real providers, gateways and networks have shown. */
export type ModelFaultKind =
  /** An answer with this status instead of a reply. */
  | {
      readonly kind: "status";
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly message?: string;
      /** The vendor's own identifier of the error. */
      readonly code?: string;
    }
  /** Nothing for a while, then the reply. */
  | { readonly kind: "slow-headers"; readonly delayMs: number }
  /** The stream goes silent after this many pieces and stays open. */
  | { readonly kind: "stall"; readonly afterPieces: number }
  /** The connection is reset after this many pieces. */
  | { readonly kind: "cut"; readonly afterPieces: number }
  /** The stream ends in good order after this many pieces, without its end being told. */
  | { readonly kind: "ended-early"; readonly afterPieces: number }
  /** Every event of text is sent twice. */
  | { readonly kind: "duplicate" }
  /** All of the reply, without the closing mark after it. */
  | { readonly kind: "no-done" }
  /** Bytes that are no events at all. */
  | { readonly kind: "garbage" }
  | { readonly kind: "invalid-utf8" }
  /** An error told as an event after some pieces. */
  | { readonly kind: "error-event"; readonly afterPieces: number }
  /** The vendor's own way to say that the model declines, where it has one beside a reason for the end. */
  | { readonly kind: "refusal" }
  /** A call of a tool that was never offered. */
  | { readonly kind: "unknown-tool" };

/** One reply of a server for tests. */
export interface ScriptedReply {
  /** The whole text; `object` written as JSON where absent. */
  readonly text?: string;
  readonly object?: unknown;
  /** What the model writes for itself before its reply. */
  readonly thinking?: string;
  readonly finish?: "stop" | "length" | "content-filter";
  readonly usage?: { readonly input: number; readonly output: number };
  /** Text is sent where Anthropic's client asked for a call of a tool, as gateways do that know no tools. */
  readonly isToolIgnored?: boolean;
  readonly fault?: ModelFaultKind;
}

export const textOf = ({ text, object }: ScriptedReply): string =>
  text ?? (object === undefined ? "" : JSON.stringify(object));

/** As many tokens as pieces, where the script does not say. */
export const usageOf = (reply: ScriptedReply): { readonly input: number; readonly output: number } =>
  reply.usage ?? { input: 120, output: piecesOf(textOf(reply)).length + piecesOf(reply.thinking ?? "").length + 1 };

const PIECE_LENGTH = 7;

/** A text as a model streams it: a few characters at a time, never through the middle of one. */
export function piecesOf(text: string): string[] {
  const characters = [...text];
  const length = Math.max(PIECE_LENGTH, Math.ceil(characters.length / 400));
  return Array.from({ length: Math.ceil(characters.length / length) }, (_, at) =>
    characters.slice(at * length, (at + 1) * length).join(""),
  );
}
