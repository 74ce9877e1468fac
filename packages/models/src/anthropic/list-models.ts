import { z } from "zod";
import { guardedFetch } from "../calling/guarded-fetch.ts";
import { requestJson } from "../calling/request-json.ts";
import { listedPrice } from "../pricing/price-table.ts";
import type { ListedModel, ModelNeeds } from "../provider.ts";
import { withoutSlash } from "../provider-field.ts";
import { ANTHROPIC_ADDRESS, type AnthropicConfig } from "./config.ts";

const listing = z.object({ data: z.array(z.object({ id: z.string(), display_name: z.string().optional() })) });

export async function listModels(
  { apiKey, baseUrl }: AnthropicConfig,
  needs: ModelNeeds,
  signal?: AbortSignal,
): Promise<readonly ListedModel[]> {
  const { data } = await requestJson(
    {
      url: `${withoutSlash(baseUrl || ANTHROPIC_ADDRESS)}/models?limit=1000`,
      headers: { "x-api-key": apiKey, "anthropic-version": "2023-06-01" },
      schema: listing,
    },
    { ...needs, fetch: guardedFetch(needs.fetch) },
    signal,
  );
  return data.map(({ id, display_name }) => ({
    id,
    label: display_name ?? id,
    kind: "language",
    ...listedPrice("anthropic", id),
  }));
}
