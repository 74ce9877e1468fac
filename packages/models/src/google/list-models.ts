import { z } from "zod";
import { guardedFetch } from "../calling/guarded-fetch.ts";
import { requestJson } from "../calling/request-json.ts";
import { listedPrice } from "../pricing/price-table.ts";
import type { ListedModel, ModelNeeds } from "../provider.ts";
import { withoutSlash } from "../provider-field.ts";
import { GOOGLE_ADDRESS, type GoogleConfig } from "./config.ts";

const listing = z.object({
  models: z.array(
    z.object({
      name: z.string(),
      displayName: z.string().optional(),
      supportedGenerationMethods: z.array(z.string()).default([]),
    }),
  ),
});

export async function listModels(
  { apiKey, baseUrl }: GoogleConfig,
  needs: ModelNeeds,
  signal?: AbortSignal,
): Promise<readonly ListedModel[]> {
  const url = `${withoutSlash(baseUrl || GOOGLE_ADDRESS)}/models?pageSize=1000`;
  const { models } = await requestJson(
    { url, headers: { "x-goog-api-key": apiKey }, schema: listing },
    { ...needs, fetch: guardedFetch(needs.fetch) },
    signal,
  );
  return models.flatMap(({ name, displayName, supportedGenerationMethods }) => {
    const id = name.replace(/^models\//, "");
    const kind = kindOf(supportedGenerationMethods);
    return kind === null ? [] : [{ id, label: displayName ?? id, kind, ...listedPrice("google", id) }];
  });
}

function kindOf(methods: readonly string[]): ListedModel["kind"] | null {
  if (methods.includes("generateContent")) return "language";
  return methods.includes("embedContent") ? "embedding" : null;
}
