import type { Clock, Embedder, LanguageModel } from "@parlance/core";
import type { z } from "zod";
import type { Price } from "./pricing/price-table.ts";

/** fetch as the caller gives it: the server's goes over judged addresses only. */
export type ModelFetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** One call to a provider, for logs and metrics. Never the key, the prompt or the reply. */
export interface ModelEvent {
  readonly provider: string;
  readonly model: string;
  readonly purpose: string;
  readonly outcome: "replied" | "retried" | "failed";
  readonly attempt: number;
  readonly elapsedMs: number;
  /** The error's code, where it was not a reply. */
  readonly code?: string;
  readonly waitMs?: number;
}

export interface ModelNeeds {
  readonly fetch: ModelFetch;
  /** Wall clock, for dates in Retry-After; deadlines use a monotonic one. */
  readonly clock: Clock;
  /** 0 to 1, for jitter. */
  readonly random: () => number;
  readonly log?: ((event: ModelEvent) => void) | undefined;
  /** Waits between calls; rejects when the signal is given. Real time where absent. */
  readonly pause?: ((ms: number, signal: AbortSignal) => Promise<void>) | undefined;
  /** Where models of this machine lie; absent where the administrator permits none. */
  readonly onnx?: OnnxFolders | undefined;
}

export interface OnnxFolders {
  /** One folder for each model. */
  readonly modelsFolder: string;
  /** Where @huggingface/transformers is installed, if not with Parlance. */
  readonly libraryFolder?: string | undefined;
}

export interface ModelLimits {
  /** One call, from the request to the last byte. */
  readonly timeoutMs: number;
  /** All calls of one `generate`, pauses included. */
  readonly deadlineMs: number;
  /** What the administrator pays, where the vendor's price is not known here. */
  readonly price?: Price | undefined;
}

export interface ProviderCapabilities {
  readonly streams: boolean;
  /** Has a mode of its own that holds a reply to a JSON Schema. */
  readonly json: boolean;
  readonly embeds: boolean;
  readonly listsModels: boolean;
  /** Nothing leaves this machine. */
  readonly isLocal: boolean;
}

export interface ListedModel {
  readonly id: string;
  readonly label: string;
  readonly kind: "language" | "embedding";
  /** US dollars per million tokens, where a price is known. */
  readonly price?: Pick<Price, "input" | "output">;
}

/** A vendor of models: one folder, registered by one line in registry.ts. Nothing is loaded or asked before it is used. */
export interface Provider<Config = unknown> {
  readonly id: string;
  readonly label: string;
  /** Drives validation, the form, the command line and the docs; see FieldMeta. */
  readonly config: z.ZodType<Config>;
  readonly capabilities: ProviderCapabilities;
  open(config: Config, model: string, needs: ModelNeeds, limits: ModelLimits): LanguageModel;
  openEmbedder?(config: Config, model: string, needs: ModelNeeds, limits: ModelLimits): Promise<Embedder>;
  /** Rejects with the errors of LanguageModel. */
  listModels?(config: Config, needs: ModelNeeds, signal?: AbortSignal): Promise<readonly ListedModel[]>;
}

export const defineProvider = <Config>(provider: Provider<Config>): Provider<Config> => provider;
