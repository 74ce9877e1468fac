import { AppError, type Embedder, type LanguageModel } from "@parlance/core";
import { plainerRequests } from "../calling/plainer-requests.ts";
import { reliableEmbedder } from "../calling/reliable-embedder.ts";
import { reliableModel } from "../calling/reliable-model.ts";
import type { ModelFetch, ModelLimits, ModelNeeds } from "../provider.ts";
import { readServiceAccountKey, type VertexConfig } from "./config.ts";

const provider = "vertex";

export function openVertex(config: VertexConfig, model: string, needs: ModelNeeds, limits: ModelLimits): LanguageModel {
  const connect = async (fetch: ModelFetch) => (await client(config, fetch))(model);
  return reliableModel({ provider, model, connect, ...plainerRequests() }, needs, limits);
}

export function openVertexEmbedder(
  config: VertexConfig,
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
        providerOptions: { vertex: { taskType: purpose === "query" ? "RETRIEVAL_QUERY" : "RETRIEVAL_DOCUMENT" } },
      }),
    },
    needs,
    limits,
  );
}

async function client({ project, location, serviceAccountKey }: VertexConfig, fetch: ModelFetch) {
  const { createVertex } = await import("@ai-sdk/google-vertex");
  const credentials = readServiceAccountKey(serviceAccountKey);
  if (credentials === null) throw new AppError("MODEL_CONFIG_INVALID");
  return createVertex({
    project,
    location,
    // Empty and not absent: absent, the client would look for a key in this server's environment.
    apiKey: "",
    fetch,
    googleAuthOptions: {
      credentials,
      // Tokens are fetched through the one way out as well.
      clientOptions: {
        transporterOptions: {
          fetchImplementation: (input: string | URL | Request, init?: RequestInit) =>
            fetch(input instanceof Request ? input.url : String(input), { ...init, redirect: "error" }),
          retry: false,
        },
      },
    },
  });
}
