import { z } from "zod";
import { guardedFetch } from "../calling/guarded-fetch.ts";
import { requestJson } from "../calling/request-json.ts";
import type { ListedModel, ModelNeeds } from "../provider.ts";
import type { OpenaiCompatibleConfig } from "./config.ts";
import { serverAddress } from "./server-address.ts";

const listing = z.object({ data: z.array(z.object({ id: z.string().min(1).max(300) })).max(10_000) });

/** GET /models, which Ollama, vLLM, llama.cpp and most others answer alike. */
export async function listModels(
  { baseUrl, apiKey }: OpenaiCompatibleConfig,
  needs: ModelNeeds,
  signal?: AbortSignal,
): Promise<readonly ListedModel[]> {
  const server = serverAddress(baseUrl, guardedFetch(needs.fetch));
  const headers: Record<string, string> = apiKey === "" ? {} : { authorization: `Bearer ${apiKey}` };
  const { data } = await requestJson(
    { url: `${server.url}/models`, headers, schema: listing },
    { ...needs, fetch: server.fetch },
    signal,
  );
  return data.map(({ id }) => ({ id, label: id, kind: isEmbedding(id) ? "embedding" : "language" }));
}

/** The listing does not say; names do. */
export const isEmbedding = (id: string): boolean => /embed|\bbge\b|\bgte\b|\be5\b|minilm|mpnet/i.test(id);
