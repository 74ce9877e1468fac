import type { LanguageModelV3CallOptions } from "@ai-sdk/provider";
import type { Embedder, LanguageModel, ModelRequest } from "@parlance/core";
import { plainerRequests } from "../calling/plainer-requests.ts";
import { reliableEmbedder } from "../calling/reliable-embedder.ts";
import { reliableModel } from "../calling/reliable-model.ts";
import type { ModelFetch, ModelLimits, ModelNeeds } from "../provider.ts";
import { withoutSlash } from "../provider-field.ts";
import { OPENAI_ADDRESS, type OpenaiConfig } from "./config.ts";
import { isStrictSchema } from "./strict-schema.ts";

const provider = "openai";

export function openOpenai(config: OpenaiConfig, model: string, needs: ModelNeeds, limits: ModelLimits): LanguageModel {
  const plainer = plainerRequests();
  return reliableModel(
    {
      provider,
      model,
      connect: async (fetch) => (await client(config, fetch)).responses(model),
      options: (request) => ({ ...vendorOptions(request), ...plainer.options(request) }),
      adapt: plainer.adapt,
    },
    needs,
    limits,
  );
}

/** Replies are not kept at OpenAI for later calls to refer to. */
const vendorOptions = ({ output }: ModelRequest): Partial<LanguageModelV3CallOptions> => ({
  providerOptions: { openai: { store: false, strictJsonSchema: isStrictSchema(output?.schema) } },
});

export function openOpenaiEmbedder(
  config: OpenaiConfig,
  model: string,
  needs: ModelNeeds,
  limits: ModelLimits,
): Promise<Embedder> {
  const connect = async (fetch: ModelFetch) => (await client(config, fetch)).embeddingModel(model);
  return reliableEmbedder({ provider, model, connect }, needs, limits);
}

async function client({ apiKey, baseUrl }: OpenaiConfig, fetch: ModelFetch) {
  const { createOpenAI } = await import("@ai-sdk/openai");
  // Both are always given: left out, the client would read them from this server's environment.
  return createOpenAI({ apiKey, baseURL: withoutSlash(baseUrl || OPENAI_ADDRESS), fetch });
}
