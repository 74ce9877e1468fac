import type { LanguageModelV3 } from "@ai-sdk/provider";
import type { Embedder, LanguageModel } from "@parlance/core";
import { embeddingPrefix } from "../calling/embedding-prefix.ts";
import { reliableEmbedder } from "../calling/reliable-embedder.ts";
import { reliableModel } from "../calling/reliable-model.ts";
import { toPromptWithSchema } from "../calling/to-prompt.ts";
import type { ModelFetch, ModelLimits, ModelNeeds } from "../provider.ts";
import { type Accepted, acceptedBody, acceptsAll, learn } from "./accepted-body.ts";
import type { OpenaiCompatibleConfig } from "./config.ts";
import { serverAddress } from "./server-address.ts";
import { asStream } from "./whole-reply.ts";

/** The client's name for the provider, under which options are passed. */
const name = "openaiCompatible";

export function openOpenaiCompatible(
  config: OpenaiCompatibleConfig,
  model: string,
  needs: ModelNeeds,
  limits: ModelLimits,
): LanguageModel {
  const accepted = acceptsAll();
  return reliableModel(
    {
      provider: "openai-compatible",
      model,
      connect: (fetch) => connect(config, model, fetch, accepted),
      options: (request) => ({ prompt: toPromptWithSchema(request) }),
      adapt: (fault, { output }) => learn(accepted, fault, output !== null),
    },
    needs,
    limits,
  );
}

async function connect(
  { baseUrl, apiKey }: OpenaiCompatibleConfig,
  model: string,
  fetch: ModelFetch,
  accepted: Accepted,
): Promise<LanguageModelV3> {
  const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
  const server = serverAddress(baseUrl, fetch);
  const vendor = createOpenAICompatible({
    name,
    baseURL: server.url,
    ...(apiKey === "" ? {} : { apiKey }),
    fetch: async (input, init) => asStream(await server.fetch(input, init)),
    includeUsage: true,
    supportsStructuredOutputs: true,
    transformRequestBody: (body) => acceptedBody(body, accepted),
  });
  return vendor.chatModel(model);
}

export function openOpenaiCompatibleEmbedder(
  { baseUrl, apiKey }: OpenaiCompatibleConfig,
  model: string,
  needs: ModelNeeds,
  limits: ModelLimits,
): Promise<Embedder> {
  const connect = async (fetch: ModelFetch) => {
    const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
    const server = serverAddress(baseUrl, fetch);
    const key = apiKey === "" ? {} : { apiKey };
    return createOpenAICompatible({ name, baseURL: server.url, ...key, fetch: server.fetch }).embeddingModel(model);
  };
  const prefix = (purpose: "document" | "query"): string => embeddingPrefix(model, purpose);
  return reliableEmbedder({ provider: "openai-compatible", model, connect, prefix }, needs, limits);
}
