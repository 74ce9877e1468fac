import type { Embedder, LanguageModel } from "@parlance/core";
import { plainerRequests } from "../calling/plainer-requests.ts";
import { reliableEmbedder } from "../calling/reliable-embedder.ts";
import { reliableModel } from "../calling/reliable-model.ts";
import type { ModelFetch, ModelLimits, ModelNeeds } from "../provider.ts";
import { withoutSlash } from "../provider-field.ts";
import { GOOGLE_ADDRESS, type GoogleConfig } from "./config.ts";

const provider = "google";

export function openGoogle(config: GoogleConfig, model: string, needs: ModelNeeds, limits: ModelLimits): LanguageModel {
  const connect = async (fetch: ModelFetch) => (await client(config, fetch))(model);
  return reliableModel({ provider, model, connect, ...plainerRequests() }, needs, limits);
}

export function openGoogleEmbedder(
  config: GoogleConfig,
  model: string,
  needs: ModelNeeds,
  limits: ModelLimits,
): Promise<Embedder> {
  const connect = async (fetch: ModelFetch) => (await client(config, fetch)).embeddingModel(model);
  return reliableEmbedder(
    {
      provider,
      model,
      connect,
      options: (purpose) => ({
        providerOptions: { google: { taskType: purpose === "query" ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT" } },
      }),
    },
    needs,
    limits,
  );
}

async function client({ apiKey, baseUrl }: GoogleConfig, fetch: ModelFetch) {
  const { createGoogleGenerativeAI } = await import("@ai-sdk/google");
  // Both are always given: left out, the client would read them from this server's environment.
  return createGoogleGenerativeAI({ apiKey, baseURL: withoutSlash(baseUrl || GOOGLE_ADDRESS), fetch });
}
