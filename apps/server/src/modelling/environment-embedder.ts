import type { ModelNeeds } from "@parlance/models";
import type { ChosenEmbedder } from "../retrieving/chosen-embedder.ts";
import type { ModelEnvironment } from "./environment-model.ts";
import { isInHouse } from "./in-house.ts";
import type { ModelLibrary } from "./known-providers.ts";
import { trustedFetch } from "./model-fetch.ts";

const DEFAULT_PROVIDER = "openai-compatible";

/**
 * The embedder that PARLANCE_EMBEDDING_PROVIDER, _MODEL, _BASE_URL and _API_KEY name; undefined where they name none, so
 * that the built-in one is used. As with language models, the operator's address is not judged.
 * Errors: MODEL_CONFIG_INVALID, PROVIDER_NOT_FOUND.
 */
export async function environmentEmbedder(
  environment: ModelEnvironment,
  needs: Omit<ModelNeeds, "fetch">,
  load: () => Promise<ModelLibrary>,
): Promise<ChosenEmbedder | undefined> {
  const read = (name: string): string | undefined => environment[`PARLANCE_EMBEDDING_${name}`]?.trim() || undefined;
  const model = read("MODEL");
  if (model === undefined) return undefined;
  const { openEmbedder, findProvider } = await load();
  const provider = read("PROVIDER") ?? DEFAULT_PROVIDER;
  const [baseUrl, apiKey] = [read("BASE_URL"), read("API_KEY")];
  const embedder = await openEmbedder({ provider, model, baseUrl, apiKey }, { ...needs, fetch: trustedFetch });
  return { embedder, isLocal: findProvider(provider).capabilities.isLocal || isInHouse(baseUrl ?? "") };
}
