import { AppError, type Embedder, type LanguageModel } from "@parlance/core";
import type { Price } from "./pricing/price-table.ts";
import type { ListedModel, ModelLimits, ModelNeeds, Provider } from "./provider.ts";
import { PROVIDERS } from "./registry.ts";

/** Which model, and the provider's own settings beside it: `{ provider: "anthropic", model, apiKey }`. */
export interface ModelSettings {
  readonly provider: string;
  readonly model: string;
  /** One call. 120 s where absent. */
  readonly timeoutMs?: number | undefined;
  /** All calls of one request. One and a half times the timeout where absent. */
  readonly deadlineMs?: number | undefined;
  /** US dollars per million tokens, in place of the price that is known for the model. */
  readonly price?: Price | undefined;
  readonly [field: string]: unknown;
}

const TIMEOUT_MS = 120_000;

/** Opens a model; nothing is loaded or asked before its first request. Errors: PROVIDER_NOT_FOUND, MODEL_CONFIG_INVALID. */
export function openModel(settings: ModelSettings, needs: ModelNeeds): LanguageModel {
  const { config, model, provider, limits } = read(settings);
  return provider.open(config, model, needs, limits);
}

/** Errors: as openModel, and MODEL_CONFIG_INVALID where the provider has no embeddings. */
export async function openEmbedder(settings: ModelSettings, needs: ModelNeeds): Promise<Embedder> {
  const { config, model, provider, limits } = read(settings);
  if (provider.openEmbedder === undefined) {
    throw new AppError("MODEL_CONFIG_INVALID", { message: `${provider.label} has no embeddings.` });
  }
  return provider.openEmbedder(config, model, needs, limits);
}

/** Nothing where the provider keeps no list. Errors: as openModel, and those of LanguageModel. */
export async function listModels(
  { provider: id, ...fields }: { readonly provider: string; readonly [field: string]: unknown },
  needs: ModelNeeds,
  signal?: AbortSignal,
): Promise<readonly ListedModel[]> {
  const provider = findProvider(id);
  if (provider.listModels === undefined) return [];
  return provider.listModels(parseConfig(provider, fields), needs, signal);
}

/** Errors: PROVIDER_NOT_FOUND. */
export function findProvider(id: string): Provider {
  const found = Object.entries<unknown>(PROVIDERS).find(([name]) => name === id)?.[1];
  if (found === undefined) throw new AppError("PROVIDER_NOT_FOUND");
  // Each provider's config type is known to its own schema alone, which is what its other members are called with.
  return found as Provider;
}

function read({ provider: id, model, timeoutMs = TIMEOUT_MS, deadlineMs, price, ...fields }: ModelSettings) {
  const provider = findProvider(id);
  if (model.trim() === "") throw new AppError("MODEL_CONFIG_INVALID", { message: "Choose a model." });
  const limits: ModelLimits = { timeoutMs, deadlineMs: deadlineMs ?? timeoutMs * 1.5, price };
  return { provider, model: model.trim(), limits, config: parseConfig(provider, fields) };
}

function parseConfig(provider: Provider, fields: Readonly<Record<string, unknown>>): unknown {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  const { success, data, error } = provider.config.safeParse(given);
  if (success) return data;
  // Issues of zod name the field and what is wrong with it, never the value.
  const issues = error.issues.map(({ path, message }) => ({ field: path.map(String).join("."), message }));
  throw new AppError("MODEL_CONFIG_INVALID", { details: { issues } });
}
