/** What a call is for: it picks the prompt, the deadline and the line in the accounts. */
export type ModelPurpose = "draft" | "repair" | "intent" | "words" | "test";

export interface ModelMessage {
  readonly role: "user" | "assistant";
  readonly content: string;
}

export interface ModelRequest {
  readonly purpose: ModelPurpose;
  readonly system: string;
  readonly messages: readonly ModelMessage[];
  /** A JSON Schema (draft 2020-12) the reply must meet; null where text is wanted. */
  readonly output: { readonly name: string; readonly schema: Readonly<Record<string, unknown>> } | null;
  readonly maxOutputTokens: number;
  /** 0 for the most likely reply; the provider's own where absent. */
  readonly temperature?: number;
}

/** Tokens as the provider counted them; money in US dollars, absent where no price is known. */
export interface ModelUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd?: number;
}

export interface ModelReply {
  /** The whole reply; never a part of one: a stream that ended early is MODEL_INCOMPLETE. */
  readonly text: string;
  /** Parsed from the text where `output` was asked for. It is still a stranger's data: check it against your own schema. */
  readonly object: unknown;
  readonly usage: ModelUsage;
  readonly provider: string;
  readonly model: string;
  /** Calls it took, retries included. */
  readonly attempts: number;
  readonly elapsedMs: number;
  /** Models that were asked before this one and failed, in order; absent where none did. */
  readonly fellBackFrom?: readonly ModelFailure[];
}

export interface ModelFailure {
  readonly provider: string;
  readonly model: string;
  /** A code of the error table. */
  readonly code: string;
}

/**
 * A language model that writes text or one JSON object. Called by the pipeline's draft and repair; the adapter keeps
 * a total deadline over its retries. Errors: MODEL_UNREACHABLE, MODEL_TIMEOUT, MODEL_RATE_LIMITED,
 * MODEL_CREDENTIALS_REFUSED, MODEL_UNKNOWN, MODEL_REFUSED, MODEL_REPLY_INVALID, MODEL_INCOMPLETE, QUERY_CANCELLED.
 */
export interface LanguageModel {
  /** The vendor's id, such as "anthropic". */
  readonly provider: string;
  readonly model: string;
  generate(request: ModelRequest, signal?: AbortSignal): Promise<ModelReply>;
}

/** Turns texts into vectors of one length, comparable by cosine. Errors: as LanguageModel. */
export interface Embedder {
  /** Provider and model, such as "hashing/1"; vectors of different ids are never compared. */
  readonly id: string;
  readonly dimension: number;
  embed(
    texts: readonly string[],
    purpose: "document" | "query",
    signal?: AbortSignal,
  ): Promise<readonly Float32Array[]>;
}

/** What of a source may leave the house towards a model. */
export type Disclosure =
  /** Names, comments, sample values and results. */
  | "full"
  /** Names, types, keys and comments; no value that stands in a cell. */
  | "schema"
  /** As schema, and aggregated results. */
  | "aggregates"
  /** Nothing: no model is asked about this source. */
  | "nothing";
